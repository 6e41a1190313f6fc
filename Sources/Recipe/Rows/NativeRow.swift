/// A row in the native format `raft`: the seven keys of the Berkeley RAFT scripts, then our own.
///
/// `context.title[0]`, `context.sentences[0]` and `passages` are parallel, in the order in which the
/// model sees them. Read it with `JSONDecoder`; `RaftFormat` writes it.
public struct NativeRow: Codable, Sendable, Equatable {
  /// Titles and texts of the passages, each in a list of one list, as the Berkeley scripts have it.
  public struct Context: Codable, Sendable, Equatable {
    public var title: [[String]]
    public var sentences: [[String]]
  }

  public enum Role: String, Codable, Sendable {
    case oracle, distractor
  }

  /// Where a passage comes from.
  public struct Passage: Codable, Sendable, Equatable {
    /// The passage's id in the index.
    public var chunk: Int
    /// The URI of its document.
    public var document: String
    public var title: String
    public var role: Role
    /// Its place in the search for the question, from 1; nil where it was drawn.
    public var rank: Int?
    /// Its score in that search; nil where it was not found.
    public var score: Double?
    /// Where a distractor comes from; nil for an oracle.
    public var source: DistractorSource?
  }

  /// A value of the oracle that was changed.
  public struct Change: Codable, Sendable, Equatable {
    public var from: String
    public var to: String
  }

  public var id: String
  public var type: String
  public var question: String
  public var context: Context
  /// The rendered oracles, joined by an empty line; also where the passages lack them.
  public var oracleContext: String
  /// What the model is to write: reasoning with quotes, then the answer.
  public var cotAnswer: String
  /// What the model is given: each passage between `<DOCUMENT>` and `</DOCUMENT>`, the question.
  public var instruction: String
  public var answer: String
  public var rowClass: RowClass
  /// Indices into `passages`; empty for `memorize`.
  public var oraclePositions: [Int]
  public var passages: [Passage]
  public var split: Split
  public var kind: String
  public var language: String?
  /// What was changed in the oracle of a `counterfactual` row; nil elsewhere.
  public var change: Change?
  /// The file and line that a `replay` row comes from; nil elsewhere.
  public var origin: String?

  enum CodingKeys: String, CodingKey {
    case id, type, question, context
    case oracleContext = "oracle_context"
    case cotAnswer = "cot_answer"
    case instruction, answer
    case rowClass = "row_class"
    case oraclePositions = "oracle_positions"
    case passages, split, kind, language, change, origin
  }

  /// The passages as the model sees them.
  public var texts: [String] { context.sentences.first ?? [] }

  /// The instruction for a question over passages.
  static func instruction(texts: [String], question: String) -> String {
    var result = ""
    result.reserveCapacity(texts.reduce(question.utf8.count) { $0 + $1.utf8.count + 22 })
    for text in texts {
      result += "<DOCUMENT>"
      result += text
      result += "</DOCUMENT>\n"
    }
    return result + question
  }
}
