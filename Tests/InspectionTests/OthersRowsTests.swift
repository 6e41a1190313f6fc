import Artifacts
import Testing

@testable import Inspection

/// Rows that were not written by Raftwright, or not in its own format.
@Suite("Lint of others' rows")
struct OthersRowsTests {
  private func lint(_ files: [(String, [String])]) async throws -> LintReport {
    try await Fixture.inFolder { folder in
      for (name, rows) in files {
        try WholeFile.write(Array(rows.joined(separator: "\n").utf8), to: "\(folder)/\(name)")
      }
      let names = files.map(\.0).filter { $0.hasSuffix(".jsonl") }.map { "\(folder)/\($0)" }
      let settings = try LintSettings.folder(of: names).flatMap { try LintSettings(manifestIn: $0) }
      return try await DatasetLint(
        path: folder, files: names.map { InspectedInput.SplitFile($0) },
        settings: settings ?? LintSettings()
      ).report()
    }
  }

  private func chat(_ question: String, _ answer: String = "It is thin.") -> String {
    #"{"messages":[{"role":"user","content":"\#(question)"},{"role":"assistant","content":"\#(answer)"}]}"#
  }

  @Test("a chat asked twice, and one that test shares with train, by the name of the file")
  func chats() async throws {
    let twice = try await lint([("rows.jsonl", [chat("How is air?"), chat("how is AIR ?")])])
    #expect(twice.counts == [.duplicateQuestion: 1])
    let leaked = try await lint([
      ("raft_train.jsonl", [chat("How is air?")]), ("raft_eval.jsonl", [chat("How is air?")]),
    ])
    #expect(leaked.counts == [.leakedQuestion: 1])
    #expect(try await lint([("rows.jsonl", [chat("a?"), chat("b?")])]).counts.isEmpty)
    let berkeley = [Fixture.berkeley, Fixture.berkeley.replacing("task_0", with: "task_1")]
    let other = berkeley[1].replacing(#""cot_answer":"Ann.""#, with: #""cot_answer":"It was Ann.""#)
    #expect(
      try await lint([("rows.jsonl", [berkeley[0], other])]).counts == [.duplicateQuestion: 1])
  }

  private func quoting(_ quotes: [String], _ number: Int = 0) -> String {
    let marked = quotes.map { "##begin_quote##\($0)##end_quote##" }.joined(separator: " ")
    return chat(
      "<DOCUMENT>Air is thin.</DOCUMENT>\\nHow is air \(number)?",
      "##Reason: \(marked)\\n##Answer: \(quotes[0])")
  }

