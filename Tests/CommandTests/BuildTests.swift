import Foundation
import Recipe
import Testing

/// Whole runs of the built command over the demo corpora.
@Suite("Build")
struct BuildTests {
  private static let outputs = [
    "index.sqlite", "questions.jsonl", "questions.manifest.json", "train.jsonl",
    "validation.jsonl", "test.jsonl", "train.chat.jsonl", "validation.chat.jsonl",
    "test.chat.jsonl", "manifest.json", "README.md",
  ]
  private static let corpora = Command.repository + "/corpora"

  private func expectSame(_ first: String, _ second: String) throws {
    for name in Self.outputs {
      let bytes = try [first, second].map {
        try Data(contentsOf: URL(fileURLWithPath: "\($0)/\(name)"))
      }
      #expect(!bytes[0].isEmpty, "\(name) is empty")
      #expect(bytes[0] == bytes[1], "\(name) differs")
    }
  }

  @Test("the same bytes twice, with one thread and two, in one run and stage by stage")
  func sameBytes() throws {
    let folder = try Folder()
    let (one, two, staged) = (folder.path + "/one", folder.path + "/two", folder.path + "/staged")
    for (output, threads) in [(one, "1"), (two, "2")] {
      let run = try Command.raftwright(
        "build", Self.corpora, "--output", output, "--threads", threads, "--formats", "raft,chat",
        "--quiet")
      #expect(run.code == 0, "\(run.stderr)")
      #expect(run.stdout.isEmpty)
    }
    try expectSame(one, two)
    let stages = try Command.shell(
      """
      raftwright index '\(Self.corpora)' --output staged/index.sqlite --quiet
      raftwright questions staged/index.sqlite --output staged/questions.jsonl --quiet
      raftwright dataset staged/index.sqlite staged/questions.jsonl --output staged \\
        --formats raft,chat --quiet
      """, in: folder.path)
    #expect(stages.code == 0, "\(stages.stderr)")
    try expectSame(one, staged)

    // A run that makes the same again leaves the files alone.
    let before = try modificationTimes(in: two)
    _ = try Command.raftwright(
      "build", Self.corpora, "--output", two, "--formats", "raft,chat", "--quiet")
    #expect(try modificationTimes(in: two) == before)
  }

  private func modificationTimes(in folder: String) throws -> [String: Date?] {
    var times: [String: Date?] = [:]
    for name in Self.outputs {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      times[name] = attributes[.modificationDate] as? Date
    }
    return times
  }

  @Test("every row keeps the laws of the recipe, whatever the seed", arguments: [1, 2, 3])
  func rows(seed: Int) throws {
    let folder = try Folder()
    let run = try Command.raftwright(
      "build", Self.corpora, "--output", folder.path, "--seed", String(seed), "--quiet")
    #expect(run.code == 0, "\(run.stderr)")
    var splitOfDocument: [String: String] = [:]
    for split in ["train", "validation", "test"] {
      let rows = try folder.read(split + ".jsonl").split(separator: "\n").map {
        try JSONDecoder().decode(NativeRow.self, from: Data($0.utf8))
      }
      #expect(!rows.isEmpty)
      for row in rows { check(row, split: split, &splitOfDocument) }
      let memorize = rows.count { $0.rowClass == .memorize }
      #expect(memorize == Int((0.2 * Double(rows.count)).rounded()), "P is met exactly in \(split)")
    }
  }

