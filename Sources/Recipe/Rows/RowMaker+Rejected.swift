import Questions
import Retrieval

extension RowMaker {
  /// An answer that is worse than the row's: what a model tends to say instead.
  ///
  /// Where it should decline, the answer that the passages do not bear out. Else a sentence of the
  /// hardest distractor that shares words with the question, quoted as if it answered; nil where no
  /// distractor has one.
  func rejected(
    _ row: PlacedRow, _ question: QuestionRecord, quotes: [AnswerWriter.Quote]
  ) -> String? {
    if row.assignment.rowClass == .abstain {
      let draft = answers.quoting(
        quotes, question: question.question, answer: question.answer, language: row.language,
        row: row.id)
      return row.target(answers.shape, of: draft)
    }
    let distractors = row.passages.filter { $0.member.role == .distractor }.sorted {
      ($0.member.pick.rank ?? .max) < ($1.member.pick.rank ?? .max)
    }
    for distractor in distractors {
      let text = distractor.shelved.passage.text
      guard
        let range = SupportingSentence.range(in: text, question: question.question, answer: "")
      else { continue }
      var bytes = Array(text.utf8)[range]
      while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
      let sentence = redaction.applied(to: String(decoding: bytes, as: UTF8.self))
      guard !ReservedMarks.areIn(question: sentence) else { continue }
      let draft = answers.quoting(
        [AnswerWriter.Quote(text: sentence, title: distractor.shelved.title)],
        question: question.question, answer: sentence, language: row.language, row: row.id)
      return row.target(answers.shape, of: draft)
    }
    return nil
  }
}
