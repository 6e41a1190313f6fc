import Artifacts
import Foundation
import Retrieval
import Testing

/// Vectors from the command line: an index with an embedding table, and searches by it.
@Suite("Vectors")
struct VectorTests {
  private static let tables = Command.repository + "/Tests/RetrievalTests/Fixtures"
  private static let table = tables + "/wordllama"

  let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write(
      "<html><title>Vacuum</title><p>VACUUM reclaims storage.</p></html>", to: "c/a.html")
    try folder.write(
      "<html><title>Planner</title><p>The planner makes plans.</p></html>", to: "c/b.html")
    try folder.write("1\tvacuum storage\n2\tplans\n", to: "topics.tsv")
    try folder.write("1 0 a 1\n2 0 b 1\n", to: "qrels.txt")
  }

  private func index(_ more: String...) throws -> Command {
    try Command.shell(
      "raftwright index c --output i.sqlite --quiet " + more.joined(separator: " "),
      in: folder.path)
  }

  private func raftwright(_ line: String) throws -> Command {
    try Command.shell("raftwright " + line, in: folder.path)
  }

  @Test("the recorded table embeds queries, and every kind of output works")
  func recorded() throws {
    #expect(try index("--embedding-table", Self.table).code == 0)
    let described = try Index(path: folder.path + "/i.sqlite").embedding
    #expect(described?.dimension == 20)
    #expect(described?.storage == .int8)
    for flag in ["--dense", "--hybrid"] {
      let found = try raftwright("search i.sqlite 'VACUUM reclaims storage.' --top 1 \(flag)")
      #expect(found.code == 0, "\(found.stderr)")
      #expect(found.stdout.contains("a.html"))
      let json = try raftwright("search i.sqlite 'VACUUM reclaims storage.' --json \(flag)")
      #expect(json.stdout.contains("\"document\": \"a.html\""), "\(json.stdout)")
      let run = try raftwright("search i.sqlite --queries topics.tsv --run out \(flag)")
      #expect(run.code == 0, "\(run.stderr)")
      let lines = try folder.read("out").split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines.allSatisfy { $0.split(separator: " ").count == 6 })
      let evaluated = try raftwright(
        "evaluate retrieval i.sqlite --queries topics.tsv --qrels qrels.txt \(flag)")
      #expect(evaluated.code == 0, "\(evaluated.stderr)")
      #expect(evaluated.stdout.contains("recall@100"))
    }
  }

  @Test("distractors come from the index's own vectors", arguments: ["dense", "hybrid"])
  func distractors(source: String) throws {
    for number in 0..<8 {
      try folder.write(
        "<html><title>Plan \(number)</title><p>The planner makes plan \(number) of storage.</p></html>",
        to: "c/p\(number).html")
    }
    try folder.write(
      #"{"question":"What does VACUUM reclaim?","answer":"disk storage","evidence":["VACUUM reclaims storage."]}"#
        + "\n", to: "q.jsonl")
    #expect(try index("--embedding-table", Self.table).code == 0)
    let made = try raftwright(
      "dataset i.sqlite q.jsonl --output out --quiet --sources \(source) --distractors 3 "
        + "--oracle-fraction 1")
    #expect(made.code == 0, "\(made.stderr)")
    let row = try JSONValue(
      parsing: Array(try folder.read("out/train.jsonl").split(separator: "\n")[0].utf8))
    let distractors = (row["passages"]?.array ?? []).filter { $0["role"]?.string == "distractor" }
    #expect(distractors.count == 3)
    let ranked = distractors.filter { $0["source"]?.string == source }
    #expect(!ranked.isEmpty)
    // Ranks and scores are those of the search itself.
    let found = try raftwright("search i.sqlite 'What does VACUUM reclaim?' --\(source) --json")
    let hits = try JSONValue(parsing: Array(found.stdout.utf8))["hits"]?.array ?? []
    for passage in ranked {
      let rank = try #require(passage["rank"]?.int)
      #expect(hits[rank - 1]["document"] == passage["document"])
      #expect(hits[rank - 1]["score"]?.double == passage["score"]?.double)
    }
  }

  @Test("the configuration names a table as seen from its file")
  func configuration() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/conf", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.table, toPath: folder.path + "/conf/table")
    try folder.write(
      """
      retrieval:
        embedding:
          table: table
          storage: float32
        fusion:
          dense_weight: 0.5
      """, to: "conf/raftwright.yaml")
    #expect(try index("--config conf/raftwright.yaml --depfile i.d").code == 0)
    #expect(try folder.read("i.d").contains("conf/table/table.safetensors"))
    #expect(try folder.read("i.d").contains("conf/table/tokenizer.json"))
    #expect(try Index(path: folder.path + "/i.sqlite").embedding?.storage == .float32)
    #expect(try raftwright("search i.sqlite plans --dense").code == 0)
    // The weight that the index records is the one that is used.
    let recorded = try raftwright("search i.sqlite plans --hybrid --json")
    let same = try raftwright("search i.sqlite plans --hybrid --dense-weight 0.5 --json")
    let other = try raftwright("search i.sqlite plans --hybrid --dense-weight 3 --json")
    #expect(recorded.stdout == same.stdout)
    #expect(recorded.stdout != other.stdout)
  }

  @Test("the same bytes with one thread and three")
  func threads() throws {
    #expect(try index("--threads 1 --embedding-table", Self.table).code == 0)
    let one = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/i.sqlite"))
    #expect(try index("--threads 3 --embedding-table", Self.table).code == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/i.sqlite")) == one)
  }

  @Test("an update embeds what is new, and finds what a fresh index finds")
  func updates() throws {
    try folder.write("<html><title>Old</title><p>It goes.</p></html>", to: "c/old.html")
    #expect(try index("--embedding-table", Self.table).code == 0)
    try FileManager.default.removeItem(atPath: folder.path + "/c/old.html")
    try folder.write("<html><title>Planner</title><p>Other plans.</p></html>", to: "c/b.html")
    try folder.write("<html><title>New</title><p>Storage plans.</p></html>", to: "c/aa.html")
    #expect(try index("--embedding-table", Self.table).code == 0)
    let updated = try raftwright("search i.sqlite 'storage plans' --dense --json")
    try FileManager.default.removeItem(atPath: folder.path + "/i.sqlite")
    #expect(try index("--embedding-table", Self.table).code == 0)
    let fresh = try raftwright("search i.sqlite 'storage plans' --dense --json")
    #expect(fresh.stdout.contains("aa.html"))
    #expect(updated.stdout == fresh.stdout)
  }

  @Test("another table, a lost one and an index without vectors are told apart")
  func mismatches() throws {
    #expect(try index().code == 0)
    let none = try raftwright("search i.sqlite plans --dense")
    #expect(none.code == 1)
    #expect(
      none.stderr
        == "raftwright: i.sqlite: the index has no vectors; build it again with "
        + "`raftwright index PATH... --output i.sqlite --embedding-table TABLE`\n")
    try FileManager.default.copyItem(atPath: Self.table, toPath: folder.path + "/table")
    #expect(try index("--embedding-table table").code == 0)
    let other = try raftwright(
      "search i.sqlite plans --hybrid --embedding-table '\(Self.tables)/model2vec'")
    #expect(other.code == 1)
    #expect(other.stderr.contains("so they cannot be compared; name the same embedding table"))
    try FileManager.default.moveItem(
      atPath: folder.path + "/table", toPath: folder.path + "/moved")
    let lost = try raftwright("search i.sqlite plans --dense")
    #expect(lost.code == 66)
    #expect(
      lost.stderr
        == "raftwright: i.sqlite: what its vectors come from cannot be opened: table: cannot read: "
        + "No such file or directory; name what the index was made with by --embedding-table or "
        + "--embedding-endpoint\n")
    #expect(try raftwright("search i.sqlite plans --dense --embedding-table moved").code == 0)
  }

  @Test(
    "flags that do not belong together are refused",
    arguments: [
      ("--dense --hybrid", "give either --dense or --hybrid, not both."),
      ("--embedding-table x", "--embedding-endpoint belong to --dense or --hybrid."),
      ("--rerank-depth 4", "belong to --rerank."),
      ("--dense --fusion-k 3", "--fusion-k belongs to --hybrid."),
      ("--hybrid --dense-weight -1", "--dense-weight takes a number from 0; -1.0 was given."),
      ("--hybrid --fusion-depth 0", "--fusion-depth takes a number from 1; 0 was given."),
    ])
  func usage(_ flags: String, _ sentence: String) throws {
    let run = try raftwright("search i.sqlite words \(flags)")
    #expect(run.code == 64)
    #expect(run.stderr.lowercased().contains(sentence.lowercased()), "\(run.stderr)")
  }
}
