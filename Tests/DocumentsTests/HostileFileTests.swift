import Artifacts
import Documents
import Foundation
import Testing

/// Files that are strange as files, among good ones: neighbours lose nothing.
@Suite struct HostileFileTests {
  @Test func strangeFilesAmongGoodOnes() async throws {
    let folder = try TestFolder()
    try folder.write(Array("<p>First.".utf8), to: "a.html")
    try folder.write(Array("<p>Last.".utf8), to: "z.html")
    try folder.write(Array("<html><body><p>HTML & so<br>on.</body></html>".utf8), to: "b.xml")
    try folder.write(
      Array("<?xml version='1.0'?><doc><p>XML <b>it</b> is.</p></doc>".utf8), to: "c.html")
    try shell(
      #"""
      ln -s nowhere d.html; ln -s e.html e.html; mkfifo f.html; ln -s . loop; mkdir g.html
      echo '<p>Newline.' > "$(printf 'h\ni.html')"; echo '<p>Byte.' > "$(printf 'j\377.html')"
      mkdir "$(printf 'k\376')"; echo '<p>Folder.' > "$(printf 'k\376')/l.html"
      echo '<p>Percent.' > 'm%41#.html'; echo '<p>Hidden.' > n.html; chmod 000 n.html
      """#, in: folder)
    let files = try folder.files()
    let result = try await readAll(files, threads: 2)
    var texts: [String: String] = [:]
    for document in result.documents {
      texts[document.document.uri] = String(decoding: document.document.text, as: UTF8.self)
    }
    // Who may read everything (root) reads this one too.
    let isReadable = texts.removeValue(forKey: "n.html") != nil
    #expect(
      texts == [
        "a.html": "First.", "b.xml": "HTML & so\non.", "c.html": "XML it is.",
        "h%0Ai.html": "Newline.", "j%FF.html": "Byte.", "k%FE/l.html": "Folder.",
        "m%2541%23.html": "Percent.", "z.html": "Last.",
      ])
    #expect(files.drops.reasons["unreadableFile"]?.count == 2)
    #expect(files.drops.reasons["notAFile"]?.count == 1)
    let unreadable = result.outcomes.filter { $0.digest == nil }
    #expect(unreadable.map(\.file.uri) == (isReadable ? [] : ["n.html"]))
  }

  /// A file is read as far as it went when it was opened, however fast it grows.
  @Test func aFileThatGrowsWhileItIsRead() async throws {
    let folder = try TestFolder()
    let filling = String(repeating: "x", count: 12_000)
    let record = Array("<doc id='1' note='\(filling)'><p>Text.</p></doc>\n".utf8)
    var bytes = Array("<d>".utf8)
    while bytes.count < 9 << 20 { bytes += record }
    try folder.write(bytes, to: "large.xml")
    try folder.write(Array("<p>Other.".utf8), to: "other.html")
    let path = folder.path + "/large.xml"
    let writer = Task.detached { [record] in
      let file = FileHandle(forWritingAtPath: path)
      _ = try file?.seekToEnd()
      while !Task.isCancelled {
        try file?.write(contentsOf: Data(record))
        await Task.yield()
      }
    }
    let result = try await folder.read()
    writer.cancel()
    _ = try await writer.value
    #expect(result.documents.last?.document.uri == "other.html")
    #expect(result.documents.count > 700)
    #expect((result.outcomes.first?.bytes ?? 0) >= bytes.count)
  }

  /// Every error is kept for the manifest, not only the first few.
  @Test func everyFailingFileIsNamed() async throws {
    let folder = try TestFolder()
    for number in 10..<40 {
      try folder.write(Array("<r><p>Kept.</p>\n<p>x</q></r>".utf8), to: "\(number).xml")
    }
    let result = try await folder.read(threads: 2)
    #expect(result.documents.count == 30)
    #expect(
      result.outcomes.allSatisfy { $0.report.error?.hasPrefix("line 2: ") == true })
  }
}
