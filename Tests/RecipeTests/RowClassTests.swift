import Artifacts
import Questions
import Recipe
import Retrieval
import Testing

/// What rows hold by their class, and how many there are of each.
@Suite("Row classes")
struct RowClassTests {
  @Test("classes are met exactly in every split", arguments: [0.0, 0.05, 0.1, 0.2])
  func quotas(abstain: Double) async throws {
    var options = DatasetOptions()
    options.abstainFraction = abstain
    let made = try await MadeDataset(SyntheticCorpus(seed: 8, documents: 150), options: options)
    for split in Split.allCases {
      let rows = try made.rows(split)
      let count = { (rowClass: RowClass) in Double(rows.count { $0.rowClass == rowClass }) }
      #expect(abs(count(.oracle) - 0.8 * Double(rows.count)) <= 0.5 + 1e-6)
      #expect(abs(count(.abstain) - abstain * Double(rows.count)) <= 0.5 + 1e-6)
      #expect(count(.oracle) + count(.abstain) + count(.memorize) == Double(rows.count))
    }
  }

  @Test("who declines says so in the question's language, and holds neither oracle nor answer")
  func abstaining() async throws {
    for (language, words) in [
      ("en", ["passages", "answer"]), ("de", ["Passagen"]), ("ja", ["答え"]), ("xx", ["passages"]),
    ] {
      let made = try await Self.made(language: language) {
        ($0.oracleFraction, $0.abstainFraction) = (0, 1)
      }
      let rows = try made.rows()
      #expect(rows.count == 30)
      for row in rows {
        #expect(row.rowClass == .abstain && row.oraclePositions.isEmpty)
        #expect(row.passages.allSatisfy { $0.role == .distractor })
        #expect(row.cotAnswer.hasPrefix("##Reason: "))
        #expect(row.cotAnswer.hasSuffix("\n##Answer: \(row.answer)"))
        #expect(words.contains { row.cotAnswer.contains($0) }, "\(row.cotAnswer)")
        #expect(Quotation.quotes(in: row.cotAnswer) == [])
        #expect(row.texts.allSatisfy { !$0.contains("40 bar") })
      }
      #expect(Set(rows.map(\.answer)).count >= 3)
    }
  }

  @Test("quotes are stripped from what must be remembered, and from nothing else")
  func stripping() async throws {
    for language in ["en", "de", "ja"] {
      let made = try await Self.made(language: language) {
        ($0.oracleFraction, $0.stripQuotes) = (0.5, true)
      }
      for row in try made.rows() {
        let quotes = try #require(Quotation.quotes(in: row.cotAnswer))
        #expect(quotes.isEmpty == (row.rowClass == .memorize))
        #expect(row.answer == "40 bar")
        #expect(row.cotAnswer.hasSuffix("\n##Answer: 40 bar"))
        #expect(row.cotAnswer.contains("Pump"), "\(row.cotAnswer)")
        #expect(!row.cotAnswer.contains("{{"))
      }
    }
  }

  @Test("without oracle a row has as many passages as with it, where it is filled up")
  func filling() async throws {
    var options = DatasetOptions()
    options.fillOracle = true
    options.distractors = 3
    options.oracleFraction = 0.5
    let made = try await MadeDataset(SyntheticCorpus(seed: 3, documents: 120), options: options)
    let rows = try made.rows()
    #expect(Set(rows.map(\.rowClass)) == [.oracle, .memorize])
    let sizes = Dictionary(grouping: rows, by: \.rowClass).mapValues {
      Set($0.map(\.passages.count))
    }
    #expect(sizes == [.oracle: [4], .memorize: [4]])
  }

  @Test("k is drawn for each row, every number as often, and is never one off")
  func drawnK() async throws {
    var options = DatasetOptions()
    options.distractors = try #require(DistractorCount(rawValue: "2-6"))
    options.oracleFraction = 1
    let made = try await MadeDataset(SyntheticCorpus(seed: 4, documents: 400), options: options)
    let counts = try made.rows().map { row in row.passages.count { $0.role == .distractor } }
    let tally = Dictionary(grouping: counts, by: { $0 }).mapValues(\.count)
    #expect(tally.keys.sorted() == [2, 3, 4, 5, 6])
    #expect(chiSquare(Array(tally.values)) < 18.5, "\(tally)")
  }