  @Test(
    "of several quotes one that no passage has was invented; of all rows more than the manifest's")
  func quotes() async throws {
    let mixed = try await lint([("rows.jsonl", [quoting(["Air is thin", "Sea is wet"])])])
    #expect(mixed.counts == [.quoteNotInPassages: 1])
    let manifest =
      #"{"configuration":{"dataset":{"oracle_fraction":0.8}},"outputs":[{"file":"train.chat.jsonl"}]}"#
    let rows = { (invented: Int) in
      (0..<100).map { quoting([$0 < invented ? "Sea is wet" : "Air is thin"], $0) }
    }
    let right = try await lint([("train.chat.jsonl", rows(20)), ("manifest.json", [manifest])])
    #expect(right.counts.isEmpty && right.checked[.quoteNotInPassages] == 100)
    let wrong = try await lint([("train.chat.jsonl", rows(60)), ("manifest.json", [manifest])])
    #expect(wrong.counts == [.quoteNotInPassages: 1])
    #expect(
      wrong.findings[.quoteNotInPassages]?.first?.message
        == "60 of 100 rows quote what none of their passages has, and by the manifest 0.200 lack their oracle"
    )
  }

  @Test(
    "pairs whose answers are the same, or of which one is missing",
    arguments: [
      (#"{"prompt":"Q?","chosen":"A.","rejected":"A. "}"#, true),
      (#"{"prompt":"Q?","chosen":"A.","rejected":""}"#, true),
      (#"{"prompt":"Q?","chosen":"A.","rejected":"B."}"#, false),
      (
        #"{"chosen":[{"role":"user","content":"Q?"},{"role":"assistant","content":"A."}],"rejected":[{"role":"user","content":"Q?"},{"role":"assistant","content":"B."}]}"#,
        false
      ),
    ])
  func pairs(line: String, fires: Bool) async throws {
    let report = try await lint([("rows.jsonl", [line])])
    #expect(report.formats.counts == ["preference": 1])
    #expect(report.counts == (fires ? [.equalPair: 1] : [:]))
  }

  @Test("the oracle twice in a Berkeley row, or once more in other case")
  func twins() async throws {
    let twice = Fixture.berkeley.replacing(#""Bob did not.""#, with: #""Ann did.""#)
    #expect(try await lint([("r.jsonl", [twice])]).counts == [.oracleAmongDistractors: 1])
    let shouted = Fixture.berkeley.replacing(#""Bob did not.""#, with: #""ANN  DID.""#)
    #expect(try await lint([("r.jsonl", [shouted])]).counts == [.oracleAmongDistractors: 1])
  }

  @Test("positions, roles, class and text of an oracle that do not agree")
  func positions() async throws {
    let changes = [
      (#""oracle_positions":[1]"#, #""oracle_positions":[]"#),
      (#""row_class":"oracle""#, #""row_class":"memorize""#),
      (#""oracle_context":"VACUUM\n\nVACUUM reclaims storage.""#, #""oracle_context":"Other.""#),
    ]
    for (old, new) in changes {
      #expect(Fixture.held.contains(old))
      let report = try await lint([("r.jsonl", [Fixture.held.replacing(old, with: new)])])
      #expect(report.counts.keys.contains(.oraclePosition), "\(new)")
    }
  }

  @Test("reasoning that comes to another answer, or to none")
  func reasoning() async throws {
    let other = Fixture.held.replacing(
      "So: it reclaims storage.", with: "\\n##Answer: Forty-two kilos of Peru.")
    #expect(try await lint([("r.jsonl", [other])]).counts == [.answerMismatch: 1])
    let none = Fixture.held.replacing("The passage says", with: "##Reason: It says")
    #expect(try await lint([("r.jsonl", [none])]).counts.keys.contains(.truncatedAnswer))
    let cut = Fixture.held.replacing("So: it reclaims storage.", with: "\\n##Answer: It recl")
    #expect(try await lint([("r.jsonl", [cut])]).counts.keys.contains(.truncatedAnswer))
  }

  @Test(
    "answers that stop in the middle",
    arguments: [
      ("It was built in the north (with", true),
      (
        "It is a mast of ten metres. It was raised by the crew of the station, who then contains no li",
        true
      ),
      ("SELECT 1;", false), ("A mast of ten metres and a half", false),
    ])
  func cut(answer: String, isCut: Bool) {
    #expect(Truncation.shows(in: answer) == isCut)
  }

  @Test(
    "text read in the wrong encoding",
    arguments: [
      "It was РїСЂРёРІРµС‚ РјРёСЂ.", "5 Â° C", "10 Â£ a day", "锟斤拷", "‚±‚ñ‚É‚¿‚Í",
    ])
  func damage(text: String) {
    #expect(EncodingDamage.found(in: text) != nil)
  }

  @Test(
    "text that is right",
    arguments: [
      "Привет, Россия. СССР и РФ.", "PÂTÉ", "5 °C and 10 £", "こんにちは", "f‚ ƒ(x) = 1",
    ])
  func noDamage(text: String) {
    #expect(EncodingDamage.found(in: text) == nil)
  }

  @Test("a counterfactual row asks what its model asks")
  func counterfactual() async throws {
    let row = { (kind: String, answer: String) in
      #"{"id":"\#(kind)","question":"Q?","prompt":"Q?","reference":"\#(answer)","answer":"\#(answer)","row_class":"\#(kind)"}"#
    }
    let both = [row("oracle", "A."), row("counterfactual", "B.")]
    #expect(try await lint([("rows.jsonl", both)]).counts.isEmpty)
  }
}
