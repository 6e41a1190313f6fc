/// A named set of the choices that make a recipe; a setting of one's own goes before it.
public enum RecipeProfile: String, Codable, Sendable, CaseIterable {
  /// The paper's shares with distractors that are hard: those that a search takes for answers.
  case hard
  /// As Zhang et al. 2024 train: four distractors drawn at random, P 0.8.
  case paper
  /// Hard and random distractors, two to six of them, and rows that decline to answer.
  case modern
  /// As the Gorilla project's scripts do by default: three random distractors, the oracle always
  /// there, `<ANSWER>:` before the answer.
  case gorilla

  /// The keys of `dataset` that profiles set, as users write them.
  public static let keys = [
    "distractors", "oracle_fraction", "abstain_fraction", "fill_oracle", "sources",
    "answer_style",
  ]

  /// Puts the profile's choices into options.
  func apply(to options: inout DatasetOptions) {
    options.profile = self
    options.distractors = 4
    options.oracleFraction = 0.8
    options.abstainFraction = 0
    options.fillOracle = false
    options.sources = [DistractorSource.bm25.rawValue: 1]
    options.answerStyle = .raft
    switch self {
    case .hard: break
    case .paper: options.sources = [DistractorSource.random.rawValue: 1]
    case .modern:
      options.distractors = DistractorCount(rawValue: "2-6")!
      options.abstainFraction = 0.05
      options.fillOracle = true
      options.sources = [
        DistractorSource.bm25.rawValue: 0.7, DistractorSource.random.rawValue: 0.3,
      ]
    case .gorilla:
      options.distractors = 3
      options.oracleFraction = 1
      options.sources = [DistractorSource.random.rawValue: 1]
      options.answerStyle = .gorilla
    }
  }
}
