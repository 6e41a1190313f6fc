import Artifacts
import Documents
import Retrieval
import Synchronization
import Templates

/// Finds the questions of a whole index by asking a language model, and checks every pair.
///
/// The outcome depends on the index, the options, the templates and what the model answered; not on
/// how many calls were under way at once, nor in which order they came back.
public struct LanguageModelFinder: Sendable {
  static let name = "llm"
  static let version = "1"

  private let index: Index
  private let options: QuestionOptions
  private let interview: Interview
  private let checks: PairCheck
  private let usualLanguage: String
  private let counter: TokenCounter

  /// - Parameter counter: what the budget reckons with before answers are there.
  public init(
    index: Index, options: QuestionOptions, templates: TemplateStore, model: any ChatModel,
    counter: TokenCounter = .estimate
  ) throws {
    self.index = index
    self.options = options
    self.counter = counter
    usualLanguage = try index.usualLanguage
    let reader = try TermReader(index)
    interview = Interview(
      requests: try InterviewRequests(options, store: templates), model: model,
      screen: QuestionScreen(options: options.checks), picker: SentencePicker(reader: reader))
    checks = PairCheck(options: options.checks, limits: options, reader: reader)
  }

  /// Asks about every passage and checks what comes.
  ///
  /// - Parameter threads: for searching; how many calls are under way is the model's affair.
  public func find(
    threads: Int, progress: any ProgressReporter
  ) async throws -> FoundQuestions {
    let order = try PassageOrder(index: index, options: options, reader: checks.reader)
    var found = FoundQuestions()
    found.passages = index.passageCount
    found.drops = order.drops
    progress.begin(stage: "questions", total: order.entries.count, unit: "passages")
    let outcomes = try await ask(order.entries, &found, progress)
    var pairs: [CandidatePair] = []
    for outcome in outcomes {
      pairs += outcome.pairs
      found.add(outcome)
    }
    pairs = try PairComparison(index: index, options: options, reader: checks.reader)
      .kept(of: pairs, threads: threads, &found)
    pairs = try await PairJudgement(interview: interview, options: options, reader: checks.reader)
      .kept(of: pairs, &found)
    let generator = QuestionRecord.Generator(
      name: Self.name, version: Self.version, model: options.llm.model)
    found.records = pairs.map { $0.record(by: generator) }
    found.passagesWithQuestion = Set(found.records.flatMap(\.oracleChunks)).count
    found.count(found.ledger)
    progress.finish(detail: "\(found.records.count) questions")
    return found
  }

  /// One outcome for each passage that was asked about, in the order of the index.
  private func ask(
    _ entries: [PassageOrder.Entry], _ found: inout FoundQuestions,
    _ progress: any ProgressReporter
  ) async throws -> [Interview.Outcome] {
    var outcomes: [(number: Int, outcome: Interview.Outcome)] = []
    var budget = TokenBudget(options.llm.budgetTokens)
    var next = 0
    while next < entries.count {
      let wave = try budget.wave(entries[next...]) { try cost(of: $0) }
      if wave.isEmpty { break }
      var spent = TokenUsage()
      try await SideBySide.run(
        wave, atOnce: options.llm.concurrency,
        { (entry: PassageOrder.Entry) in try await outcome(of: entry) }
      ) { entry, outcome in
        spent += outcome.usage
        outcomes.append((entry.numbers[0], outcome))
        progress.advance(by: 1)
      }
      budget.spend(spent.total)
      next += wave.count
    }
    found.drops.add(
      "budgetSpent", count: entries.count - next,
      example: "questions.llm.budget_tokens is \(options.llm.budgetTokens)")
    return outcomes.sorted { $0.number < $1.number }.map(\.outcome)
  }

  private func outcome(of entry: PassageOrder.Entry) async throws -> Interview.Outcome {
    let material = try PassageOrder.material(entry, of: index, usualLanguage: usualLanguage)
    var outcome = try await interview.outcome(of: material)
    let pairs = outcome.pairs
    outcome.pairs = []
    for var pair in pairs {
      if let verdict = try checks.verdict(on: &pair) {
        outcome.drops.append(DroppedPair(verdict, pair))
      } else {
        outcome.pairs.append(pair)
      }
    }
    return outcome
  }

  /// What asking about all passages takes, before anything is asked.
  ///
  /// Answers that the model has (in its cache, for one that asks nobody) cost no call. Where a first
  /// answer is missing, those that would follow from it are counted as if it were good.
  public func plan(progress: any ProgressReporter) async throws -> CallPlan {
    let order = try PassageOrder(index: index, options: options, reader: checks.reader)
    var plan = CallPlan()
    plan.passages = order.entries.count
    plan.drops = order.drops
    progress.begin(stage: "plan", total: order.entries.count, unit: "passages")
    for entry in order.entries {
      let material = try PassageOrder.material(entry, of: index, usualLanguage: usualLanguage)
      let planned = interview.planned(material)
      let outcome = try await interview.outcome(of: material)
      plan.add(planned, outcome: outcome, counter)
      progress.advance(by: 1)
    }
    progress.finish(detail: "\(plan.calls) calls")
    return plan
  }

  /// The most tokens that asking about a passage takes, in all.
  private func cost(of entry: PassageOrder.Entry) throws -> Int {
    let material = try PassageOrder.material(entry, of: index, usualLanguage: usualLanguage)
    return interview.planned(material).reduce(0) {
      $0 + $1.count * ($1.request.promptTokens(counter) + $1.request.maxTokens)
    }
  }
}
