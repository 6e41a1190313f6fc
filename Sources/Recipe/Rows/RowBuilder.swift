import Artifacts
import Questions
import Retrieval

/// Makes a row of a question, its passages and its place in the plan.
struct RowBuilder: Sendable {
  private let hash: SeededHash
  private let answers: AnswerTemplates

  init(hash: SeededHash, answers: AnswerTemplates) {
    self.hash = hash
    self.answers = answers
  }

  /// The row, verified; positions are recorded as the passages are laid out.
  func row(
    _ question: QuestionRecord, mined: MinedQuestion, assignment: SplitPlan.Assignment,
    shelf: inout PassageShelf
  ) throws -> NativeRow {
    var oracles: [ShelvedPassage] = []
    for pick in mined.oracles { oracles.append(try shelf.passage(pick.number)) }
    let present = assignment.rowClass == .oracle ? mined.oracles : []
    let members =
      present.map { (pick: $0, role: NativeRow.Role.oracle) }
      + mined.distractors.map { (pick: $0, role: NativeRow.Role.distractor) }
    var draw = hash.sequence("positions", question.id)
    var titles: [String] = []
    var texts: [String] = []
    var passages: [NativeRow.Passage] = []
    var positions: [Int] = []
    for member in draw.shuffled(members) {
      let shelved = try shelf.passage(member.pick.number)
      if member.role == .oracle { positions.append(passages.count) }
      titles.append(shelved.title)
      texts.append(shelved.rendered)
      passages.append(
        NativeRow.Passage(
          chunk: shelved.passage.id, document: shelved.uri, title: shelved.title,
          role: member.role, rank: member.pick.rank, score: member.pick.score))
    }
    let language = question.language ?? oracles.first?.language
    let row = NativeRow(
      id: question.id, type: "general", question: question.question,
      context: NativeRow.Context(title: [titles], sentences: [texts]),
      oracleContext: oracles.map(\.rendered).joined(separator: "\n\n"),
      cotAnswer: try reasonedAnswer(question, oracles: oracles, language: language),
      instruction: NativeRow.instruction(texts: texts, question: question.question),
      answer: question.answer, rowClass: assignment.rowClass, oraclePositions: positions,
      passages: passages, split: assignment.split, kind: question.kind, language: language)
    try RowVerification(row: row, oracles: oracles.map(\.rendered)).check()
    return row
  }

  /// The question's own reasoning where it came with one that quotes; else a template's wording.
  private func reasonedAnswer(
    _ question: QuestionRecord, oracles: [ShelvedPassage], language: String?
  ) throws(RowDefect) -> String {
    if let reasoning = question.reasoning, Quotation.quotes(in: reasoning)?.isEmpty != true {
      guard !ReservedMarks.areIn(reasoning: reasoning) else { throw .reservedMarks }
      return "##Reason: \(reasoning)\n##Answer: \(question.answer)"
    }
    return answers.render(
      question: question.question, answer: question.answer,
      quotes: quotes(of: question, oracles: oracles), language: language, row: question.id,
      hash: hash)
  }

  private func quotes(
    of question: QuestionRecord, oracles: [ShelvedPassage]
  ) -> [AnswerTemplates.Quote] {
    question.evidence.compactMap { piece in
      oracles.first { $0.passage.id == piece.chunk }.map {
        AnswerTemplates.Quote(text: piece.text(in: $0.passage), title: $0.title)
      }
    }
  }
}
