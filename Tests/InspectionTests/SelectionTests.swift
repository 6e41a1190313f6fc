import Artifacts
import Inspection
import Testing

@Suite("Rows that are chosen")
struct SelectionTests {
  private func inspect<Result>(
    _ files: [String: String], _ body: (DatasetInspection) async throws -> Result
  ) async throws -> Result {
    try await Fixture.inFolder { folder in
      for (name, text) in files {
        try WholeFile.write(Array(text.utf8), to: "\(folder)/\(name)")
      }
      guard case .dataset(let path, let found) = try InspectedInput.find(folder) else {
        throw FileError(path: folder, action: "find", reason: "not a dataset")
      }
      return try await body(DatasetInspection(folder: path, files: found))
    }
  }

  private static let files = [
    "train.jsonl": Fixture.held + "\n\n" + Fixture.remembered + "\nnot json\n",
    "test.jsonl": Fixture.berkeley,
  ]

  @Test(
    "by text in either case, class, kind, language, split and id",
    arguments: [
      ("reclaims STORAGE", nil, ["r1"]), ("copy it", nil, ["r1", "r2"]), ("日本", nil, ["r2"]),
      ("nowhere", nil, []), (nil, "memorize", ["r2"]), ("copy", "oracle", ["r1"]),
    ] as [(String?, String?, [String])])
  func choosing(text: String?, rowClass: String?, ids: [String]) async throws {
    var selection = RowSelection()
    (selection.text, selection.rowClass) = (text, rowClass)
    let chosen = selection
    try await inspect(Self.files) { inspection in
      let found = try await inspection.select(chosen, limit: 10)
      #expect(found.rows.compactMap(\.row.id) == ids)
      #expect(found.count == ids.count && found.total == 4)
      #expect(found.unreadable.total == 1)
    }
  }

  @Test("a row is found at its place in the files, with what is around the text")
  func place() async throws {
    var selection = RowSelection()
    selection.text = "country"
    let chosen = selection
    try await inspect(Self.files) { inspection in
      let found = try await inspection.select(chosen, limit: 10)
      let row = try #require(found.rows.first)
      #expect(row.lineNumber == 3 && row.number == 2)
      let text = found.text(style: TextStyle())
      #expect(text.contains("train.jsonl:3  r2  memorize  definition\n"))
      #expect(text.contains("1 of 4 rows"))
    }
    selection = RowSelection()
    selection.split = "test"
    let other = selection
    try await inspect(Self.files) { inspection in
      let found = try await inspection.select(other, limit: 1)
      #expect(found.rows.first?.row.id == "seed_task_0")
    }
  }

  @Test("the most doubtful first, ties as they stand, whatever the threads")
  func worst() async throws {
    let rows = (0..<3000).map { number in
      let words = (0..<(number * 7 % 11)).map { "word\($0)" }.joined(separator: " ")
      return #"{"id":"r\#(number)","question":"q","answer":"\#(words)","oracle_chunks":[1]}"#
    }
    try await inspect(["train.jsonl": rows.joined(separator: "\n")]) { inspection in
      let one = try await inspection.select(RowSelection(), by: .answerLength, limit: 5)
      let four = try await inspection.select(
        RowSelection(), by: .answerLength, limit: 5, threads: 4)
      #expect(one.rows.compactMap(\.row.id) == ["r3", "r14", "r25", "r36", "r47"])
      #expect(four.rows.compactMap(\.row.id) == one.rows.compactMap(\.row.id))
      #expect(four.rows.map(\.number) == [4, 15, 26, 37, 48])
      #expect(one.count == 3000)
    }
  }

