import Documents
import Foundation
import Testing

/// The evil corpus (shared/data/evil.tar.xz): unpacked in /tmp/data/evil, or for the test.
struct EvilCorpus {
  let path: String
  private let folder: TestFolder?

  static let hint: Comment = "needs shared/data/evil.tar.xz, or it unpacked in /tmp/data/evil"
  private static let unpacked = "/tmp/data/evil/evil"
  private static let archives = ["/work/shared/data/evil.tar.xz", "../shared/data/evil.tar.xz"]

  static let isThere = ([unpacked] + archives).contains {
    FileManager.default.fileExists(atPath: $0)
  }

  init() throws {
    if FileManager.default.fileExists(atPath: Self.unpacked) {
      (path, folder) = (Self.unpacked, nil)
      return
    }
    let archive = Self.archives.first { FileManager.default.fileExists(atPath: $0) } ?? ""
    let folder = try TestFolder()
    try shell("tar -xJf '\(URL(fileURLWithPath: archive).path)' -C '\(folder.path)'", in: folder)
    (path, self.folder) = (folder.path + "/evil", folder)
  }
}

/// Runs a shell command in a folder; for what tests cannot make otherwise.
func shell(_ command: String, in folder: TestFolder) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-ec", command]
  process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
  try process.run()
  process.waitUntilExit()
  try #require(process.terminationStatus == 0, "\(command)")
}

@Suite(.serialized, .enabled(if: EvilCorpus.isThere, EvilCorpus.hint)) struct EvilCorpusTests {
  /// Every file, whatever it is called: none crashes or hangs, each has its outcome, and
  /// each error its line or reason.
  @Test func everyFileIsSurvived() async throws {
    let evil = try EvilCorpus()
    let endings = [
      "html", "xml", "xhtml", "txt", "conf", "dtd", "ent", "dat", "testcase", "test", "md", "gif",
      "xsl", "css", "in", "asd", "ini", "jpe",
    ]
    let files = try CorpusFiles(paths: [evil.path], extensions: endings)
    #expect(files.files.count > 4900)
    var outcomes: [FileOutcome] = []
    var documents: Set<String> = []
    // The time to the first event holds the look at repeated blocks.
    var last: ContinuousClock.Instant?
    var slowest = Duration.zero
    let reader = CorpusReader(files: files, options: DocumentsOptions(), threads: 2)
    try await reader.read(transform: { $0.document.uri }) { event in
      switch event {
      case .document(let uri):
        #expect(documents.insert(uri).inserted, "\(uri)")
      case .file(let outcome):
        outcomes.append(outcome)
        if let last { slowest = max(slowest, ContinuousClock.now - last) }
        last = .now
      }
    }
    #expect(outcomes.map(\.file.uri) == files.files.map(\.uri))
    #expect(slowest < .seconds(120))
    #expect(outcomes.allSatisfy { $0.digest != nil })
    let errors = outcomes.compactMap { $0.report.error }
    #expect(errors.count > 500 && errors.allSatisfy { $0.hasPrefix("line ") })
    #expect(outcomes.reduce(0) { $0 + $1.documents } == documents.count)
    // A good file between bad ones is read as if it were alone.
    let name = "w3c-xmlconf/xmlconf/japanese/weekly-utf-8.xml"
    #expect(documents.contains(name))
  }

  private func text(_ path: String) async throws -> (String, ReadReport) {
    let files = try CorpusFiles(paths: [path], extensions: [])
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    let isText = path.hasSuffix(".txt")
    let result =
      isText ? try await read(bytes: bytes, as: "page.html") : try await readAll(files)
    return (result.text, result.report)
  }

  @Test(arguments: [
    [
      "candide-utf-8", "candide-gb18030", "candide-utf-16le", "candide-utf-32be",
      "candide-windows-1252",
    ],
    ["rashomon-utf-8", "rashomon-euc-jp", "rashomon-iso-2022-jp", "rashomon-shift-jis"],
    ["sunzi-bingfa-gb-levels-1-and-2-utf-8", "sunzi-bingfa-gb-levels-1-and-2-hz-gb2312"],
    ["sunzi-bingfa-simplified-utf-8", "sunzi-bingfa-simplified-gbk"],
    ["sunzi-bingfa-traditional-utf-8", "sunzi-bingfa-traditional-big5"],
    ["unsu-joh-eun-nal-utf-8", "unsu-joh-eun-nal-euc-kr"],
  ])
  func oneTextInManyEncodings(_ names: [String]) async throws {
    let evil = try EvilCorpus()
    var first = ""
    for name in names {
      let (text, report) = try await text(
        "\(evil.path)/text-encodings/encoding/testdata/\(name).txt")
      if first.isEmpty { first = text }
      #expect(text.count > 1000 && text == first, "\(name)")
      #expect(report.invalidBytes == 0, "\(name)")
    }
  }

  /// The W3C's Japanese documents; `pr-xml` in UTF-16 has lost some bytes, 0x0d became 0x0a in it.
  @Test(arguments: [
    (
      "weekly",
      ["utf-8", "euc-jp", "iso-2022-jp", "shift_jis", "little-endian", "utf-16"]
    ),
    ("pr-xml", ["utf-8", "euc-jp", "iso-2022-jp", "shift_jis"]),
  ])
  func oneXMLDocumentInManyEncodings(_ name: String, _ encodings: [String]) async throws {
    let evil = try EvilCorpus()
    var first = ""
    for encoding in encodings {
      let (text, report) = try await text(
        "\(evil.path)/w3c-xmlconf/xmlconf/japanese/\(name)-\(encoding).xml")
      if first.isEmpty { first = text }
      #expect(!text.isEmpty && text == first, "\(encoding)")
      #expect(report.invalidBytes == 0 && report.error == nil, "\(encoding)")
    }
  }
}
