import Artifacts
import Documents
import Foundation
import Testing

@Suite struct CorpusTests {
  @Test func filesAreFoundInOrder() throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/sub", withIntermediateDirectories: true)
    for name in ["b.html", "a.HTM", "c.txt", ".hidden.html", "sub/x.xml"] {
      try folder.write(Array("x".utf8), to: name)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/gone.html", withDestinationPath: "nowhere")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/loop.html", withDestinationPath: "loop.html")
    mkfifo(folder.path + "/pipe.html", 0o600)
    let files = try folder.files()
    #expect(files.files.map(\.uri) == ["a.HTM", "b.html", "sub/x.xml"])
    #expect(files.drops.reasons["unreadableFile"]?.count == 2)
    #expect(files.drops.reasons["notAFile"]?.count == 1)
    #expect(try folder.files("pipe.html").files.isEmpty)
    #expect(try folder.files("c.txt").files.map(\.uri) == ["c.txt"])
    #expect(throws: (any Error).self) { try folder.files("missing.html") }
  }

  @Test func aFileThatCannotBeReadIsReported() async throws {
    let folder = try TestFolder()
    for name in ["a.html", "b.html", "c.html"] {
      try folder.write(Array("<p>\(name)".utf8), to: name)
    }
    let files = try folder.files()
    try FileManager.default.removeItem(atPath: folder.path + "/b.html")
    let result = try await readAll(files, threads: 2)
    #expect(result.documents.map(\.document.uri) == ["a.html", "c.html"])
    #expect(result.outcomes[1].report.error == "cannot read: No such file or directory")
    #expect(result.outcomes[1].digest == nil)
  }

  @Test func documentNumbersKeepVersions() async throws {
    let folder = try TestFolder()
    for name in ["3.10.html", "3.11.html", "plain"] {
      try folder.write(Array("<p>x".utf8), to: name)
    }
    #expect(try await folder.read().documents.map(\.document.docno) == ["3.10", "3.11"])
  }

  @Test func threadsChangeNothing() async throws {
    let folder = try TestFolder()
    for number in 0..<150 {
      try folder.write(Array("<h1>P\(number)</h1><p>Text \(number).".utf8), to: "\(number).html")
    }
    let (one, four) = (try await folder.read(), try await folder.read(threads: 4))
    #expect(one.documents.map(\.document.uri) == four.documents.map(\.document.uri))
    #expect(one.documents.map(\.document.digest) == four.documents.map(\.document.digest))
  }

  /// A file over the streaming size comes in pieces; its records are those of a small file.
  @Test func aLargeContainerIsReadPieceByPiece() async throws {
    func record(_ number: Int) -> String {
      """
      <doc id="\(number)"><title>Größe \(number)</title><p>&app; is “\(number)” &amp;
      <![CDATA[a < b]]> &eacute;.</p><p>\(String(repeating: "日本 ", count: number % 90))</p></doc>

      """
    }
    let head = "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE d [<!ENTITY app 'App'>]>\n<d>"
    let folder = try TestFolder()
    var large = Array(head.utf8)
    var count = 0
    while large.count < 12 << 20 {
      large += record(count).utf8
      count += 1
    }
    try folder.write(large + Array("</d>".utf8), to: "large.xml")
    let result = try await folder.read(threads: 2)
    #expect(result.documents.count == count)
    #expect(result.report.error == nil)
    for number in stride(from: 0, to: count, by: 997) {
      let alone = try await read(head + record(number) + record(1) + "</d>", as: "large.xml")
      #expect(alone.first.text == result.documents[number].document.text)
      #expect(alone.first.title == result.documents[number].document.title)
    }
  }
}
