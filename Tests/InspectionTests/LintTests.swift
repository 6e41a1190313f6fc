import Artifacts
import Testing

@testable import Inspection

@Suite("Lint")
struct LintTests {
  private func lint(
    _ files: [String: String], severities: [LintRule: LintSeverity?] = [:],
    maxTokens: Int = 0
  ) async throws -> LintReport {
    try await Fixture.inFolder { folder in
      for (name, text) in files {
        try WholeFile.write(Array(text.utf8), to: "\(folder)/\(name)")
      }
      var settings = try LintSettings(manifestIn: folder) ?? LintSettings()
      if maxTokens > 0 { settings.maxTokens = maxTokens }
      let names = files.keys.filter { $0.hasSuffix(".jsonl") }.sorted { one, other in
        // train first, as in a dataset folder.
        (one.hasPrefix("train") ? "" : one) < (other.hasPrefix("train") ? "" : other)
      }
      return try await DatasetLint(
        path: folder, files: names.map { InspectedInput.SplitFile("\(folder)/\($0)") },
        settings: settings, severities: severities
      ).report()
    }
  }

  /// The rules that fire, without the notes.
  private func fired(_ report: LintReport) -> [LintRule] {
    report.fired.filter { report.severity(of: $0) != .note }
  }

  @Test("rows as they should be are clean")
  func clean() async throws {
    let report = try await lint([
      "train.jsonl": Fixture.held + "\n" + Fixture.remembered, "test.jsonl": Fixture.berkeley,
    ])
    #expect(fired(report) == [])
    #expect(report.rows == 3)
    #expect(report.counts == [.quoteInAbsentOracle: 1])
    #expect(report.worst == .note)
  }

