import Documents

/// By what rows are put in order, the most doubtful first.
public enum RowConcern: String, Sendable, CaseIterable {
  /// The share of the short answer's words that stand in the quotes: the least first.
  case quoteOverlap = "quote-overlap"
  /// The share of the question's words that stand in the oracle: the least first.
  case questionOverlap = "question-overlap"
  /// The share of the short answer's words that stand in one distractor: the most first.
  case distractorOverlap = "distractor-overlap"
  /// The best distractor's score by the oracle's: the most first.
  case distractorScore = "distractor-score"
  /// Estimated tokens of the answer.
  case answerLength = "answer-length"
  /// Estimated tokens of prompt and answer.
  case tokens

  /// What the figure is.
  public var meaning: String {
    switch self {
    case .quoteOverlap: "share of the answer's words that stand in its quotes, the least first"
    case .questionOverlap: "share of the question's words that stand in the oracle, the least first"
    case .distractorOverlap:
      "share of the answer's words that stand in one distractor, the most first"
    case .distractorScore: "the best distractor's score by the oracle's, the most first"
    case .answerLength: "estimated tokens of the answer, the most first"
    case .tokens: "estimated tokens of prompt and answer, the most first"
    }
  }

  var leastFirst: Bool { self == .quoteOverlap || self == .questionOverlap }

  /// Nil for rows that it says nothing of.
  func value(of row: RowRecord) -> Double? {
    switch self {
    case .quoteOverlap:
      guard let answer = row.answer, let full = row.reasoning else { return nil }
      let quotes = AnswerParts.quotes(in: full).map(\.text)
      return quotes.isEmpty
        ? nil : WordCover.share(of: answer, in: quotes.joined(separator: " "))
    case .questionOverlap:
      guard let question = row.question, let oracle = row.oracleContext, !oracle.isEmpty else {
        return nil
      }
      return WordCover.share(of: question, in: oracle)
    case .distractorOverlap:
      guard row.tellsOracle, let answer = row.answer, row.rowClass != "abstain" else { return nil }
      return row.passages.filter { !$0.isOracle }
        .map { WordCover.share(of: answer, in: $0.text) }.max()
    case .distractorScore:
      guard let oracle = row.passages.first(where: { $0.isOracle && ($0.score ?? 0) > 0 })?.score
      else { return nil }
      return row.passages.filter { !$0.isOracle }.compactMap(\.score).max().map { $0 / oracle }
    case .answerLength: return row.fullAnswer.map { Double(TokenEstimate.count($0)) }
    case .tokens:
      return Double(
        TokenEstimate.count(row.prompt ?? row.text ?? "")
          + TokenEstimate.count(row.fullAnswer ?? ""))
    }
  }

  /// The figure as people read it.
  func text(_ value: Double) -> String {
    self == .answerLength || self == .tokens
      ? Figures.grouped(Int(value)) : Figures.fixed(value, places: 3)
  }
}
