import Artifacts
import Questions
import Recipe
import Testing

/// Rows beside the paper's: pairs to prefer by, changed values, general data.
@Suite("Preference pairs, counterfactual rows, replay")
struct ExtraRowTests {
  @Test("rejected answers quote a distractor, or answer where the row declines")
  func preference() async throws {
    var options = DatasetOptions()
    options.formats = ["preference", "eval"]
    (options.oracleFraction, options.abstainFraction) = (0.6, 0.2)
    let made = try await MadeDataset(SyntheticCorpus(seed: 31, documents: 80), options: options)
    var seen: Set<RowClass> = []
    for split in Split.allCases {
      let rows = Dictionary(
        uniqueKeysWithValues: try made.rows(split).map { ($0.instruction + "\n", $0) })
      for line in try made.lines("\(split.rawValue).preference.jsonl") {
        let prompt = try #require(line["prompt"]?.string)
        let row = try #require(rows[prompt])
        seen.insert(row.rowClass)
        #expect(line["chosen"]?.string == row.cotAnswer)
        let rejected = try #require(line["rejected"]?.string)
        #expect(rejected != row.cotAnswer)
        let quotes = try #require(Quotation.quotes(in: rejected))
        #expect(quotes.count == 1)
        if row.rowClass == .abstain {
          #expect(row.oracleContext.contains(quotes[0]))
        } else {
          let distractors = zip(row.passages, row.texts).filter { $0.0.role == .distractor }
          #expect(distractors.contains { $0.1.contains(quotes[0]) }, "\(rejected)")
          #expect(!NormalizedText(rejected).contains(NormalizedText(row.answer)))
        }
      }
    }
    #expect(seen == [.oracle, .memorize, .abstain])
  }

  @Test("in counterfactual rows passage and answer have the other value, and nothing the old one")
  func counterfactuals() async throws {
    var options = DatasetOptions()
    options.counterfactuals = 0.2
    options.formats = ["preference"]
    let made = try await MadeDataset(SyntheticCorpus(seed: 33, documents: 150), options: options)
    let rows = try made.rows()
    let originals = Dictionary(
      uniqueKeysWithValues: rows.filter { $0.change == nil }.map { ($0.id, $0) })
    let changed = rows.filter { $0.rowClass == .counterfactual }
    #expect(changed.count > 20)
    for row in changed {
      let change = try #require(row.change)
      let original = try #require(originals[String(row.id.dropLast(3))])
      #expect(row.id.hasSuffix("-cf") && original.rowClass == .oracle)
      #expect(original.split == row.split && original.answer == change.from)
      #expect(row.answer == change.to && change.from != change.to)
      #expect(row.passages == original.passages && row.oraclePositions == original.oraclePositions)
      for (place, text) in row.texts.enumerated() {
        if row.oraclePositions.contains(place) {
          #expect(text.contains(change.to) && !text.contains(" \(change.from)"))
          #expect(text == original.texts[place].replacing(change.from, with: change.to))
        } else {
          #expect(text == original.texts[place] && !text.contains(change.to))
        }
      }
      let quote = try #require(Quotation.quotes(in: row.cotAnswer)?.first)
      #expect(row.oracleContext.contains(quote) && quote.contains(change.to))
    }
    for split in Split.allCases {
      let counts = made.summary.rows[split] ?? [:]
      #expect(Double(counts[.counterfactual] ?? 0) <= 0.2 * Double(counts[.oracle] ?? 0) + 0.5)
    }
    #expect(rows.count { $0.rowClass != .counterfactual } == originals.count)
  }

  @Test(
    "replayed data is a share of the rows to learn from, in every format, and says where it is from"
  )
  func replay() async throws {
    let folder = try TemporaryFolder()
    let lines = (0..<60).map { number in
      switch number % 4 {
      case 0:
        #"{"messages":[{"role":"system","content":"S"},{"role":"user","content":"u\#(number)"},{"role":"assistant","content":"a\#(number)"}]}"#
      case 1:
        #"{"conversations":[{"from":"human","value":"u\#(number)"},{"from":"gpt","value":"a\#(number)"}]}"#
      case 2: #"{"instruction":"u\#(number)","input":"more","output":"a\#(number)"}"#
      default: #"{"prompt":"u\#(number)","completion":"a\#(number)"}"#
      }
    }
    let bad = [#"{"nothing":1}"#, #"{"messages":[{"role":"user","content":"alone"}]}"#, "no json"]
    try WholeFile.write(
      Array((lines + bad).joined(separator: "\n").utf8), to: folder.file("general.jsonl"))
    var options = DatasetOptions()
    options.replay.files = [folder.file("general.jsonl")]
    options.replay.share = 0.1
    options.formats = ["chat", "trl", "trl-chat", "sharegpt", "alpaca", "axolotl", "completion"]
    let made = try await MadeDataset(SyntheticCorpus(seed: 35, documents: 120), options: options)
    let train = try made.rows(.train)
    let replayed = train.filter { $0.rowClass == .replay }
    #expect(replayed.count == Int((Double(train.count) * 0.1).rounded()))
    #expect(Set(replayed.map(\.id)).count == replayed.count)
    for row in replayed {
      let origin = try #require(row.origin)
      #expect(origin.hasPrefix("general.jsonl:") && row.passages.isEmpty)
      let number = try #require(Int(origin.split(separator: ":")[1])) - 1
      #expect(row.cotAnswer == "a\(number)" && row.instruction.contains("u\(number)"))
    }
    // Spread over the file, not in a heap.
    let places = train.indices.filter { train[$0].rowClass == .replay }
    #expect(places.first! < train.count / 4 && places.last! > 3 * train.count / 4)
    for split in [Split.validation, .test] {
      #expect(try made.rows(split).allSatisfy { $0.rowClass != .replay })
    }
    for format in options.formats {
      #expect(try made.lines("train.\(format).jsonl").count == train.count)
    }
    let chats = try made.lines("train.chat.jsonl")
    #expect(chats.contains { $0["messages"]?.array?.first?["role"]?.string == "system" })
  }

  @Test("too little to replay is counted, and nothing at all is an error")
  func tooLittleReplay() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("few.jsonl")
    try WholeFile.write(Array("{\"prompt\":\"p\",\"response\":\"r\"}\n".utf8), to: path)
    var options = DatasetOptions()
    options.replay.files = [path]
    options.replay.share = 0.5
    let corpus = SyntheticCorpus(seed: 5, documents: 30)
    let made = try await MadeDataset(corpus, options: options)
    #expect(made.summary.rows(of: .replay) == 1)
    #expect((made.summary.shortages.reasons["tooFewReplays"]?.count ?? 0) > 10)
    try WholeFile.write(Array("nothing".utf8), to: path)
    await #expect(throws: DatasetError.self) {
      _ = try await MadeDataset(corpus, options: options)
    }
  }
}
