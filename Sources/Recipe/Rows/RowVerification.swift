import Questions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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
  /// What was found out about the passages when they were read, in the order of the row's.
  let known: [KnownText]
  /// Whether passages are as the search has them, some of which may answer as well.
  let mayAnswerElsewhere: Bool

  func check() throws(RowDefect) {
    let texts = row.texts
    guard texts.count == row.passages.count, row.context.title.first?.count == texts.count else {
      throw .wrongOraclePosition
    }
    let positions = Set(row.oraclePositions)
    guard positions.count == (row.rowClass.holdsOracle ? oracles.count : 0),
      positions.allSatisfy({ texts.indices.contains($0) })
    else { throw .wrongOraclePosition }
    for (index, text) in texts.enumerated() {
      let isOracle = positions.contains(index)
      guard isOracle == (row.passages[index].role == .oracle) else { throw .wrongOraclePosition }
      let isOracleText = oracles.contains { SameBytes.areIn($0, text) }
      guard isOracle || !isOracleText else { throw .distractorRepeats }
      guard !isOracle || isOracleText else { throw .wrongOraclePosition }
      guard !texts[..<index].contains(where: { SameBytes.areIn($0, text) }) else {
        throw .distractorRepeats
      }
    }
    try checkMarks()
    if !mayAnswerElsewhere {
      let answer = NormalizedText(hidden)
      for index in texts.indices where !positions.contains(index) {
        guard !normalized(index).contains(answer) else { throw .distractorAnswers }
      }
    }
    try checkQuotes(oracles.map { Array($0.utf8) })
  }

  private func checkMarks() throws(RowDefect) {
    guard !ReservedMarks.areIn(question: row.question),
      !ReservedMarks.areIn(question: row.answer)
    else { throw .reservedMarks }
    for index in row.texts.indices where !isKnown(index) || known[index].hasReservedMarks {
      if ReservedMarks.areIn(passage: row.texts[index]) { throw .reservedMarks }
    }
    guard row.rowClass.holdsOracle || !oracles.contains(where: ReservedMarks.areIn(passage:)) else {
      throw .reservedMarks
    }
  }

  /// Whether the row's text is the one that was looked at when it was read.
  private func isKnown(_ index: Int) -> Bool {
    known.indices.contains(index) && SameBytes.areIn(known[index].text, row.texts[index])
  }

  private func normalized(_ index: Int) -> NormalizedText {
    isKnown(index) ? known[index].normalized : NormalizedText(row.texts[index])
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

/// A text with what was found out about it.
struct KnownText {
  var text: String
  var normalized: NormalizedText
  var hasReservedMarks: Bool
}

/// Whether two strings are the same bytes; `==` takes canonically equivalent ones for the same.
enum SameBytes {
  static func areIn(_ first: String, _ second: String) -> Bool {
    guard first.utf8.count == second.utf8.count else { return false }
    var (first, second) = (first, second)
    return first.withUTF8 { first in
      second.withUTF8 { second in
        guard let one = first.baseAddress, let other = second.baseAddress else { return true }
        return memcmp(one, other, first.count) == 0
      }
    }
  }
}
