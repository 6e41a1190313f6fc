import Artifacts
import Documents
import Inspection
import Testing

@Suite("Inspection of datasets")
struct DatasetInspectionTests {
  private func inspect<Result>(
    _ files: [String: String], _ body: (DatasetInspection, String) async throws -> Result
  ) async throws -> Result {
    try await Fixture.inFolder { folder in
      for (name, text) in files {
        try WholeFile.write(Array(text.utf8), to: "\(folder)/\(name)")
      }
      guard case .dataset(let path, let found) = try InspectedInput.find(folder) else {
        throw FileError(path: folder, action: "find", reason: "not a dataset")
      }
      return try await body(DatasetInspection(folder: path, files: found), folder)
    }
  }

  @Test("P, k and quotes are those of the recipe's rows, not of what is mixed in")
  func mixedIn() async throws {
    let replayed =
      #"{"id":"x","type":"replay","question":"Say.","context":{"title":[[]],"sentences":[[]]},"oracle_context":"","cot_answer":"Ha","instruction":"Say.","answer":"Ha","row_class":"replay","oracle_positions":[],"passages":[],"split":"train","kind":"replay","language":null}"#
    let changed = Fixture.held.replacing(
      #""row_class":"oracle""#, with: #""row_class":"counterfactual""#)
    let files = [
      "train.jsonl": [Fixture.held, Fixture.remembered, replayed, changed].joined(separator: "\n")
    ]
    try await inspect(files) { inspection, _ in
      let statistics = try await inspection.statistics()
      #expect(statistics.all.rows == 4 && statistics.all.inQuotas == 2)
      #expect(statistics.withPassages.oracleFraction == 0.5)
      #expect(statistics.splits["train"]?.oracleFraction == 0.5)
      #expect(statistics.distractors.counts == [1: 3])
      #expect(statistics.quotes.counts == [1: 3])
    }
  }

  @Test(
    "quotes are counted and shown in every style",
    arguments: [
      ("It says “reclaims storage” [1].\\n\\nSo it is. [1]", 1),
      (
        #"{\"reasoning\":\"r\",\"quotes\":[{\"passage\":1,\"text\":\"reclaims storage\"}],\"answer\":\"x\"}"#,
        1
      ),
      ("<think>\\n##begin_quote##reclaims storage##end_quote##\\n</think>\\n\\nx", 1),
      ("It reclaims storage.", 0),
    ])
  func quotesOfStyles(answer: String, count: Int) async throws {
    let start = try #require(Fixture.held.ranges(of: #""cot_answer":""#).first?.upperBound)
    let end = try #require(Fixture.held[start...].ranges(of: #"","#).first?.lowerBound)
    let row = Fixture.held[..<start] + answer + Fixture.held[end...]
    try await inspect(["train.jsonl": String(row)]) { inspection, _ in
      let statistics = try await inspection.statistics()
      #expect(statistics.quotes.counts == [count: 1])
      let read = try RowRecord(line: Array(row.utf8))
      let shown = RowReading(row: read, number: 1).text(style: TextStyle(width: 90, colour: true))
      // In the oracle and in the answer.
      let marks = shown.ranges(of: "\u{1b}[1;33mreclaims storage\u{1b}[0m").count
      #expect(marks == 2 * count, "\(shown)")
    }
  }

  @Test("lengths are those of the texts, over many seeds")
  func lengths() async throws {
    let words = ["row ", "rows, ", "42 ", "\n\n", "“quoted” ", "ü", "日本語", "😀", "\\\" "]
    var expected = (characters: Tally(), tokens: Tally())
    var lines = ""
    for seed in UInt64(0)..<200 {
      var draw = SplitMix64(state: seed)
      let known = seed % 2 == 0 ? 3 : words.count
      let text = (0..<draw.below(1500)).map { _ in words[draw.below(known)] }.joined()
      expected.characters.add(text.unicodeScalars.count)
      expected.tokens.add(TokenEstimate.count(text))
      var row = JSONWriter()
      row.object {
        $0.key("id")
        $0.string("r\(seed)")
        $0.key("question")
        $0.string("Why?")
        $0.key("context")
        $0.object { _ in }
        $0.key("oracle_context")
        $0.string("")
        $0.key("instruction")
        $0.string(text)
        $0.key("passages")
        $0.array { $0.object { _ in } }
      }
      lines += String(decoding: row.bytes, as: UTF8.self) + "\n"
    }
    try await inspect(["train.jsonl": lines]) { inspection, _ in
      let statistics = try await inspection.statistics()
      #expect(statistics.contextLengths.characters == expected.characters)
      #expect(statistics.contextLengths.tokens == expected.tokens)
    }
  }

  @Test("a dataset's summary, as a person sees it")
  func summary() async throws {
    let manifest =
      #"{"stages":{"questions":{"drops":{"duplicateQuestion":{"count":12,"examples":["q17"]}}}}}"#
    let files = [
      "train.jsonl": Fixture.held + "\n" + Fixture.remembered + "\n",
      "test.jsonl": Fixture.held.replacing("train", with: "test") + "\nnot json\n",
      "manifest.json": manifest,
    ]
    let text = try await inspect(files) { inspection, folder in
      try await inspection.statistics()
        .report(title: "out", manifest: inspection.manifest())
        .text(style: TextStyle(width: 300)).replacing(folder, with: "out")
    }
    #expect(
      text == """
        out

          rows    3
          P       0.667, 2 of 3 rows hold their oracle
          k       1 in 3 rows
          quotes  median 1 to an answer, 0 rows without

        splits
                 rows   share  with oracle      P
          train     2  66.7 %            1  0.500
          test      1  33.3 %            1  1.000

        row classes
          oracle    2   66.7 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇
          memorize  1   33.3 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇

        oracle positions, from 0
          1  2  100.0 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇

        distractor ranks
          2        2   66.7 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇
          no rank  1   33.3 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇

        kinds of question
          definition  3  100.0 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇

        languages
          en  2   66.7 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇
          ja  1   33.3 %  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇

        lengths (tokens are estimated)
                                       min  median  p95  max
          question         characters   11      15   15   15
                           tokens        4       4    5    5
          instruction      characters   38      38   38   38
                           tokens       15      15   15   15
          reasoned answer  characters   43      94   94   94
                           tokens       20      32   32   32
          short answer     characters   10      20   20   20
                           tokens        4       6    6    6

        dropped
          questions: duplicateQuestion  12  q17
          inspect: unreadableLine        1  out/test.jsonl:2: column 1: "{" is missing

        """)
  }

