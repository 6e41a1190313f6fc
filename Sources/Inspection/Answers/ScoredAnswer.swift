import Questions

/// What a row expects, and what a prediction for it is worth.
public struct ScoredAnswer: Sendable {
  public let id: String
  public let rowClass: String
  public let kind: String?
  /// Where the first oracle stands, from 0; nil where the row holds none.
  public let oraclePosition: Int?
  /// Nil where a measure says nothing of the row.
  public private(set) var values: [AnswerMeasure: Double] = [:]
  public let latency: Double?
  /// Whether there is a prediction that says anything.
  public let isAnswered: Bool

  /// How much of an answer's words one passage must have to support it.
  static let support = 0.6

  /// - Parameter row: as it was to be answered, its passages read from the prompt where they stand
  ///   there alone.
  init(row: RowRecord, id: String, prediction: Prediction?) {
    self.id = id
    rowClass = row.rowClass ?? (row.holdsOracle ? "oracle" : row.tellsOracle ? "no oracle" : "any")
    kind = row.kind
    oraclePosition = row.oraclePositions.min()
    latency = prediction?.latency
    isAnswered = prediction?.text.contains { !$0.isWhitespace } == true
    let said = AnswerParts(prediction?.text ?? "", answersLast: row.answersLast)
    score(row, said)
  }

  private mutating func score(_ row: RowRecord, _ said: AnswerParts) {
    let shouldAbstain = row.rowClass == "abstain"
    let golds = row.goldAnswers
    let f1 = golds.map { SQuADText.f1(said.answer, $0) }.max()
    // An answer may be about what something cannot answer.
    let isRight = !shouldAbstain && (f1 ?? 0) >= 0.5
    // A row that declines in words of its own is declined in them, too.
    let isOwnDecline =
      shouldAbstain && golds.contains { SQuADText.exactMatch(said.answer, $0) == 1 }
    let abstains = isAnswered && !isRight && (isOwnDecline || Abstention.shows(in: said.answer))
    if isAnswered { values[.abstained] = abstains ? 1 : 0 }
    if shouldAbstain { values[.abstentionRecall] = abstains ? 1 : 0 }
    if abstains { values[.abstentionPrecision] = shouldAbstain ? 1 : 0 }
    if shouldAbstain {
      // There are many ways to say so, and none is the right one.
      (values[.exactMatch], values[.f1]) = (abstains ? 1 : 0, abstains ? 1 : 0)
    } else if !golds.isEmpty {
      values[.exactMatch] = golds.map { SQuADText.exactMatch(said.answer, $0) }.max()
      values[.f1] = f1
    }
    // Who says nothing is neither distracted nor inventing; the lack is told beside the means.
    if isAnswered { ground(row, said, abstains: abstains) }
  }

  mutating func forgetAbstentionPrecision() { values[.abstentionPrecision] = nil }

  private mutating func ground(_ row: RowRecord, _ said: AnswerParts, abstains: Bool) {
    guard !row.passages.isEmpty else { return }
    let texts = row.passages.map { Array($0.text.utf8) }
    let places = { (quote: String) in
      let bytes = Array(quote.utf8)
      return texts.indices.filter { ByteSearch.first(bytes, in: texts[$0]) != nil }
    }
    ground(row, said, abstains: abstains, texts: texts.count, quoted: Self.quoted(said, places))
  }

  /// Where each quote stands: numbers of passages. Without marks of its own, what an answer has in
  /// quotation marks is a quote where a passage says it.
  private static func quoted(_ said: AnswerParts, _ places: (String) -> [Int]) -> [[Int]] {
    if !said.quotes.isEmpty { return said.quotes.map { places($0.text) } }
    return AnswerParts.stretches(in: said.reasoning + "\n" + said.answer).map(places)
      .filter { !$0.isEmpty }
  }

  private mutating func ground(
    _ row: RowRecord, _ said: AnswerParts, abstains: Bool, texts: Int, quoted places: [[Int]]
  ) {
    if !places.isEmpty {
      values[.quotePrecision] =
        Double(places.count { !$0.isEmpty }) / Double(places.count)
    }
    // A quote that several passages have is from the oracle where that is one of them.
    let oracles = Set(row.oraclePositions)
    var cited = Set(said.citations.map { $0 - 1 }.filter((0..<texts).contains))
    for place in places {
      if let oracle = place.first(where: oracles.contains) {
        cited.insert(oracle)
      } else if let first = place.first {
        cited.insert(first)
      }
    }
    if row.tellsOracle {
      if !oracles.isEmpty { values[.oracleCitation] = cited.isDisjoint(with: oracles) ? 0 : 1 }
      values[.distractorGrounded] =
        isDistracted(row, said, cited: cited, abstains: abstains) ? 1 : 0
    }
    let isQuoted = places.contains { !$0.isEmpty }
    values[.hallucination] = abstains || isQuoted || isSupported(row, said.answer) ? 0 : 1
  }

  /// Whether the answer rests on a distractor and on no oracle.
  private func isDistracted(
    _ row: RowRecord, _ said: AnswerParts, cited: Set<Int>, abstains: Bool
  ) -> Bool {
    let oracles = Set(row.oraclePositions)
    if !cited.isEmpty { return cited.isDisjoint(with: oracles) }
    guard !abstains, values[.f1] ?? 0 < 0.5 else { return false }
    let answer = NormalizedText(said.answer).withoutFinalPunctuation
    let holds = { (index: Int) in NormalizedText(row.passages[index].text).contains(answer) }
    let others = row.passages.indices.filter { !oracles.contains($0) }
    return !answer.isEmpty && others.contains(where: holds) && !oracles.contains(where: holds)
      && !NormalizedText(row.oracleContext ?? "").contains(answer)
  }

  /// Whether one passage, the oracle that is to be remembered, or the right answer has most words
  /// of an answer. Where a row is to be declined nothing is to be remembered.
  private func isSupported(_ row: RowRecord, _ answer: String) -> Bool {
    var sources = row.passages.map(\.text)
    if row.rowClass != "abstain" { sources += [row.oracleContext ?? ""] + row.goldAnswers }
    return sources.contains { !$0.isEmpty && WordCover.share(of: answer, in: $0) >= Self.support }
  }
}

extension RowRecord {
  /// Whether the row's full answer is paragraphs of reasoning, then its short answer, without a mark
  /// between them.
  var answersLast: Bool {
    guard let answer, let reasoning, answer != reasoning,
      reasoning[...].range(ofFirst: "\n\n") != nil
    else { return false }
    let parts = AnswerParts(reasoning, answersLast: true)
    let last = answer.split(separator: "\n\n").last.map(String.init) ?? answer
    return AnswerParts(reasoning).reasoning.isEmpty && !parts.reasoning.isEmpty
      && parts.answer == AnswerParts(last).answer
  }

  /// The answers that are right: the short ones, else what the full answer comes down to.
  var goldAnswers: [String] {
    let short = (answer.map { [$0] } ?? []) + answers
    if !short.isEmpty { return short }
    return fullAnswer.map { [AnswerParts($0).answer] } ?? []
  }
}
