import Questions

/// Looks at a finished row as a reader will see it, before it is written.
///
/// Checks the row's own text, not what it was made from, so that a mistake on the way shows.
struct RowVerification {
  let row: NativeRow
  /// The oracles as the model would see them.
  let oracles: [String]

  func check() throws(RowDefect) {
    let texts = row.texts.map { Array($0.utf8) }
    let oracleBytes = oracles.map { Array($0.utf8) }
    guard texts.count == row.passages.count, row.context.title.first?.count == texts.count else {
      throw .wrongOraclePosition
    }
    let positions = Set(row.oraclePositions)
    guard positions.count == (row.rowClass == .oracle ? oracles.count : 0) else {
      throw .wrongOraclePosition
    }
    for (index, text) in texts.enumerated() {
      let isOracle = positions.contains(index)
      guard isOracle == (row.passages[index].role == .oracle) else { throw .wrongOraclePosition }
      guard isOracle || !oracleBytes.contains(text) else { throw .distractorRepeats }
      guard !isOracle || oracleBytes.contains(text) else { throw .wrongOraclePosition }
    }
    guard positions.allSatisfy({ texts.indices.contains($0) }) else { throw .wrongOraclePosition }
    guard Set(texts).count == texts.count else { throw .distractorRepeats }
    guard !ReservedMarks.areIn(question: row.question),
      !ReservedMarks.areIn(question: row.answer),
      !row.texts.contains(where: ReservedMarks.areIn(passage:)),
      !oracles.contains(where: ReservedMarks.areIn(passage:))
    else { throw .reservedMarks }
    let answer = NormalizedText(row.answer)
    for index in texts.indices where !positions.contains(index) {
      guard !NormalizedText(row.texts[index]).contains(answer) else { throw .distractorAnswers }
    }
    guard let quotes = Quotation.quotes(in: row.cotAnswer) else { throw .quoteMarksUnbalanced }
    for quote in quotes {
      let quoted = Array(quote.utf8)
      guard oracleBytes.contains(where: { ByteSearch.first(quoted, in: $0) != nil }) else {
        throw .quoteNotVerbatim(quote)
      }
    }
  }
}
