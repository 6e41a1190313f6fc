import Documents
import Retrieval

/// A pair on its way through the checks: its quotes are found, all else is still open.
struct CandidatePair: Sendable {
  var question: String
  var answer: String
  /// The way to the answer, its quotes rewritten to the bytes of their passages; nil for none.
  var reasoning: String?
  var material: Material
  /// Where the quotes stand; at least one.
  var evidence: [QuestionRecord.Evidence]
  /// `factual`, `how_to`, …; nil for pairs of people.
  var type: String?
  var kind: String
  /// What the pair has been given so far, by name.
  var scores: [String: Double] = [:]
  /// For pairs of people: the file and line, and the id that the file gives.
  var source: (place: String, id: String?)?

  var passageIDs: [Int] { material.pieces.map(\.passage.id) }

  /// The quotes, copied from the passages.
  var evidenceTexts: [String] {
    evidence.compactMap { piece in
      material.pieces.first { $0.passage.id == piece.chunk }.map { piece.text(in: $0.passage) }
    }
  }

  /// The line of `questions.jsonl`.
  ///
  /// - Parameter id: nil for one made of passage and question.
  func record(id: String? = nil, by generator: QuestionRecord.Generator) -> QuestionRecord {
    QuestionRecord(
      id: id ?? StructuralGenerator.id(passage: passageIDs[0], question: question),
      question: question, answer: answer, reasoning: reasoning, oracleChunks: passageIDs,
      evidence: evidence, kind: kind, type: type,
      language: material.language.isEmpty ? nil : material.language, generator: generator,
      scores: scores)
  }

  /// The sentences that the quotes stand in; where there are none, the quotes.
  var evidenceSentences: [String] {
    material.pieces.flatMap { piece -> [String] in
      let quotes = evidence.filter { $0.chunk == piece.passage.id }.map { $0.start..<$0.end }
      if quotes.isEmpty { return [] }
      let sentences = piece.passage.spans
        .flatMap { Sentences.ranges(in: Array(piece.passage.text.utf8), $0.range) }
        .filter { sentence in quotes.contains { $0.overlaps(sentence) } }
      return (sentences + quotes).map { piece.passage.text(at: $0) }
    }
  }
}

/// A pair, or a part of one, that was dropped: a line of the ledger.
public struct DroppedPair: Sendable, Hashable {
  /// The name of the check that dropped it.
  public var reason: String
  /// What the check saw, as a sentence.
  public var detail: String
  public var question: String?
  public var answer: String?
  /// The passages that it was made from.
  public var passages: [Int]

  public init(
    reason: String, detail: String, question: String? = nil, answer: String? = nil, passages: [Int]
  ) {
    self.reason = reason
    self.detail = detail
    self.question = question
    self.answer = answer
    self.passages = passages
  }

  /// The passages in words; nil where none was found.
  var place: String? {
    passages.isEmpty
      ? nil : "passage " + passages.map(String.init).joined(separator: " and ")
  }

  init(_ verdict: Verdict, _ pair: CandidatePair) {
    self.init(
      reason: verdict.reason,
      detail: (pair.source.map { $0.place + ": " } ?? "") + verdict.detail, question: pair.question,
      answer: pair.answer,
      passages: pair.passageIDs)
  }
}

/// Why a check drops a pair.
struct Verdict: Sendable, Hashable {
  var reason: String
  var detail: String

  init(_ reason: String, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }
}
