/// What an approach costs a month, by a table of prices.
public struct AdviceCosts: Sendable, Equatable {
  /// Answers to questions, and the search server.
  public var serving = 0.0
  /// The share of a month in trainings that follow changes; those of a corpus that never changes are
  /// spread over a year.
  public var training = 0.0
  /// Hours of one training on a GPU; 0 where nothing is trained.
  public var trainingHours = 0.0
  public var total: Double { serving + training }

  /// Tokens of a question with the words around it.
  static let questionTokens = 100

  init(_ approach: Approach, facts: CorpusFacts, needs: AdviceNeeds, table: CostTable) {
    let queries = Double(needs.queriesPerDay) * 365 / 12
    let million = 1_000_000.0
    let answer = Double(table.answerTokens)
    let question = Double(Self.questionTokens)
    let passages = Double(table.retrievedPassages * facts.passageTokens) + question
    // What runs on a machine of one's own has no price for a token; a GPU that is there serves what was
    // trained on it.
    let ownModel = needs.offline
    let ownTuned = needs.offline || needs.gpu > 0
    switch approach {
    case .longContext:
      let prompt = Double(facts.tokens) * table.cachedPrompt + question * table.prompt
      serving = ownModel ? 0 : queries * (prompt + answer * table.completion) / million
    case .retrieval:
      let tokens = passages * table.prompt + answer * table.completion
      serving = table.searchServer + (ownModel ? 0 : queries * tokens / million)
    case .fineTuning:
      let tokens = question * table.tunedPrompt + answer * table.tunedCompletion
      serving = ownTuned ? 0 : queries * tokens / million
      train(rowTokens: question + answer, facts, needs, table)
    case .both:
      let tokens = passages * table.tunedPrompt + answer * table.tunedCompletion
      serving = table.searchServer + (ownTuned ? 0 : queries * tokens / million)
      // What a model learns of reading passages outlives a change of the corpus: once a year.
      var seldom = needs
      if needs.updates.perMonth > 1.0 / 12 { seldom.updates = .yearly }
      train(rowTokens: passages + answer, facts, seldom, table)
    }
  }

  private mutating func train(
    rowTokens: Double, _ facts: CorpusFacts, _ needs: AdviceNeeds, _ table: CostTable
  ) {
    let tokens = Double(facts.examples) * rowTokens * Double(table.epochs)
    trainingHours = tokens / table.trainingTokensPerSecond / 3600
    // A GPU that is there is paid for.
    let one =
      needs.gpu > 0
      ? 0 : needs.offline ? trainingHours * table.gpuHour : tokens * table.training / 1_000_000
    training = one * max(1.0 / 12, needs.updates.perMonth)
  }
}
