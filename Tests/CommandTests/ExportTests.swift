import Artifacts
import Foundation
import Retrieval
import Testing

/// `raftwright export`, as a user runs it.
@Suite("Export")
struct ExportTests {
  static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  /// A folder with `i.sqlite` and `q.jsonl`, questions of which one has two oracles.
  static func indexed() throws -> Folder {
    let folder = try MishapTests.corpus()
    let run = try Command.shell(
      """
      raftwright index docs --output i.sqlite --quiet 2> /dev/null
      raftwright questions i.sqlite --output q.jsonl --quiet 2> /dev/null
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    let index = try Index(path: folder.path + "/i.sqlite")
    let (first, second) = (index.id(ofPassage: 0), index.id(ofPassage: 1))
    try folder.write(
      try folder.read("q.jsonl") + """
        {"question":"Which \\"two\\"?","answer":"Both.","oracle_chunks":[\(first),\(second)],"id":"a\\tb"}
        {"question":"Which one?","answer":"It.","oracle_chunks":[\(second)],"id":"\\"quoted"}

        """, to: "q.jsonl")
    return folder
  }

  @Test("a reader written after BEIR's reads what was exported", .enabled(if: hasPython))
  func beir() throws {
    let folder = try Self.indexed()
    let run = try Command.shell(
      """
      raftwright export beir i.sqlite q.jsonl --output beir --quiet
      python3 \(Command.repository)/Tests/Readers/beir.py beir
      """, in: folder.path)
    #expect(run.code == 0)
    #expect(run.stderr.hasPrefix("2 question ids hold white space, a quotation mark"))
    let read = try JSONValue(parsing: Array(run.stdout.utf8))
    let index = try Index(path: folder.path + "/i.sqlite")
    let corpus = try #require(read["corpus"])
    #expect(corpus.members?.count == index.passageCount)
    for passage in try index.passages(in: 0..<index.passageCount) {
      let entry = corpus[String(passage.id)]
      #expect(entry?["text"]?.string == passage.text)
      let document = try index.document(ofPassage: passage.number)
      #expect(entry?["title"]?.string?.hasPrefix(document.title) == true)
    }
    let lines = try folder.read("q.jsonl").split(separator: "\n").map {
      try JSONValue(parsing: Array($0.utf8))
    }
    let queries = read["queries"]?.members ?? []
    #expect(
      queries.compactMap(\.value.string).sorted()
        == lines.compactMap { $0["question"]?.string }.sorted())
    for query in queries {
      let line = try #require(lines.first { $0["question"] == query.value })
      let oracles = (line["oracle_chunks"]?.array ?? []).compactMap(\.int)
      let relevant = read["qrels"]?[query.key]?.members ?? []
      #expect(Set(relevant.map(\.key)) == Set(oracles.map(String.init)))
      #expect(relevant.allSatisfy { $0.value.int == 1 })
    }
  }

  @Test("an exported collection is evaluated as the questions are")
  func evaluation() throws {
    let folder = try Self.indexed()
    let run = try Command.shell(
      """
      raftwright export beir i.sqlite q.jsonl --output beir --quiet 2> /dev/null
      raftwright evaluate retrieval i.sqlite --queries q.jsonl > from-questions
      raftwright evaluate retrieval i.sqlite --queries beir/queries.jsonl \
        --qrels beir/qrels/test.tsv > from-export
      diff from-questions from-export
      grep -c nDCG@10 from-export
      """, in: folder.path)
    #expect(run.stdout == "1\n", "\(run.stderr)")
    #expect(run.stderr == "")
  }

  @Test("questions whose passages the index lacks are counted, and an error under --strict")
  func unknownOracles() throws {
    let folder = try Self.indexed()
    try folder.write(
      try folder.read("q.jsonl") + #"{"question":"Lost?","answer":"Yes.","oracle_chunks":[1]}"#
        + "\n",
      to: "q.jsonl")
    let lax = try Command.raftwright(
      "export", "beir", "i.sqlite", "q.jsonl", "--output", "lax", "--json", "--quiet",
      in: folder.path)
    #expect(lax.code == 0)
    let line = try folder.read("q.jsonl").split(separator: "\n").count
    let drop = "unknownOracle: q.jsonl:\(line): the index has no passage with the id 1\n"
    #expect(lax.stderr.hasSuffix("dropped 1 " + drop), "\(lax.stderr)")
    let summary = try JSONValue(parsing: Array(lax.stdout.utf8))
    #expect(summary["drops"]?["unknownOracle"]?["count"]?.int == 1)
    #expect(summary["queries"]?.int == line - 1)
    #expect(summary["files"]?.array?.count == 3)
    let strict = try Command.raftwright(
      "export", "beir", "i.sqlite", "q.jsonl", "--output", "strict", "--strict", "--quiet",
      in: folder.path)
    #expect(strict.code == 2)
    #expect(try folder.read("strict/qrels/test.tsv") == folder.read("lax/qrels/test.tsv"))
  }

  @Test(
    "what cannot be is refused before anything is written",
    arguments: [
      ("opensearch none.sqlite --output out", 66, "none.sqlite: No such file or directory"),
      ("pgvector q.jsonl --output out", 1, "q.jsonl: "),
      ("beir i.sqlite none.jsonl --output out", 66, "none.jsonl: No such file or directory"),
      ("pgvector i.sqlite --output q.jsonl", 64, "q.jsonl: this is a file; name a folder"),
      ("pgvector i.sqlite --output ''", 64, "the output has no name; give one"),
      (
        "opensearch i.sqlite --output taken", 64,
        "taken/README.md: this file is none that an export wrote, and would be overwritten"
      ),
      (
        "beir i.sqlite taken/queries.jsonl --output taken", 64,
        "taken/queries.jsonl: this is an input"
      ),
      ("beir i.sqlite q.jsonl --output taken", 64, "taken/queries.jsonl: this file is none"),
      ("opensearch i.sqlite --output out --name Docs", 64, "--name: `Docs` is no name"),
      ("opensearch i.sqlite --output out --part-size 0", 64, "--part-size takes 1 to 100"),
      ("pgvector i.sqlite --output /proc/none", 74, "/proc/none"),
    ] as [(String, Int32, String)])
  func refusals(arguments: String, code: Int32, sentence: String) throws {
    let folder = try Self.indexed()
    try folder.write("# My project\n", to: "taken/README.md")
    try folder.write(try folder.read("q.jsonl"), to: "taken/queries.jsonl")
    let run = try Command.shell(
      """
      find . -type f | sort | xargs -d '\\n' sha256sum > /tmp/before-$$
      set +e; raftwright export \(arguments) --quiet; code=$?; set -e
      find . -type f | sort | xargs -d '\\n' sha256sum | diff /tmp/before-$$ -
      rm /tmp/before-$$
      exit $code
      """, in: folder.path)
    #expect(run.code == code)
    #expect(run.stderr.hasPrefix("raftwright: \(sentence)"), "\(run.stderr)")
    #expect(run.stdout == "")
  }

  @Test("exports of an index without passages are loadable, and empty")
  func empty() throws {
    let folder = try Folder()
    try folder.write("<html><title></title></html>", to: "docs/a.html")
    try folder.write("", to: "q.jsonl")
    let run = try Command.shell(
      """
      raftwright index docs --output i.sqlite --quiet 2> /dev/null
      raftwright export beir i.sqlite q.jsonl --output beir --quiet
      raftwright export opensearch i.sqlite --output os --quiet
      raftwright export pgvector i.sqlite --output pg --quiet
      cat beir/*.jsonl beir/qrels/test.tsv; ls os
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    #expect(run.stdout == "query-id\tcorpus-id\tscore\nREADME.md\nindex.json\n")
  }

  @Test("progress and counts go to stderr, and are silent under --quiet")
  func progress() throws {
    let folder = try Self.indexed()
    let run = try Command.raftwright(
      "export", "pgvector", "i.sqlite", "--output", "pg", in: folder.path)
    #expect(run.code == 0 && run.stdout == "")
    #expect(run.stderr.hasPrefix("export: 6 passages\n"))
    #expect(run.stderr.hasSuffix("\npg: 6 documents, 6 passages in 1 file\n"), "\(run.stderr)")
    let quiet = try Command.raftwright(
      "export", "pgvector", "i.sqlite", "--output", "pg", "--quiet", in: folder.path)
    #expect(quiet.code == 0 && quiet.stdout == "" && quiet.stderr == "")
  }
}
