import Artifacts
import Documents
import Questions
import Retrieval

/// Makes a row of a question, its passages and its place in the plan.
struct RowMaker: Sendable {
  let options: DatasetOptions
  let hash: SeededHash
  let answers: AnswerWriter
  let counter: TokenCounter
  /// Whether rows get an answer to prefer theirs to.
  let wantsRejected: Bool
  let redaction: Redaction
  /// What values are changed into.
  let values: ReplacementValues

  /// A passage in its place.
  struct Placed {
    var member: RowContext.Member
    var shelved: ShelvedPassage
    /// What the model sees of it.
    var text: String
    /// The same as texts are compared, but for what a counterfactual changes.
    var normalized: NormalizedText
  }

  /// The row, verified; positions are recorded as the passages are laid out.
  func row(
    _ context: RowContext, shelf: PassageShelf, shortages: inout DropCounts
  ) throws -> FinishedRow {
    var oracles: [ShelvedPassage] = []
    for pick in context.mined.oracles { oracles.append(try shelf.passage(pick.number)) }
    let question = redacted(context.question)
    let quotes = quotes(of: context.question, oracles: oracles)
    let language = question.language ?? oracles.first?.language
    let draft = try draft(
      question, context.assignment.rowClass, quotes: quotes, oracles: oracles, language: language)
    var row = PlacedRow(
      id: question.id, question: question.question, kind: question.kind, language: language,
      assignment: context.assignment, draft: draft,
      oracles: oracles.map(\.rendered), passages: try placed(context, shelf))
    let before = row.passages.count
    try fit(&row)
    if row.passages.count < before {
      shortages.add(
        "overBudget",
        example: "\(question.id): \(before - row.passages.count) of \(before) passages left out")
    }
    var finished = try finished(
      row, hidden: question.answer, answersElsewhere: context.mined.isAnsweredElsewhere)
    if wantsRejected { finished.rejected = rejected(row, question, quotes: quotes) }
    return finished
  }

  /// The passages in the order in which the model sees them.
  func placed(_ context: RowContext, _ shelf: PassageShelf) throws -> [Placed] {
    let members = context.members(options)
    let ordered: [RowContext.Member]
    if options.context == .asRetrieved {
      ordered = members.sorted { ($0.pick.rank ?? .max) < ($1.pick.rank ?? .max) }
    } else {
      var draw = hash.sequence("positions", context.question.id)
      ordered = draw.shuffled(members)
    }
    return try ordered.map {
      let shelved = try shelf.passage($0.pick.number)
      return Placed(
        member: $0, shelved: shelved, text: shelved.rendered,
        normalized: try shelf.normalized($0.pick.number))
    }
  }

  /// What the row's class has the model say.
  private func draft(
    _ question: QuestionRecord, _ rowClass: RowClass, quotes: [AnswerWriter.Quote],
    oracles: [ShelvedPassage], language: String?
  ) throws(RowDefect) -> AnswerWriter.Draft {
    if rowClass == .abstain {
      return answers.declining(
        question: question.question, language: language, row: question.id)
    }
    if rowClass == .memorize, options.stripQuotes {
      return answers.remembering(
        titles: oracles.map(\.title), question: question.question, answer: question.answer,
        language: language, row: question.id)
    }
    // The question's own reasoning where it came with one that quotes; else a template's wording.
    if let reasoning = question.reasoning, Quotation.quotes(in: reasoning)?.isEmpty != true {
      guard !ReservedMarks.areIn(reasoning: reasoning) else { throw .reservedMarks }
      return AnswerWriter.Draft(reasoning: reasoning, answer: question.answer)
    }
    return answers.quoting(
      quotes, question: question.question, answer: question.answer, language: language,
      row: question.id)
  }

  /// What supports the answer, as rows show it.
  func quotes(
    of question: QuestionRecord, oracles: [ShelvedPassage]
  ) -> [AnswerWriter.Quote] {
    question.evidence.compactMap { piece in
      oracles.first { $0.passage.id == piece.chunk }.map {
        AnswerWriter.Quote(
          text: redaction.applied(to: piece.text(in: $0.passage)), title: $0.title)
      }
    }
  }

  func redacted(_ question: QuestionRecord) -> QuestionRecord {
    var result = question
    result.question = redaction.applied(to: question.question)
    result.answer = redaction.applied(to: question.answer)
    result.reasoning = question.reasoning.map(redaction.applied(to:))
    return result
  }

  /// Leaves out distractors, the easiest first, until the row fits its budget.
  private func fit(_ row: inout PlacedRow) throws(RowDefect) {
    guard options.maxTokens > 0 else { return }
    while true {
      let tokens =
        counter.count(options.system) + counter.count(row.instruction)
        + counter.count(row.target(answers.shape))
      if tokens <= options.maxTokens { break }
      guard let easiest = row.easiestDistractor else {
        throw .overBudget(tokens: tokens, limit: options.maxTokens)
      }
      row.passages.remove(at: easiest)
    }
    if row.passages.isEmpty, row.assignment.rowClass == .abstain {
      throw .overBudget(tokens: options.maxTokens, limit: options.maxTokens)
    }
  }

  /// The row in its final form, looked at once more.
  ///
  /// - Parameter hidden: what no distractor may hold.
  func finished(
    _ row: PlacedRow, hidden: String, answersElsewhere: Bool = false
  ) throws(RowDefect) -> FinishedRow {
    let native = row.native(target: row.target(answers.shape))
    try RowVerification(
      row: native, draft: row.draft, style: options.answerStyle, oracles: row.oracles,
      hidden: hidden,
      known: row.passages.map {
        KnownText(
          text: $0.shelved.rendered, normalized: $0.normalized,
          hasReservedMarks: $0.shelved.hasReservedMarks)
      },
      mayAnswerElsewhere: answersElsewhere
    ).check()
    return FinishedRow(native: native, system: options.system)
  }
}
