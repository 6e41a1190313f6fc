/// Which approach suits a corpus and what is needed of it, with the figures behind each point.
///
/// Each point speaks for or against an approach with a weight, or excludes it; the weights are of
/// this project, and simple on purpose: a reader who sees the figures can weigh them otherwise. Of
/// approaches that are as good the simplest wins.
public struct Advice: Sendable {
  /// One reason, with its figure.
  public struct Point: Sendable, Equatable {
    public enum Verdict: Sendable, Equatable {
      case speaks(Int)
      case excludes
    }

    public var approach: Approach
    public var verdict: Verdict
    /// A sentence without its full stop.
    public var reason: String

    var weight: Int { if case .speaks(let weight) = verdict { weight } else { 0 } }
  }

  public let facts: CorpusFacts
  public let needs: AdviceNeeds
  public let table: CostTable
  public private(set) var points: [Point] = []
  public let costs: [Approach: AdviceCosts]

  public init(facts: CorpusFacts, needs: AdviceNeeds, table: CostTable) {
    (self.facts, self.needs, self.table) = (facts, needs, table)
    var costs: [Approach: AdviceCosts] = [:]
    for approach in Approach.allCases {
      costs[approach] = AdviceCosts(approach, facts: facts, needs: needs, table: table)
    }
    self.costs = costs
    weighSize()
    weighChange()
    weighNeeds()
    weighRetrieval()
    weighExamples()
    weighBudget()
  }

  public func score(_ approach: Approach) -> Int {
    points.filter { $0.approach == approach }.reduce(0) { $0 + $1.weight }
  }

  public func isExcluded(_ approach: Approach) -> Bool {
    points.contains { $0.approach == approach && $0.verdict == .excludes }
  }

  /// The approaches in order: those that are not excluded first, then by their points, then the
  /// simplest.
  public var ranking: [Approach] {
    let simplicity = Approach.allCases
    return simplicity.sorted { one, other in
      if isExcluded(one) != isExcluded(other) { return !isExcluded(one) }
      if score(one) != score(other) { return score(one) > score(other) }
      return simplicity.firstIndex(of: one)! < simplicity.firstIndex(of: other)!
    }
  }

  /// Nil where every approach is excluded.
  public var recommended: Approach? { ranking.first { !isExcluded($0) } }

  private mutating func say(_ approaches: [Approach], _ weight: Int, _ reason: String) {
    points += approaches.map { Point(approach: $0, verdict: .speaks(weight), reason: reason) }
  }

  private mutating func exclude(_ approaches: [Approach], _ reason: String) {
    points += approaches.map { Point(approach: $0, verdict: .excludes, reason: reason) }
  }

  private mutating func weighSize() {
    let share = Double(facts.tokens) / Double(max(1, needs.contextWindow))
    let size =
      "\(Figures.grouped(facts.tokens)) tokens are "
      + "\(share < 0.1 ? Figures.fixed(share * 100, places: 1) : Figures.grouped(share * 100)) % "
      + "of a context window of "
      + Figures.grouped(needs.contextWindow)
    if share > 0.9 {
      exclude([.longContext], size)
    } else if share > 0.5 {
      say([.longContext], -1, size + ", which leaves little room, and long prompts answer worse")
    } else {
      say([.longContext], 3, size + ", so all of it fits")
      if share < 0.1 {
        say([.retrieval, .both], -1, size + ", so little that a search saves nothing")
      }
    }
    if facts.duplicates > 0.1 {
      say(
        [.longContext], -1,
        "\(Figures.fixed(facts.duplicates * 100, places: 0)) % of the passages nearly repeat others, "
          + "and would be paid for in every prompt")
      say(
        [.retrieval, .both], -1,
        "\(Figures.fixed(facts.duplicates * 100, places: 0)) % of the passages nearly repeat others, and "
          + "what is found will repeat itself until they are taken out")
    }
    let seconds = Double(facts.tokens) / table.prefillTokensPerSecond
    if share <= 0.9, seconds > needs.latency {
      say(
        [.longContext], -3,
        "to read \(Figures.grouped(facts.tokens)) tokens takes \(Self.seconds(seconds)) before an answer "
          + "begins (costs table), and \(Self.seconds(needs.latency)) are allowed; a cache of the prompt "
          + "helps")
    }
    weighPrompt()
  }