  private func check(_ row: NativeRow, split: String, _ splitOfDocument: inout [String: String]) {
    let shown = row.context.sentences[0]
    #expect(row.context.title[0].count == shown.count && row.passages.count == shown.count)
    let oracles = row.passages.indices.filter { row.passages[$0].role == .oracle }
    #expect(oracles == row.oraclePositions)
    #expect(oracles.isEmpty == (row.rowClass == .memorize))
    for place in oracles {
      #expect(shown[place] == row.oracleContext)
      let document = row.passages[place].document
      #expect(splitOfDocument[document] ?? split == split, "\(document) is in two splits")
      splitOfDocument[document] = split
    }
    let answer = row.answer.lowercased()
    for place in row.passages.indices where row.passages[place].role == .distractor {
      #expect(shown[place] != row.oracleContext)
      #expect(
        !shown[place].lowercased().contains(answer), "\(row.id): a distractor holds the answer")
    }
    #expect(Set(row.passages.map(\.chunk)).count == row.passages.count, "a passage comes twice")
    var rest = row.cotAnswer[...]
    var quotes = 0
    while let begin = rest.firstRange(of: "##begin_quote##"),
      let end = rest[begin.upperBound...].firstRange(of: "##end_quote##")
    {
      quotes += 1
      #expect(row.oracleContext.contains(rest[begin.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    #expect(quotes > 0 && row.cotAnswer.contains("##Answer: \(row.answer)"))
    #expect(row.instruction.hasSuffix(row.question))
    #expect(shown.allSatisfy { row.instruction.contains("<DOCUMENT>\($0)</DOCUMENT>\n") })
  }

  @Test("search finds, prints JSON, and writes TREC runs with each document once")
  func search() throws {
    let folder = try Folder()
    let run = try Command.shell(
      """
      raftwright index '\(Self.corpora)' --output i.sqlite --quiet
      raftwright search i.sqlite "bowline knot" --top 2 --json > hits.json
      printf 'q1\\taneroid barometer\\nq2\\tspring tide\\n' > topics.tsv
      raftwright search i.sqlite --queries topics.tsv --run out.trec --top 5
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    #expect(try folder.read("hits.json").contains("Bowline"))
    let lines = try folder.read("out.trec").split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.count == 10 && lines.allSatisfy { $0.count == 6 && $0[1] == "Q0" })
    for query in ["q1", "q2"] {
      let own = lines.filter { $0[0] == query }
      #expect(own.map { String($0[3]) } == ["1", "2", "3", "4", "5"])
      #expect(Set(own.map { $0[2] }).count == 5)
      #expect(own.map { Double($0[4])! } == own.map { Double($0[4])! }.sorted(by: >))
    }
    #expect(lines[0][2] == "aneroid-barometer")
  }

  @Test("dropped things are exit code 2 under --strict, with the outputs written")
  func strict() throws {
    let folder = try Folder()
    try folder.write("<title>Empty</title>", to: "docs/empty.html")
    try folder.write(
      "<h1>Rope</h1><dl><dt>Bight</dt><dd>A slack part of a rope between its ends.</dd></dl>",
      to: "docs/rope.html")
    let run = try Command.raftwright(
      "index", "docs", "--output", "i.sqlite", "--strict", in: folder.path)
    #expect(run.code == 2)
    #expect(run.stderr.contains("dropped 1 emptyDocument: empty.html"))
    #expect(folder.exists("i.sqlite"))
  }

  @Test("a corpus of one page gives rows, one without questions says so")
  func tiny() throws {
    let folder = try Folder()
    try folder.write(
      "<h1>Rope</h1><dl><dt>Bight</dt><dd>A slack part of a rope between its ends.</dd></dl>",
      to: "one/rope.html")
    try folder.write("<p>ok</p>", to: "none/ok.html")
    let one = try Command.raftwright("build", "one", "--output", "o", in: folder.path)
    #expect(one.code == 0)
    #expect(one.stderr.contains("tooFewPassages, the first: "))
    #expect(try folder.read("o/train.jsonl").split(separator: "\n").count == 1)
    let none = try Command.raftwright("build", "none", "--output", "n", in: folder.path)
    #expect(none.code == 1)
    #expect(none.stderr.contains("raftwright: none: no question was found, so there are no rows; "))
  }

  @Test("a broken file is reported and its neighbours are read")
  func malformed() throws {
    let folder = try Folder()
    try folder.write("<r><doc id='1'><p>Kept text.</p></doc><doc id='2'>", to: "docs/broken.xml")
    try folder.write("<h1>Fine</h1><p>All is well here.</p>", to: "docs/fine.html")
    let run = try Command.raftwright("index", "docs", "--output", "i.sqlite", in: folder.path)
    #expect(run.code == 0)
    #expect(run.stderr.contains("malformedFile: broken.xml: line 1: "))
    let hits = try Command.raftwright("search", "i.sqlite", "kept", "--json", in: folder.path)
    #expect(hits.stdout.contains("broken.xml#1"))
  }
}
