import Retrieval

/// A row whose passages have their order and whose answer has no shape yet.
struct PlacedRow {
  var id: String
  var question: String
  var kind: String
  var language: String?
  var assignment: SplitPlan.Assignment
  var draft: AnswerWriter.Draft
  /// The oracles as the model sees them, or would.
  var oracles: [String]
  var passages: [RowMaker.Placed]
  /// What was changed in the oracle; nil where it is as the corpus has it.
  var change: NativeRow.Change?

  /// What the model is given.
  var instruction: String {
    NativeRow.instruction(texts: passages.map(\.text), question: question)
  }

  /// What the model is to write.
  func target(_ shape: AnswerShape) -> String {
    target(shape, of: draft)
  }

  /// Some other draft in the same shape.
  func target(_ shape: AnswerShape, of draft: AnswerWriter.Draft) -> String {
    shape.text(reasoning: draft.reasoning, answer: draft.answer, language: language) { quote in
      passages.firstIndex { $0.text.utf8.count >= quote.utf8.count && $0.text.contains(quote) }
        .map { $0 + 1 }
    }
  }

  /// The place of the distractor that is the easiest to tell: one without a rank, the last of them,
  /// else the one of the lowest rank.
  var easiestDistractor: Int? {
    passages.indices.filter { passages[$0].member.role == .distractor }.max {
      (passages[$0].member.pick.rank ?? .max, $0) < (passages[$1].member.pick.rank ?? .max, $1)
    }
  }

  func native(target: String) -> NativeRow {
    NativeRow(
      id: id, type: "general", question: question,
      context: NativeRow.Context(
        title: [passages.map(\.shelved.title)], sentences: [passages.map(\.text)]),
      oracleContext: oracles.joined(separator: "\n\n"), cotAnswer: target,
      instruction: instruction, answer: draft.answer, rowClass: assignment.rowClass,
      oraclePositions: passages.indices.filter { passages[$0].member.role == .oracle },
      passages: passages.map { placed in
        NativeRow.Passage(
          chunk: placed.shelved.passage.id, document: placed.shelved.uri,
          title: placed.shelved.title, role: placed.member.role, rank: placed.member.pick.rank,
          score: placed.member.pick.score, source: placed.member.pick.source)
      }, split: assignment.split, kind: kind, language: language, change: change)
  }
}