  @Test(
    "figures by which rows are doubtful",
    arguments: [
      (
        RowConcern.quoteOverlap, "VACUUM reclaims storage##end", "It##end",
        ["low", "high"]
      ),
      (.distractorOverlap, "Copy it.", "It reclaims storage.", ["low", "high"]),
      (.distractorScore, #""score":3.25"#, #""score":8.4"#, ["low", "high"]),
      (.questionOverlap, "What is VACUUM?", "What is love?", ["low", "high"]),
    ] as [(RowConcern, String, String, [String])])
  func concerns(concern: RowConcern, from: String, to: String, ids: [String]) async throws {
    let high = Fixture.held.replacing(#""id":"r1""#, with: #""id":"high""#)
    let low = Fixture.held.replacing(from, with: to).replacing(
      #""id":"r1""#, with: #""id":"low""#)
    try await inspect(["train.jsonl": high + "\n" + low]) { inspection in
      let found = try await inspection.select(RowSelection(), by: concern, limit: 2)
      #expect(found.rows.compactMap(\.row.id) == ids)
    }
  }

  @Test("a sample of a small file is all of it, one of a large file is like it")
  func sample() async throws {
    try await inspect(Self.files) { inspection in
      let (statistics, share) = try inspection.sample()
      #expect(statistics.all.rows == 3 && share == 1)
    }
    let rows = (0..<60_000).map { number in
      number.isMultiple(of: 4)
        ? Fixture.remembered.replacing("r2", with: "r\(number)")
        : Fixture.held.replacing("r1", with: "r\(number)")
    }
    try await inspect(["train.jsonl": rows.joined(separator: "\n")]) { inspection in
      let (statistics, share) = try inspection.sample(places: 8)
      #expect(share > 0.01 && share < 0.2)
      #expect(statistics.unreadable.isEmpty)
      let p = try #require(statistics.withPassages.oracleFraction)
      #expect(abs(p - 0.75) < 0.03)
      let estimate = Double(statistics.all.rows) / share
      #expect(abs(estimate - 60_000) < 2_000)
    }
  }

  @Test("packed files are read as the others", arguments: ["gzip -c", "zstd -qc"])
  func packed(packer: String) async throws {
    try await Fixture.inFolder { folder in
      let suffix = packer.hasPrefix("gzip") ? ".gz" : ".zst"
      try WholeFile.write(Array((Fixture.held + "\n").utf8), to: "\(folder)/train.jsonl")
      guard try Fixture.pack("\(folder)/train.jsonl", with: packer, to: suffix) else { return }
      guard case .dataset(let path, let files) = try InspectedInput.find(folder) else {
        throw FileError(path: folder, action: "find", reason: "not a dataset")
      }
      #expect(files.map(\.path) == ["\(folder)/train.jsonl\(suffix)"])
      let inspection = DatasetInspection(folder: path, files: files)
      #expect(try await inspection.statistics().all.rows == 1)
      #expect(try inspection.sample().statistics.all.rows == 1)
      #expect(try inspection.example(1).found?.row.id == "r1")
    }
  }

  @Test("from files to rows, drops where they belong")
  func funnel() throws {
    let manifest = #"""
      {"stages":{"index":{"counts":{"files":10,"documents":8,"chunks":40},"drops":{"emptyDocument":{"count":2,"examples":["a.html: nothing"]}}},
      "questions":{"counts":{"chunks":40,"chunks_with_question":30,"questions":25},"drops":{"answerTooShort":{"count":7,"examples":[]}}},
      "dataset":{"counts":{"rows":24},"drops":{"noDistractor":{"count":1,"examples":["q"]}}}}}
      """#
    let funnel = try #require(try Funnel(manifest: Array(manifest.utf8)))
    #expect(
      funnel.steps.map(\.name) == [
        "files", "documents", "passages", "passages with a question", "questions", "rows",
      ])
    #expect(funnel.steps.map(\.count) == [10, 8, 40, 30, 25, 24])
    #expect(funnel.steps.map(\.drops.total) == [0, 2, 0, 0, 7, 1])
    #expect(try Funnel(manifest: Array("{}".utf8)) == nil)
  }
}
