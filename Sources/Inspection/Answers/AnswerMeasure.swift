/// A figure for answers; each row that it applies to has a value from 0 to 1.
public enum AnswerMeasure: String, Sendable, CaseIterable {
  case exactMatch = "exact_match"
  case f1
  case quotePrecision = "quote_precision"
  case oracleCitation = "oracle_citation"
  case distractorGrounded = "distractor_grounded"
  case hallucination
  case abstentionPrecision = "abstention_precision"
  case abstentionRecall = "abstention_recall"
  case abstained

  public var name: String {
    switch self {
    case .exactMatch: "exact match"
    case .f1: "F1"
    case .quotePrecision: "quote precision"
    case .oracleCitation: "oracle citation"
    case .distractorGrounded: "distractor-grounded"
    case .hallucination: "hallucination"
    case .abstentionPrecision: "abstention precision"
    case .abstentionRecall: "abstention recall"
    case .abstained: "abstained"
    }
  }

  /// Whether less is better; nil where neither is.
  public var lessIsBetter: Bool? {
    switch self {
    case .distractorGrounded, .hallucination: true
    case .abstained: nil
    default: false
    }
  }
}