  @Test("profiles are what they are named after")
  func profiles() {
    let paper = DatasetOptions(profile: .paper)
    #expect(paper.distractors == 4 && paper.oracleFraction == 0.8 && paper.abstainFraction == 0)
    #expect(paper.sources == ["random": 1] && paper.answerStyle == .raft)
    let modern = DatasetOptions(profile: .modern)
    #expect(modern.distractors.range == 2...6 && modern.abstainFraction == 0.05)
    #expect(modern.sources.count == 2 && modern.fillOracle)
    let gorilla = DatasetOptions(profile: .gorilla)
    #expect(gorilla.distractors == 3 && gorilla.oracleFraction == 1)
    #expect(gorilla.answerStyle == .gorilla)
  }

  @Test("oracles stand in every place equally often, over 10,000 rows")
  func positions() async throws {
    var counts = [Int](repeating: 0, count: 5)
    var rows = 0
    for seed in 0..<UInt64(9) {
      var options = DatasetOptions()
      options.seed = seed
      options.oracleFraction = 1
      options.sources = ["random": 1]
      let corpus = SyntheticCorpus(seed: seed, documents: 560)
      let made = try await MadeDataset(corpus, options: options)
      for row in try made.rows() where row.passages.count == 5 {
        counts[row.oraclePositions[0]] += 1
        rows += 1
      }
    }
    #expect(rows > 10_000)
    // Chi-square with 4 degrees of freedom stays under 18.5 in 99.9 % of uniform samples.
    #expect(chiSquare(counts) < 18.5, "\(counts)")
  }

  @Test("as retrieved, passages are the index's own best, and the oracle stands where it was found")
  func asRetrieved() async throws {
    var options = DatasetOptions()
    options.context = .asRetrieved
    options.distractors = 1
    options.abstainFraction = 0.1
    let made = try await MadeDataset(SyntheticCorpus(seed: 12, documents: 200), options: options)
    var found: [RowClass: Int] = [:]
    for row in try made.rows() {
      let hits = try made.index.search(row.question, top: 2)
      #expect(row.passages.map(\.chunk) == hits.map(\.id))
      #expect(row.passages.map(\.rank) == [1, 2])
      found[row.rowClass, default: 0] += 1
      let oracle = try #require(Int(row.id.dropFirst()))
      #expect(row.oraclePositions == hits.indices.filter { hits[$0].id == oracle })
    }
    #expect((found[.oracle] ?? 0) > 0 && (found[.memorize] ?? 0) > 0)
  }

  /// Thirty questions about the pump in one language.
  private static func made(
    language: String, _ change: (inout DatasetOptions) -> Void
  ) async throws -> MadeDataset {
    let lines = (0..<30).map {
      """
      {"id":"\($0)","question":"Pump \($0)?","answer":"40 bar","language":"\(language)",\
      "evidence":["The pump runs at 40 bar."]}
      """
    }
    var options = DatasetOptions()
    options.distractors = 2
    change(&options)
    let corpus = SyntheticCorpus(pages: [
      .init(uri: "0.html", title: "Pump", chunks: ["The pump runs at 40 bar. It is loud."]),
      .init(uri: "1.html", title: "Lamp", chunks: ["The lamp burns oil.", "Brass is the lamp."]),
      .init(uri: "2.html", title: "Gauge", chunks: ["A gauge shows pressure to the crew."]),
    ])
    return try await MadeDataset(
      corpus, options: options, questions: lines.joined(separator: "\n"))
  }
}

/// The chi-square statistic of counts that should be equal.
func chiSquare(_ counts: [Int]) -> Double {
  let mean = Double(counts.reduce(0, +)) / Double(counts.count)
  return counts.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) / mean }
}
