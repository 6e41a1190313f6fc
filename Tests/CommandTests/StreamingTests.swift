import Foundation
import Testing

/// Containers of any size are read in the memory of one record.
@Suite("Streaming", .serialized)
struct StreamingTests {
  /// A container: what stands before its records, a record with this number and this much that is
  /// not read, and what stands behind them. What is not read keeps the index small, so that the
  /// memory of the run is the reader's.
  struct Container: CustomTestStringConvertible, Sendable {
    var reader: String
    var head: String
    var record: @Sendable (_ number: Int, _ filling: String) -> String
    var tail: String

    var testDescription: String { reader }
  }

  static let containers = [
    Container(
      reader: "feed", head: "<rss><channel>",
      record: {
        "<item><guid>\($0)</guid><description>Text.</description><x>\($1)</x></item>\n"
      },
      tail: "</channel></rss>"),
    Container(
      reader: "mediawiki", head: "<mediawiki>",
      record: {
        "<page><title>\($0)</title><id>\($0)</id><text>Text.&lt;!-- \($1) --&gt;</text></page>\n"
      },
      tail: "</mediawiki>"),
    Container(
      reader: "stackexchange", head: "<posts>",
      record: { number, filling in
        let question = "Id=\"\(number)\" PostTypeId=\"1\" AnswerCount=\"1\" Title=\"T\" Body=\"Why?"
        let answer = "Id=\"a\(number)\" PostTypeId=\"2\" ParentId=\"\(number)\" Body=\"So."
        return "<row \(question) &lt;!-- \(filling) --&gt;\"/>\n<row \(answer)\"/>\n"
      },
      tail: "</posts>"),
    Container(
      reader: "tei", head: "<teiCorpus><teiHeader/>",
      record: {
        "<TEI xml:id=\"t\($0)\"><teiHeader><p>\($1)</p></teiHeader><text><p>Text.</p></text></TEI>\n"
      },
      tail: "</teiCorpus>"),
    Container(
      reader: "jats", head: "<pmc-articleset>",
      record: {
        "<article><body><p>Text \($0).</p></body><back><ref-list>\($1)</ref-list></back></article>\n"
      },
      tail: "</pmc-articleset>"),
    Container(
      reader: "osis", head: "<osis><osisText>",
      record: {
        "<div type=\"book\" osisID=\"B\($0)\"><p>Text.<note>\($1)</note></p></div>\n"
      },
      tail: "</osisText></osis>"),
    Container(
      reader: "uslm", head: "<uscDoc><main>",
      record: {
        "<section><num>\($0)</num><content>Text.</content><toc>\($1)</toc></section>\n"
      },
      tail: "</main></uscDoc>"),
    Container(
      reader: "xml", head: "<docs>",
      record: { "<doc id=\"d\($0)\">Text.<script>\($1)</script></doc>\n" }, tail: "</docs>"),
  ]

  /// 64 KiB.
  private static let filling = String(repeating: "not read, ", count: 6_554)

  private static func write(_ container: Container, records: Int, to path: String) throws {
    try Data().write(to: URL(fileURLWithPath: path))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.write(contentsOf: Data(container.head.utf8))
    for number in 1...records {
      try file.write(contentsOf: Data(container.record(number, filling).utf8))
    }
    try file.write(contentsOf: Data(container.tail.utf8))
    try file.close()
  }

  /// Indexes a file and gives the most memory that took, in KiB.
  private static func peak(_ file: String, in folder: Folder) throws -> Int {
    let run = try Command.shell(
      """
      raftwright index --threads 1 --quiet --output \(file).idx \(file) & run=$!; peak=0
      while read -r key value unit < <(grep VmHWM "/proc/$run/status" 2>/dev/null); do
        peak=$value; sleep 0.01
      done
      wait $run; echo $peak
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    return try #require(Int(run.stdout.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test("reading ten times the records takes no more memory", arguments: containers)
  func memory(_ container: Container) throws {
    let folder = try Folder()
    try Self.write(container, records: 32, to: folder.path + "/small.xml")
    try Self.write(container, records: 320, to: folder.path + "/large.xml")
    let (small, large) = (
      try Self.peak("small.xml", in: folder), try Self.peak("large.xml", in: folder)
    )
    #expect(large - small < 12 << 10, "\(small) KiB for 2 MiB, \(large) KiB for 20 MiB")
    let index = try Command.raftwright("inspect", "large.xml.idx", "--json", in: folder.path)
    #expect(index.stdout.contains(#""documents": 320,"#))
    #expect(index.stdout.contains("\"\(container.reader)\": 1"))
  }
}