  /// Whether the passages that are found fit the window, and are read in time.
  private mutating func weighPrompt() {
    let prompt = table.retrievedPassages * facts.passageTokens + AdviceCosts.questionTokens
    let size =
      "\(table.retrievedPassages) passages and a question are \(Figures.grouped(prompt)) tokens"
    if prompt + table.answerTokens > needs.contextWindow {
      exclude(
        [.retrieval, .both],
        size + ", an answer \(Figures.grouped(table.answerTokens)), and the window takes "
          + Figures.grouped(needs.contextWindow))
    }
    let seconds = Double(prompt) / table.prefillTokensPerSecond
    if seconds > needs.latency {
      say(
        [.retrieval, .both], -3,
        size
          + ", which take \(Self.seconds(seconds)) to read before an answer begins (costs table), and "
          + "\(Self.seconds(needs.latency)) are allowed")
    }
  }

  static func seconds(_ value: Double) -> String {
    Figures.fixed(value, places: value < 1 ? 2 : 1) + " s"
  }

  private mutating func weighChange() {
    let often =
      needs.updates == .never
      ? "the corpus never changes" : "the corpus changes \(needs.updates.rawValue)"
    switch needs.updates {
    case .hourly, .daily:
      exclude([.fineTuning], often + ", and what was learned would be stale before it is served")
      say([.retrieval], 2, often + ", and an index is brought up to date in place")
      say([.both], 1, often + ": the index follows, what is learned of reading passages stays")
    case .weekly, .monthly:
      say([.fineTuning], -2, often + ", and each change asks for a training")
      say([.retrieval, .both], 1, often + ", and an index is brought up to date in place")
    case .yearly, .never:
      say([.fineTuning, .both], 1, often + ", so what is learned stays true")
    }
    guard let ages = facts.ages, ages.share(within: 30) > 0.2,
      needs.updates == .never || needs.updates == .yearly
    else { return }
    say(
      [.fineTuning], -1,
      "\(Figures.fixed(ages.share(within: 30) * 100, places: 0)) % of the \(ages.source) are less than "
        + "a month old, which is more change than \(needs.updates.rawValue) tells")
  }

  private mutating func weighNeeds() {
    if needs.citations {
      exclude(
        [.fineTuning], "answers must say where they are from, and a model without passages cannot")
      say([.both], 2, "answers must cite, and RAFT trains to quote the passage that answers")
      say([.retrieval], 1, "answers must cite, and a prompt with passages can ask for it")
    }
    if needs.output == .fixed {
      say(
        [.fineTuning, .both], 2, "answers have a fixed form, which is learned better than asked for"
      )
    }
    if needs.offline {
      let memory = needs.gpu > 0 ? "a GPU of \(needs.gpu) GB" : "no GPU"
      say(
        [.longContext], -3,
        "everything stays in the house with \(memory), where prompts of "
          + "\(Figures.grouped(facts.tokens)) tokens are slow and take much memory")
      say([.both], 1, "a small model that runs in the house gains most from training")
      if needs.gpu == 0 {
        exclude(
          [.fineTuning, .both],
          "there is no GPU, and nothing may leave the house: nowhere to train a model that is worth it"
        )
      }
    }
  }

  private mutating func weighRetrieval() {
    guard let recall = facts.recall(at: 5) else {
      say([.retrieval, .both], -1, "no question was found to measure the search with")
      return
    }
    let figure =
      "the search has the right passage among its first 5 for "
      + "\(Figures.fixed(recall * 100, places: 0)) % of \(Figures.grouped(facts.asked)) generated questions"
    if recall >= 0.9 {
      say([.retrieval], 2, figure)
      say([.both], 1, figure)
    } else if recall >= 0.7 {
      say([.both], 2, figure + ": training helps a model to set the wrong ones aside")
      say([.retrieval], 1, figure)
    } else {
      say([.retrieval], -2, figure + ": mend the search first (vectors, --hybrid, headings)")
      say([.both], -1, figure + ": mend the search first (vectors, --hybrid, headings)")
    }
  }

  private mutating func weighExamples() {
    let count = "\(Figures.grouped(facts.examples)) questions come from the corpus's structure"
    if facts.examples < 200 {
      exclude(
        [.fineTuning, .both],
        count + ", too few to train on; a language model or people can give more")
    } else if facts.examples < 1000 {
      say([.fineTuning, .both], -1, count + ", few to train on")
    } else {
      say([.fineTuning, .both], 1, count + ", enough to train on")
    }
  }

  private mutating func weighBudget() {
    guard let budget = needs.budget else { return }
    for approach in Approach.allCases {
      guard let cost = costs[approach]?.total, cost > budget else { continue }
      var house = needs
      house.offline = true
      let own = AdviceCosts(approach, facts: facts, needs: house, table: table).total
      let way = own <= budget ? " (with a model in the house \(Self.money(own)): --offline)" : ""
      exclude(
        [approach],
        "it costs \(Self.money(cost)) \(table.currency) a month\(way), and \(Self.money(budget)) may be "
          + "spent")
    }
  }
}
