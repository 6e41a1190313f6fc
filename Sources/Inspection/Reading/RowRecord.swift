import Recipe

/// One line of a JSONL file as inspection sees it: a row, a chat, or a question with its answer.
///
/// Whatever a line lacks is empty or nil; what it has beyond is passed over.
public struct RowRecord: Sendable {
  /// What a line is, guessed by its keys.
  public enum Format: String, Sendable {
    /// A row with passages: Raftwright's native format and that of the Berkeley RAFT scripts.
    case raft
    /// A conversation: `messages` with roles.
    case chat
    /// A question with its answer: a line of `questions.jsonl`.
    case questions
    /// `conversations` with `from` and `value`.
    case sharegpt
    /// `instruction`, `input` and `output`.
    case alpaca
    /// `prompt` and `completion` as text; as messages `trl-chat`.
    case trl
    case trlChat = "trl-chat"
    /// `segments` of text with labels.
    case axolotl
    /// `prompt`, `chosen` and `rejected`.
    case preference
    /// One `text`, whose answer nothing sets off.
    case completion
    /// `prompt` and `reference`: what a model is asked, and what it should say.
    case eval
    /// None of these.
    case unknown

    /// Whether a row is a conversation: what is asked, and what is answered.
    public var isConversation: Bool {
      switch self {
      case .chat, .sharegpt, .alpaca, .trl, .trlChat, .axolotl, .preference: true
      case .raft, .questions, .completion, .eval, .unknown: false
      }
    }
  }

  /// One passage of a row, in the order in which the model sees them.
  public struct Passage: Sendable {
    public var title = ""
    public var document: String?
    public var text = ""
    public var isOracle = false
    /// Its place in the search that mined it; nil where it was drawn at random or not recorded.
    public var rank: Int?
    public var score: Double?
    /// Where a distractor comes from: `bm25`, `random` and so on.
    public var source: String?
  }

  public struct Message: Sendable, Equatable {
    public var role: String
    public var content: String
  }

  public var id: String?
  public var question: String?
  public var answer: String?
  /// Other short answers that are as right, where there are several, as in SQuAD.
  public var answers: [String] = []
  public var reasoning: String?
  public var instruction: String?
  /// How long the instruction is, where a row read for counting has it no more.
  var promptSize: TextSize?
  public var oracleContext: String?
  public var rowClass: String?
  public var split: String?
  public var kind: String?
  public var language: String?
  public var passages: [Passage] = []
  /// Indices into `passages`, as recorded; where none are recorded, found by the oracle's text.
  public var oraclePositions: [Int] = []
  public var messages: [Message] = []
  /// The whole of a `completion` row.
  public var text: String?
  /// The worse answer of a pair.
  public var rejected: String?
  /// The file and line that a replayed row comes from.
  public var origin: String?
  public var oracleChunks: [Int] = []
  /// The supporting stretches as text where they are given so, else as `chunk:start-end`.
  public var evidence: [String] = []

  public var format: Format = .questions
  /// Whether the row says which of its passages are oracles: by roles, or by the oracle's text.
  public internal(set) var tellsRoles = false
  /// Whether roles are recorded, rather than found by the oracle's text.
  public internal(set) var recordsRoles = false
  /// Whether a recorded position holds what its role calls a distractor, or nothing.
  public internal(set) var hasMisplacedOracle = false

  /// Whether a passage that answers the question is among those that the model sees.
  public var holdsOracle: Bool { !oraclePositions.isEmpty }

  /// Whether it is general data, which has no passages.
  public var isReplayed: Bool { rowClass == RowClass.replay.rawValue }

  /// The classes that P is no share of.
  static let classesApart: Set<String> = [
    RowClass.replay.rawValue, RowClass.counterfactual.rawValue,
  ]

  /// Whether it is one of those that P is a share of.
  public var isInQuotas: Bool { rowClass.map { !Self.classesApart.contains($0) } ?? true }

  public var distractorCount: Int { passages.count { !$0.isOracle } }

  /// What the model is to write: the reasoning with its quotes where there is one, else the answer.
  public var fullAnswer: String? {
    reasoning ?? answer ?? messages.last { $0.role == "assistant" }?.content
  }

  /// What the model is given beside its answer.
  public var prompt: String? {
    if let instruction { return instruction }
    // What follows the last answer would be given to no model.
    let end = messages.lastIndex { $0.role == "assistant" } ?? messages.endIndex
    let given = messages[..<end].map(\.content)
    return given.isEmpty ? nil : given.joined(separator: "\n")
  }
}