  /// What is changed in a clean row, and the one rule that must see it.
  static let faults: [(change: (String, String), rule: LintRule)] = [
    (
      ("VACUUM reclaims storage##end_quote##", "It always reclaims storage##end_quote##"),
      .quoteNotInPassages
    ),
    (("##end_quote##", ""), .unbalancedMarkers),
    ((#""oracle_positions":[1]"#, #""oracle_positions":[0]"#), .oraclePosition),
    ((#""oracle_positions":[1]"#, #""oracle_positions":[7]"#), .oraclePosition),
    (("Backup\\n\\nCopy it.", "VACUUM\\n\\nVACUUM reclaims storage."), .oracleAmongDistractors),
    (
      (#""answer":"It reclaims storage.""#, #""answer":"Nobody knows anything at all.""#),
      .answerNotInQuotes
    ),
    ((#""answer":"It reclaims storage.""#, #""answer":" ""#), .emptyAnswer),
    ((#""question":"What is VACUUM?""#, #""question":"""#), .emptyQuestion),
    (("So: it reclaims storage.", "So it reclaims all of the"), .truncatedAnswer),
    ((#""split":"train""#, #""split":"test""#), .wrongSplit),
    (("Copy it.", "Copy it, AKIAABCDEFGHIJKLMN23."), .secret),
    (("Copy it.", "Copy itâ€™s files."), .encodingDamage),
    (("Copy it.", "Copy \u{fffd}t."), .encodingDamage),
    (("{", "["), .unreadableLine),
  ]

  @Test(
    "an answer breaks off where its end is left open",
    arguments: [
      ("Its permissions are rw-------", false), ("rw-------", false), ("It is a well-", true),
      ("First,", false), ("Do this first,", true), ("Bring it in", false), ("It is the", true),
      ("-", false),
    ] as [(String, Bool)])
  func truncation(answer: String, isTruncated: Bool) {
    #expect(Truncation.shows(in: answer) == isTruncated)
  }

  @Test("each fault is seen by its rule alone", arguments: faults.indices)
  func fault(index: Int) async throws {
    let (change, rule) = Self.faults[index]
    #expect(Fixture.held.contains(change.0))
    let row =
      rule == .unreadableLine
      ? "[" + Fixture.held.dropFirst()
      : Fixture.held.replacing(change.0, with: change.1)
    let report = try await lint(["train.jsonl": row])
    // What does not follow from the reasoning is not what it comes to, either.
    let companions: [LintRule] = rule == .answerNotInQuotes ? [.answerMismatch] : []
    #expect(fired(report) == [rule] + companions)
    let finding = try #require(report.findings[rule]?.first)
    #expect(finding.line == 1 && finding.path.hasSuffix("/train.jsonl"))
  }

  @Test("positions beyond the passages are seen in others' rows too, and break nothing")
  func positionsOutside() async throws {
    let row = Fixture.berkeley.replacing(
      #""id":"seed_task_0""#, with: #""id":"x","oracle_positions":[-1,5]"#)
    let report = try await lint(["train.jsonl": row])
    #expect(fired(report) == [.oraclePosition])
    let record = try RowRecord(line: Array(row.utf8))
    #expect(record.oraclePositions == [0])
    #expect(RowReading(row: record, number: 1).text(style: TextStyle()).contains("Passages (2"))
  }

  @Test("a key is never repeated in a report")
  func secretStaysSecret() async throws {
    let row = Fixture.held.replacing("Copy it.", with: "Copy AKIAABCDEFGHIJKLMN23.")
    let report = try await lint(["train.jsonl": row])
    let said =
      report.text(style: TextStyle()) + String(decoding: report.sarif(version: "1"), as: UTF8.self)
      + String(decoding: report.json(path: "x"), as: UTF8.self)
    #expect(!said.contains("AKIAABCDEFGH"))
    #expect(said.contains("access key"))
  }

  @Test("duplicates and leakage name both rows")
  func duplicates() async throws {
    let other = Fixture.held.replacing(#""id":"r1""#, with: #""id":"r9""#)
    let report = try await lint([
      "train.jsonl": Fixture.held + "\n" + Fixture.held + "\n" + other,
      "test.jsonl": other.replacing(#""split":"train""#, with: #""split":"test""#).replacing(
        #""id":"r9""#, with: #""id":"r10""#),
      "manifest.json": #"{"configuration":{"dataset":{"splits":{"by":"document"}}}}"#,
    ])
    #expect(report.counts[.duplicateID] == 1)
    #expect(report.counts[.duplicateQuestion] == 2)
    #expect(report.findings[.duplicateID]?.first?.message == "its id is that of line 1")
    #expect(report.counts[.leakedQuestion] == 1)
    #expect(report.counts[.leakedOracle] == 1)
    #expect(report.counts[.leakedDocument] == 1)
    #expect(
      report.findings[.leakedQuestion]?.first?.message.hasSuffix("/train.jsonl:1") == true)
  }

  @Test("rows that are split by question share documents on purpose")
  func splitByQuestion() async throws {
    let asked = Fixture.held.replacing("What is VACUUM?", with: "Why VACUUM?")
      .replacing(#""id":"r1""#, with: #""id":"r2""#)
      .replacing(#""split":"train""#, with: #""split":"test""#)
    let report = try await lint([
      "train.jsonl": Fixture.held, "test.jsonl": asked,
      "manifest.json": #"{"configuration":{"dataset":{"splits":{"by":"question"}}}}"#,
    ])
    #expect(fired(report) == [])
    #expect(report.checked[.leakedQuestion] == 1)
  }

  @Test("P and k are held against the manifest")
  func manifest() async throws {
    let rows = (0..<10).map { number in
      Fixture.held.replacing(#""id":"r1""#, with: #""id":"x\#(number)""#)
        .replacing("What is VACUUM?", with: "What is VACUUM, number \(number)?")
    }
    let manifest = { (p: String, k: String) in
      #"{"configuration":{"dataset":{"oracle_fraction":\#(p),"distractors":\#(k)}}}"#
    }
    let files = ["train.jsonl": rows.joined(separator: "\n")]
    let wrong = try await lint(files.merging(["manifest.json": manifest("0.8", "4")]) { $1 })
    #expect(wrong.counts == [.oracleFraction: 1, .distractorCount: 10])
    let right = try await lint(files.merging(["manifest.json": manifest("1", "\"1-3\"")]) { $1 })
    #expect(right.counts.isEmpty)
    #expect(right.checked[.oracleFraction] == 10)
  }

  @Test("k may be one more where it fills the oracle's place, and less under a budget")
  func kByManifest() async throws {
    let manifest = { (k: Int, more: String) in
      #"{"configuration":{"dataset":{"distractors":\#(k)\#(more)}}}"#
    }
    let rows = ["train.jsonl": Fixture.held + "\n" + Fixture.remembered]
    for (k, more, count) in [
      (0, #","fill_oracle":true"#, 1), (0, "", 2), (4, #","max_tokens":900"#, 0), (4, "", 2),
    ] {
      let report = try await lint(rows.merging(["manifest.json": manifest(k, more)]) { $1 })
      #expect(report.counts[.distractorCount] ?? 0 == count, "\(k) \(more)")
    }
  }

  @Test("an oracle that always stands first is a bias, one that moves is not")
  func bias() async throws {
    let row = { (number: Int, first: Bool) in
      let (oracle, other) = (#""o\#(number).""#, #""d\#(number).""#)
      let texts = first ? [oracle, other] : [other, oracle]
      return
        #"{"id":"\#(number)","question":"q\#(number)?","context":{"title":[["a","b"]],"sentences":[[\#(texts.joined(separator: ","))]]},"oracle_context":\#(oracle),"cot_answer":"o\#(number)."}"#
    }
    let biased = try await lint([
      "train.jsonl": (0..<80).map { row($0, true) }.joined(separator: "\n")
    ])
    #expect(biased.counts == [.positionBias: 1])
    let fair = try await lint([
      "train.jsonl": (0..<80).map { row($0, $0.isMultiple(of: 2)) }.joined(separator: "\n")
    ])
    #expect(fair.counts.isEmpty)
    #expect(fair.checked[.positionBias] == 80)
  }

  @Test(
    "others' formats are told apart, and what they lack is not checked",
    arguments: [
      (
        #"{"messages":[{"role":"user","content":"Q?"},{"role":"assistant","content":"A."}]}"#,
        "chat"
      ),
      (
        #"{"conversations":[{"from":"human","value":"Q?"},{"from":"gpt","value":"A."}]}"#,
        "sharegpt"
      ),
      (#"{"instruction":"Q?","input":"","output":"A."}"#, "alpaca"),
      (#"{"prompt":"Q?","completion":"A."}"#, "trl"),
      (
        #"{"prompt":[{"role":"user","content":"Q?"}],"completion":[{"role":"assistant","content":"A."}]}"#,
        "trl-chat"
      ),
      (#"{"prompt":"Q?","chosen":"A.","rejected":"B."}"#, "preference"),
      (#"{"segments":[{"label":false,"text":"Q?"},{"label":true,"text":"A."}]}"#, "axolotl"),
      (#"{"id":"e","question":"Q?","prompt":"Q?","reference":"A.","answer":"A."}"#, "eval"),
      (#"{"question":"Q?","answer":"A.","oracle_chunks":[3]}"#, "questions"),
      (#"{"text":"Q?\nA."}"#, "completion"),
    ])
  func formats(line: String, name: String) async throws {
    let report = try await lint(["rows.jsonl": line])
    #expect(report.formats.counts == [name: 1])
    #expect(report.counts.isEmpty)
    #expect(report.unchecked.contains(.oracleFraction))
    if name != "completion" {
      let emptied = line.replacing(#""A.""#, with: #""""#)
      #expect(try await lint(["rows.jsonl": emptied]).counts.keys.contains(.emptyAnswer))
    }
  }

  @Test("quotes of a chat are looked up in the passages of its prompt")
  func quotesInChats() async throws {
    let chat = { (quote: String) in
      ###"{"messages":[{"role":"user","content":"<DOCUMENT>Air is thin.</DOCUMENT>\n<DOCUMENT>Sea is wet.</DOCUMENT>\nHow is air?"},{"role":"assistant","content":"##Reason: ##begin_quote##\###(quote)##end_quote##\n##Answer: Thin."}]}"###
    }
    let right = try await lint(["rows.jsonl": chat("Air is thin")])
    #expect(right.counts.isEmpty && right.checked[.quoteNotInPassages] == 1)
    // Nobody can tell whether the row is to remember.
    let unknown = try await lint(["rows.jsonl": chat("Air is thick")])
    #expect(unknown.counts == [.answerNotInQuotes: 1])
    #expect(unknown.unchecked.contains(.quoteNotInPassages))
  }

  @Test("severities can be changed, rules turned off, budgets set")
  func severities() async throws {
    let row = Fixture.held.replacing("So: it reclaims storage.", with: "So it reclaims all of the")
    let off = try await lint(["train.jsonl": row], severities: [.truncatedAnswer: nil])
    #expect(off.counts.isEmpty)
    let error = try await lint(["train.jsonl": row], severities: [.truncatedAnswer: .error])
    #expect(error.worst == .error && error.count(.error) == 1)
    let over = try await lint(["train.jsonl": Fixture.held], maxTokens: 5)
    #expect(over.counts == [.overBudget: 1])
    #expect(try await lint(["x.jsonl": #"{"colour":"red"}"#]).counts == [.unknownFormat: 1])
  }

  @Test("SARIF names rules, places and levels")
  func sarif() async throws {
    let row = Fixture.held.replacing("##end_quote##", with: "")
    let report = try await lint(["train.jsonl": "\n" + row])
    let sarif = try JSONValue(parsing: report.sarif(version: "1.2"))
    #expect(sarif["version"]?.string == "2.1.0")
    let run = sarif["runs"]?.array?.first
    let rules = run?["tool"]?["driver"]?["rules"]?.array ?? []
    #expect(rules.count == LintRule.allCases.count)
    let result = try #require(run?["results"]?.array?.first)
    #expect(result["ruleId"]?.string == "unbalanced-markers")
    #expect(result["level"]?.string == "error")
    let index = try #require(result["ruleIndex"]?.int)
    #expect(rules[index]["id"]?.string == "unbalanced-markers")
    let place = result["locations"]?.array?.first?["physicalLocation"]
    #expect(place?["region"]?["startLine"]?.int == 2)
    #expect(place?["artifactLocation"]?["uri"]?.string?.hasSuffix("/train.jsonl") == true)
  }

  @Test("the same report with one thread and with four")
  func threads() async throws {
    try await Fixture.inFolder { folder in
      var lines = ""
      for number in 0..<4000 {
        lines += Fixture.held.replacing(#""id":"r1""#, with: #""id":"r\#(number % 3990)""#) + "\n"
      }
      try WholeFile.write(Array(lines.utf8), to: "\(folder)/train.jsonl")
      let lint = DatasetLint(
        path: folder, files: [InspectedInput.SplitFile("\(folder)/train.jsonl")],
        settings: LintSettings())
      let one = try await lint.report(threads: 1)
      let four = try await lint.report(threads: 4)
      #expect(one.json(path: "x") == four.json(path: "x"))
      #expect(one.counts[.duplicateID] == 10)
      #expect(one.findings[.duplicateID]?.first?.line == 3991)
    }
  }
}

@Suite("The chi-square distribution")
struct ChiSquareTests {
  @Test(
    "its tail, beside the tables",
    arguments: [
      (10.828, 1, 0.001), (18.467, 4, 0.001), (16.266, 3, 0.001), (9.488, 4, 0.05), (4, 4, 0.406),
      (29.588, 10, 0.001),
    ])
  func tail(value: Double, freedom: Int, expected: Double) {
    #expect(abs(ChiSquare.tail(value, freedom: freedom) - expected) < max(2e-4, expected * 0.05))
  }
}
