import Artifacts
import Documents
import Questions
import Recipe
import Testing

/// Rows that must fit a number of tokens.
@Suite("Token budget")
struct BudgetTests {
  @Test(
    "distractors go first, the easiest first, then the row; nothing is cut",
    arguments: [
      40, 80, 120, 160, 400,
    ])
  func budget(limit: Int) async throws {
    let corpus = SyntheticCorpus(seed: 21, documents: 100)
    var options = DatasetOptions()
    options.sources = ["bm25": 0.5, "random": 0.5]
    options.oracleFraction = 1
    let all = try await MadeDataset(corpus, options: options)
    options.maxTokens = limit
    let made = try await MadeDataset(corpus, options: options)
    let before = Dictionary(uniqueKeysWithValues: try all.rows().map { ($0.id, $0) })
    let counter = TokenCounter.estimate
    var short = 0
    for row in try made.rows() {
      #expect(counter.count(row.instruction) + counter.count(row.cotAnswer) <= limit)
      let full = try #require(before[row.id])
      let left = full.passages.filter { passage in
        !row.passages.contains { $0.chunk == passage.chunk }
      }
      if !left.isEmpty { short += 1 }
      #expect(left.allSatisfy { $0.role == .distractor })
      // What was left out is no harder than what stayed.
      let hardest = left.map { $0.rank ?? .max }.min() ?? .max
      let kept = row.passages.filter { $0.role == .distractor }.map { $0.rank ?? .max }.max() ?? 0
      #expect(kept <= hardest)
      for (passage, text) in zip(row.passages, row.texts) {
        let place = try #require(full.passages.firstIndex { $0.chunk == passage.chunk })
        #expect(full.texts[place] == text)
      }
    }
    #expect((made.summary.shortages.reasons["overBudget"]?.count ?? 0) == short)
    let dropped = made.summary.drops.reasons["overBudget"]?.count ?? 0
    #expect(made.summary.totalRows + dropped == all.summary.totalRows)
    if limit == 40 { #expect(dropped > 0) }
    if limit == 120 { #expect(short > 0) }
    if limit == 400 { #expect(dropped == 0 && short == 0) }
  }

  @Test("rows that do not fit are known before quotas are filled", arguments: [40, 60, 90])
  func quotas(limit: Int) async throws {
    var options = DatasetOptions()
    options.maxTokens = limit
    let made = try await MadeDataset(SyntheticCorpus(seed: 22, documents: 120), options: options)
    #expect(made.summary.drops.reasons["overBudget"] != nil)
    for split in Split.allCases {
      let rows = try made.rows(split)
      let present = rows.count { $0.rowClass == .oracle }
      #expect(abs(Double(present) - 0.8 * Double(rows.count)) <= 0.5 + 1e-6)
    }
  }
}
