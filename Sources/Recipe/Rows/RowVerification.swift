import Questions

/// Looks at a finished row as a reader will see it, before it is written.
///
/// Checks the row's own text, not what it was made from, so that a mistake on the way shows.
struct RowVerification {
  let row: NativeRow
  /// The answer before it had a shape: quotes are looked up in it.
  let draft: AnswerWriter.Draft
  let style: AnswerStyle
  /// The oracles as the model would see them.
  let oracles: [String]
  /// What no distractor may hold: the answer, also where the row declines to give it.
  let hidden: String
  /// The passages as they were read and normalized, in the order of the row's.
  let known: [(text: String, normalized: NormalizedText)]
  /// Whether passages are as the search has them, some of which may answer as well.
  let mayAnswerElsewhere: Bool

  func check() throws(RowDefect) {
    let texts = row.texts.map { Array($0.utf8) }
    let oracleBytes = oracles.map { Array($0.utf8) }
    guard texts.count == row.passages.count, row.context.title.first?.count == texts.count else {
      throw .wrongOraclePosition
    }
    let positions = Set(row.oraclePositions)
    guard positions.count == (row.rowClass.holdsOracle ? oracles.count : 0) else {
      throw .wrongOraclePosition
    }
    for (index, text) in texts.enumerated() {
      let isOracle = positions.contains(index)
      guard isOracle == (row.passages[index].role == .oracle) else { throw .wrongOraclePosition }
      guard isOracle || !oracleBytes.contains(text) else { throw .distractorRepeats }
      guard !isOracle || oracleBytes.contains(text) else { throw .wrongOraclePosition }
    }
    guard positions.allSatisfy({ texts.indices.contains($0) }) else { throw .wrongOraclePosition }
    for (index, text) in texts.enumerated() {
      guard !texts[..<index].contains(text) else { throw .distractorRepeats }
    }
    guard !ReservedMarks.areIn(question: row.question),
      !ReservedMarks.areIn(question: row.answer),
      !row.texts.contains(where: ReservedMarks.areIn(passage:)),
      !oracles.contains(where: ReservedMarks.areIn(passage:))
    else { throw .reservedMarks }
    if !mayAnswerElsewhere {
      let answer = NormalizedText(hidden)
      for index in texts.indices where !positions.contains(index) {
        guard !normalized(texts[index], at: index).contains(answer) else {
          throw .distractorAnswers
        }
      }
    }
    try checkQuotes(oracleBytes)
  }

  /// The normalized form that is known, where the row's text is what it was made of.
  private func normalized(_ text: [UInt8], at index: Int) -> NormalizedText {
    guard known.indices.contains(index), Array(known[index].text.utf8) == text else {
      return NormalizedText(String(decoding: text, as: UTF8.self))
    }
    return known[index].normalized
  }

  private func checkQuotes(_ oracles: [[UInt8]]) throws(RowDefect) {
    // In styles that keep the marks, what is written counts, not what it was written from.
    let text = style.keepsMarks ? row.cotAnswer : draft.reasoning
    guard let quotes = Quotation.quotes(in: text) else { throw .quoteMarksUnbalanced }
    for quote in quotes {
      let quoted = Array(quote.utf8)
      guard oracles.contains(where: { ByteSearch.first(quoted, in: $0) != nil }) else {
        throw .quoteNotVerbatim(quote)
      }
    }
  }
}
