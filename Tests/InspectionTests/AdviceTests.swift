import Artifacts
import Inspection
import Testing

@Suite("Advice")
struct AdviceTests {
  private func facts(
    tokens: Int = 2_000_000, examples: Int = 5000, recall: Double = 0.95
  ) -> CorpusFacts {
    var facts = CorpusFacts()
    (facts.files, facts.documents) = (100, 100)
    (facts.passages, facts.tokens) = (tokens / 200, tokens)
    (facts.examples, facts.asked) = (examples, 500)
    facts.recall = [(1, recall - 0.2), (5, recall), (10, recall)]
    return facts
  }

  private func advise(
    _ facts: CorpusFacts, _ change: (inout AdviceNeeds) -> Void = { _ in }
  ) -> Advice {
    var needs = AdviceNeeds()
    change(&needs)
    return Advice(facts: facts, needs: needs, table: CostTable())
  }

  private func reasons(_ advice: Advice, _ approach: Approach) -> [String] {
    advice.points.filter { $0.approach == approach }.map(\.reason)
  }

  @Test("a small corpus that changes often goes into the prompt whole")
  func small() {
    let advice = advise(facts(tokens: 20_000, examples: 150)) {
      ($0.citations, $0.updates) = (false, .weekly)
    }
    #expect(advice.recommended == .longContext)
    #expect(advice.isExcluded(.both) && advice.isExcluded(.fineTuning))
    #expect(
      reasons(advice, .longContext)[0].hasPrefix("20,000 tokens are 16 % of a context window"))
  }

  @Test("a large corpus is no long context, and a daily one no fine-tuning")
  func large() {
    let advice = advise(facts()) { $0.updates = .daily }
    #expect(advice.isExcluded(.longContext) && advice.isExcluded(.fineTuning))
    #expect(advice.recommended == .retrieval)
    #expect(
      reasons(advice, .longContext) == [
        "2,000,000 tokens are 1,563 % of a context window of 128,000"
      ])
  }

  @Test("a fixed form, citations and many examples speak for both")
  func both() {
    let advice = advise(facts()) { ($0.output, $0.gpu, $0.offline) = (.fixed, 24, true) }
    #expect(advice.recommended == .both)
    #expect(advice.configuration?.contains("answer_style: json") == true)
  }

  @Test("what never changes, needs no citation and a fixed form can be learned")
  func fineTuning() {
    let advice = advise(facts(recall: 0.4)) {
      ($0.citations, $0.updates, $0.output) = (false, .never, .fixed)
    }
    #expect(advice.recommended == .fineTuning)
    #expect(advice.configuration?.contains("oracle_fraction: 0\n  distractors: 0") == true)
  }

  @Test("a poor search speaks for training against distractors, a bad one for mending it")
  func recall() {
    #expect(advise(facts(recall: 0.8)).recommended == .both)
    let bad = advise(facts(recall: 0.5))
    #expect(reasons(bad, .retrieval).contains { $0.contains("mend the search first") })
  }

  @Test("a budget excludes what costs more, and says so; all can be excluded")
  func budget() {
    let advice = advise(facts()) { $0.budget = 0 }
    #expect(advice.recommended == nil)
    #expect(reasons(advice, .retrieval).contains { $0.contains("may be spent") })
    #expect(advice.text(path: "x", style: TextStyle()).contains("each approach is excluded"))
    #expect(advice.configuration == nil)
  }

  @Test("costs follow from the table by hand")
  func costs() throws {
    var table = CostTable()
    (table.prompt, table.completion, table.answerTokens) = (2, 10, 100)
    (table.retrievedPassages, table.searchServer) = (5, 20)
    (table.training, table.epochs) = (3, 2)
    (table.tunedPrompt, table.tunedCompletion) = (1, 4)
    var needs = AdviceNeeds()
    (needs.queriesPerDay, needs.updates) = (12, .yearly)
    let advice = Advice(facts: facts(examples: 1000), needs: needs, table: table)
    // 365 questions a month, of 5 passages of 200 tokens and 100 more.
    let retrieval = try #require(advice.costs[.retrieval])
    #expect(abs(retrieval.total - (20 + 365 * (1100 * 2 + 100 * 10) / 1e6)) < 1e-9)
    // 1,000 rows of 1,200 tokens, twice, once a year.
    let both = try #require(advice.costs[.both])
    #expect(abs(both.training - 1000 * 1200 * 2 * 3 / 1e6 / 12) < 1e-9)
    #expect(abs(both.serving - (20 + 365 * (1100 + 100 * 4) / 1e6)) < 1e-9)
    let long = try #require(advice.costs[.longContext])
    #expect(abs(long.total - 365 * (2_000_000 * 0.25 + 100 * 2 + 100 * 10) / 1e6) < 1e-9)
  }

  @Test("dates tell an age where they differ, and nothing where a copy made them")
  func ages() throws {
    #expect(FileAges(days: [], source: "files") == nil)
    #expect(FileAges(days: [3, 3, 4], source: "files") == nil)
    let ages = try #require(FileAges(days: [400, 10, 20, 1000], source: "files"))
    #expect(ages.median == 20 && ages.share(within: 30) == 0.5)
  }

  @Test("prices that cannot be are named")
  func faults() {
    var table = CostTable()
    #expect(table.fault == nil)
    table.prompt = -1
    #expect(table.fault?.key == "prompt")
    table.prompt = 1
    table.epochs = 0
    #expect(table.fault?.key == "epochs")
  }
}
