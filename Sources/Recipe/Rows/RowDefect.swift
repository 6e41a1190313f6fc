/// Why a question gives no row.
public enum RowDefect: Error, Sendable, Hashable, CustomStringConvertible {
  /// The corpus has other passages, but a guard kept every one out.
  case noDistractor
  /// A quote of the answer stands in none of the oracles.
  case quoteNotVerbatim(String)
  /// The question, its answer or its oracle holds a mark that gives rows their shape.
  case reservedMarks
  /// The marks around quotes do not pair up.
  case quoteMarksUnbalanced
  /// A recorded position holds something other than an oracle, or an oracle is not recorded.
  case wrongOraclePosition
  /// A distractor reads the same as an oracle or another distractor.
  case distractorRepeats
  /// A distractor holds the answer.
  case distractorAnswers
  /// The search finds some of the question's oracles, and not all.
  case oraclesPartlyRetrieved
  /// The row has too many tokens also without distractors.
  case overBudget(tokens: Int, limit: Int)
  /// The answer cannot be changed in its passage.
  case noOtherValue

  /// The name under which it is counted.
  public var reason: String {
    switch self {
    case .noDistractor: "noDistractor"
    case .quoteNotVerbatim: "quoteNotVerbatim"
    case .reservedMarks: "reservedMarks"
    case .quoteMarksUnbalanced: "quoteMarksUnbalanced"
    case .wrongOraclePosition: "wrongOraclePosition"
    case .distractorRepeats: "distractorRepeats"
    case .distractorAnswers: "distractorAnswers"
    case .oraclesPartlyRetrieved: "oraclesPartlyRetrieved"
    case .overBudget: "overBudget"
    case .noOtherValue: "noOtherValue"
    }
  }

  public var description: String {
    switch self {
    case .noDistractor:
      "no passage is left that neither answers the question nor repeats its oracle"
    case .quoteNotVerbatim(let quote):
      "the answer quotes “\(quote.count > 60 ? quote.prefix(60) + "…" : quote)”, "
        + "which is in no oracle"
    case .reservedMarks:
      "question, answer or oracle hold a mark of the row's own, such as </DOCUMENT> or ##Answer:"
    case .quoteMarksUnbalanced: "the marks around the answer's quotes do not pair up"
    case .wrongOraclePosition: "a recorded position does not hold the oracle"
    case .distractorRepeats: "a distractor reads the same as another passage of the row"
    case .distractorAnswers: "a distractor holds the answer"
    case .oraclesPartlyRetrieved: "the search finds some of its oracles, and not all"
    case .overBudget(let tokens, let limit):
      "\(tokens) tokens without distractors, and dataset.max_tokens is \(limit)"
    case .noOtherValue:
      "no other value of the answer's kind can be put in its place everywhere in the passage"
    }
  }
}
