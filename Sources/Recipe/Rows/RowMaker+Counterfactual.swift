import Artifacts
import Questions
import Retrieval

extension RowMaker {
  /// The row once more with another value in its oracle: the answer must follow the passage, not
  /// what the model knows.
  ///
  /// The method is that of Longpre et al. 2021 (entity-based knowledge conflicts): the answer is
  /// replaced by another of its kind wherever it stands.
  func counterfactual(
    _ context: RowContext, shelf: PassageShelf
  ) throws -> FinishedRow {
    let question = redacted(context.question)
    var context = context
    context.assignment.rowClass = .counterfactual
    var passages = try placed(context, shelf)
    var oracles: [ShelvedPassage] = []
    for pick in context.mined.oracles { oracles.append(try shelf.passage(pick.number)) }
    guard
      let value = values.replacement(
        for: question.answer, question: question.question, row: question.id,
        isFree: { value in !passages.contains { $0.text.contains(value) } })
    else { throw RowDefect.noOtherValue }
    let change = ValueChange(from: question.answer, to: value)
    var changed: [String] = []
    for oracle in oracles { changed.append(try change.applied(to: oracle.rendered)) }
    for place in passages.indices where passages[place].member.role == .oracle {
      passages[place].text = try change.applied(to: passages[place].text)
    }
    var quotes = quotes(of: context.question, oracles: oracles)
    for place in quotes.indices { quotes[place].text = try change.applied(to: quotes[place].text) }
    let language = question.language ?? oracles.first?.language
    let row = PlacedRow(
      id: question.id + "-cf", question: question.question, kind: question.kind,
      language: language, assignment: context.assignment,
      draft: answers.quoting(
        quotes, question: question.question, answer: value, language: language, row: question.id),
      oracles: changed, passages: passages,
      change: NativeRow.Change(from: question.answer, to: value))
    var finished = try finished(row, hidden: value)
    if wantsRejected {
      // What the model was taught elsewhere, and the passage no longer says.
      let known = answers.remembering(
        titles: oracles.map(\.title), question: question.question, answer: question.answer,
        language: language, row: question.id)
      finished.rejected = row.target(answers.shape, of: known)
    }
    return finished
  }
}
