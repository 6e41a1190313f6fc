import Artifacts

/// How rows are made of questions: the `dataset` section of a configuration.
public struct DatasetOptions: Codable, Sendable, Equatable {
  /// How rows are divided; the shares add up to 1.
  public struct Splits: Codable, Sendable, Equatable {
    /// What is never divided.
    public var by = SplitUnit.document
    public var train = 0.9
    public var validation = 0.05
    public var test = 0.05

    public init() {}
  }

  /// General instruction data that is mixed into the rows to learn from.
  public struct Replay: Codable, Sendable, Equatable {
    /// JSONL files of conversations or of instructions with answers.
    public var files: [String] = []
    /// Their share of the rows to learn from.
    public var share = 0.1

    public init() {}
  }

  /// What the dataset card says that nothing else tells.
  public struct Card: Codable, Sendable, Equatable {
    public var name = ""
    /// As Hugging Face writes licences, such as `cc-by-4.0`.
    public var license = ""

    public init() {}
  }

  /// The choices that the others start from.
  public var profile = RecipeProfile.hard
  /// The seed of every random choice.
  public var seed: UInt64 = 42
  /// k: how many distractors a row gets.
  public var distractors: DistractorCount = 4
  /// P: the share of rows that hold their oracle, by exact quota in every split.
  public var oracleFraction = 0.8
  /// The share of rows that lack their oracle and say so; the rest of 1 − P must remember.
  public var abstainFraction = 0.0
  /// Whether answers that must be remembered come without quotes.
  public var stripQuotes = false
  /// Whether rows without their oracle get one more distractor, so that their size tells nothing.
  public var fillOracle = false
  public var context = ContextMode.mined
  /// Shares of the distractors by `DistractorSource`.
  public var sources: [String: Double] = ["bm25": 1]
  /// A passage that scores more than this share of the oracle's own score is no distractor; 0: any.
  public var relativeScore = 0.95
  /// The Jaccard similarity of five-word shingles above which a passage is an oracle's twin.
  public var nearDuplicate = 0.8
  /// The most tokens of a row, instruction and answer together; 0 for no limit.
  public var maxTokens = 0
  public var answerStyle = AnswerStyle.raft
  /// What the system says first, in formats that have such a place; empty for nothing.
  public var system = ""
  /// The share of oracle rows that come once more, with another value in passage and answer.
  public var counterfactuals = 0.0
  /// The formats written beside the native one.
  public var formats = ["raft"]
  public var compression = Compression.none
  public var splits = Splits()
  /// Files of a benchmark that no row may hold anything of.
  public var decontaminate: [String] = []
  /// What is replaced by placeholders, of `RedactedKind`.
  public var redact: [String] = []
  public var replay = Replay()
  public var card = Card()

  public init(profile: RecipeProfile = .hard) {
    profile.apply(to: &self)
  }

  /// More distractors than this are refused: no context holds them.
  public static let mostDistractors = 1000

  /// The sources that have a share, in a fixed order.
  var distractorSources: [(source: DistractorSource, share: Double)] {
    let total = sources.values.reduce(0, +)
    return DistractorSource.allCases.compactMap { source in
      let share = sources[source.rawValue] ?? 0
      return share > 0 ? (source, share / total) : nil
    }
  }

  /// The kinds that are redacted.
  var redactedKinds: Set<RedactedKind> { Set(redact.compactMap(RedactedKind.init(rawValue:))) }

  /// Whether the vectors of the index are needed.
  public var needsVectors: Bool {
    distractorSources.contains { $0.source == .dense || $0.source == .hybrid }
  }
}