  @Test("machines read the same as JSON")
  func json() async throws {
    let json = try await inspect(["train.jsonl": Fixture.held + "\n"]) { inspection, _ in
      let statistics = try await inspection.statistics()
      return String(decoding: statistics.json(path: "out"), as: UTF8.self)
    }
    #expect(json.contains(#""rows": 1"#))
    #expect(json.contains(#""oracle_fraction": 1"#))
    #expect(json.contains("\"oracle_positions\": {\n    \"1\": 1\n  }"))
  }

  @Test("one row, the oracle marked and its quote set off where it was taken")
  func example() async throws {
    let text = try await inspect(["train.jsonl": Fixture.held + "\n"]) { inspection, _ in
      let found = try #require(try inspection.example(1).found)
      return RowReading(row: found.row, number: 1).text(style: TextStyle())
    }
    #expect(
      text == """
        row 1 · train · oracle · definition · en
        id r1

        Question
          What is VACUUM?

        Passages (2, the oracle is 2)

          1  Backup  rank 2, score 3.25, backup.html
            Backup

            Copy it.

        ▶ 2  ORACLE  VACUUM  rank 1, score 8.50, vacuum.html
            VACUUM

            ‹VACUUM reclaims storage›.

        Reasoned answer
          The passage says ‹VACUUM reclaims storage›. So: it reclaims storage.

        Short answer
          It reclaims storage.

        """)
  }

  @Test("a row to be remembered shows the oracle that it lacks")
  func absentOracle() async throws {
    let row = try RowRecord(line: Array(Fixture.remembered.utf8))
    let text = RowReading(row: row, number: 2).text(style: TextStyle())
    #expect(text.contains("Passages (1, the oracle is not among them)"))
    #expect(text.contains("The oracle, which the row does not hold\n    ‹日本 is a country›."))
  }

  @Test("others' rows: the oracle is known by its text")
  func berkeley() async throws {
    let row = try RowRecord(line: Array(Fixture.berkeley.utf8))
    #expect(row.format == .raft)
    #expect(row.oraclePositions == [0])
    #expect(row.distractorCount == 1)
  }

  @Test("questions and chats are told apart by their keys")
  func formats() async throws {
    let question = #"{"question":"Q?","answer":"A.","evidence":["text"],"oracle_chunks":[1,2]}"#
    let chat = #"{"messages":[{"role":"user","content":"Q?"},{"role":"assistant","content":"A."}]}"#
    let questionRow = try RowRecord(line: Array(question.utf8))
    let chatRow = try RowRecord(line: Array(chat.utf8))
    #expect(questionRow.format == .questions)
    #expect(questionRow.evidence == ["text"])
    #expect(questionRow.oracleChunks == [1, 2])
    #expect(chatRow.format == .chat)
    #expect(chatRow.fullAnswer == "A.")
    #expect(chatRow.prompt == "Q?")
  }

  @Test("what is no input is said in a sentence")
  func missing() async throws {
    let missing = #expect(throws: InspectedInput.Unsuitable.self) {
      try InspectedInput.find("/nowhere/at/all")
    }
    #expect(
      missing?.description == "/nowhere/at/all: No such file or directory; name a dataset folder, "
        + "a JSONL file or an index")
    try await Fixture.inFolder { folder in
      let empty = #expect(throws: InspectedInput.Unsuitable.self) {
        try InspectedInput.find(folder)
      }
      #expect(empty?.isMissing == false)
    }
  }
}
