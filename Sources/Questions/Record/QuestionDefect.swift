/// Why a line of `questions.jsonl` is no usable question.
public enum QuestionDefect: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line is no JSON object, or a key holds the wrong kind of value.
  case badLine(String)
  case emptyQuestion
  case emptyAnswer
  /// Neither `oracle_chunks` nor evidence says which passage answers.
  case noOracle
  /// The index has no such passage.
  case unknownOracle(Int)
  case evidenceOutOfRange(chunk: Int, start: Int, end: Int, size: Int)
  /// An offset lies inside a character.
  case evidenceSplitsCharacter(chunk: Int, start: Int, end: Int)
  /// The evidence lies in a passage that is none of the oracles.
  case evidenceOutsideOracle(chunk: Int)
  case evidenceNotFound(String)
  case duplicateID(String)
  case duplicateQuestion(line: Int)

  /// The name under which it is counted.
  public var reason: String {
    switch self {
    case .badLine: "badLine"
    case .emptyQuestion: "emptyQuestion"
    case .emptyAnswer: "emptyAnswer"
    case .noOracle: "noOracle"
    case .unknownOracle: "unknownOracle"
    case .evidenceOutOfRange: "evidenceOutOfRange"
    case .evidenceSplitsCharacter: "evidenceSplitsCharacter"
    case .evidenceOutsideOracle: "evidenceOutsideOracle"
    case .evidenceNotFound: "evidenceNotFound"
    case .duplicateID: "duplicateID"
    case .duplicateQuestion: "duplicateQuestion"
    }
  }

  public var description: String {
    switch self {
    case .badLine(let what): what
    case .emptyQuestion: "`question` is missing or empty"
    case .emptyAnswer: "`answer` is missing or empty"
    case .noOracle: "neither `oracle_chunks` nor `evidence` says which passage answers"
    case .unknownOracle(let id): "the index has no passage with the id \(id)"
    case .evidenceOutOfRange(let chunk, let start, let end, let size):
      "evidence \(start)..<\(end) does not lie in passage \(chunk), which has \(size) bytes"
    case .evidenceSplitsCharacter(let chunk, let start, let end):
      "evidence \(start)..<\(end) of passage \(chunk) begins or ends inside a character"
    case .evidenceOutsideOracle(let chunk):
      "evidence lies in passage \(chunk), which is not among `oracle_chunks`"
    case .evidenceNotFound(let text):
      "no passage holds the evidence “\(text.count > 60 ? text.prefix(60) + "…" : text)”"
    case .duplicateID(let id): "the id \(id) was used by an earlier line"
    case .duplicateQuestion(let line): "the question is the same as that of line \(line)"
    }
  }
}
