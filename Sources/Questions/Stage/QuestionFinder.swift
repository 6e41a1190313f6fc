import Artifacts
import Retrieval
import Templates

/// Finds the questions of a whole index: passage by passage, then those that ask the same or do
/// not lead back to their passage are dropped.
public struct QuestionFinder: Sendable {
  private typealias Proposal = StructuralGenerator.Proposal

  private static let batchPassages = 256

  private let index: Index
  private let options: QuestionOptions
  private let generator: StructuralGenerator

  public init(
    index: Index, options: QuestionOptions, templates: TemplateStore
  ) throws {
    self.index = index
    self.options = options
    generator = try StructuralGenerator(
      options: options, store: templates, usualLanguage: try index.usualLanguage)
  }

  /// Finds all questions, in order of their passages. The outcome does not depend on `threads`.
  @concurrent
  public func find(threads: Int, progress: any ProgressReporter) async throws -> FoundQuestions {
    var found = FoundQuestions()
    found.passages = index.passageCount
    progress.begin(stage: "questions", total: index.passageCount, unit: "passages")
    var proposed: [Proposal] = []
    try await OrderedTasks.run(inFlight: threads <= 1 ? 1 : threads * 2) { queue in
      for batch in try batches() {
        try await queue.submit { Result { try questions(of: batch) } }
      }
    } emit: { (batch: Result<(Int, [Proposal], DropCounts), any Error>) in
      let (passages, proposals, drops) = try batch.get()
      proposed += proposals
      found.drops.merge(drops)
      progress.advance(by: passages)
    }
    let records = distinct(proposed, &found.drops)
    found.records = try returning(records, threads: threads, &found)
    found.passagesWithQuestion = Set(found.records.flatMap(\.oracleChunks)).count
    progress.finish(detail: "\(found.records.count) questions")
    return found
  }

  private func batches() throws(IndexError) -> [ArraySlice<IndexedDocument>] {
    var batches: [ArraySlice<IndexedDocument>] = []
    let documents = try index.documents
    var start = 0
    while start < documents.count {
      var end = start + 1
      var size = documents[start].passages.count
      while end < documents.count, size + documents[end].passages.count <= Self.batchPassages {
        size += documents[end].passages.count
        end += 1
      }
      batches.append(documents[start..<end])
      start = end
    }
    return batches
  }

  private func questions(
    of documents: ArraySlice<IndexedDocument>
  ) throws -> (Int, [Proposal], DropCounts) {
    var proposals: [Proposal] = []
    var drops = DropCounts()
    var count = 0
    for document in documents {
      let passages = try index.passages(in: document.passages)
      let found = generator.questions(of: document, passages: passages)
      proposals += found.proposals
      drops.merge(found.drops)
      count += passages.count
    }
    return (count, proposals, drops)
  }

  /// Of the questions that ask the same in other words the first is kept if all have one answer.
  ///
  /// Where they have several answers each is asked with its place named, where its form has such a
  /// wording; if it is still asked more than once, it does not say enough, and none is kept.
  private func distinct(_ proposals: [Proposal], _ drops: inout DropCounts) -> [QuestionRecord] {
    var records = proposals.map(\.record)
    var keys = proposals.map { Wording.key($0.plain) }
    let ambiguous = ambiguousKeys(records, keys)
    for (index, proposal) in proposals.enumerated() {
      guard let placed = proposal.placedQuestion,
        ambiguous.contains(keys[index])
      else { continue }
      keys[index] = Wording.key(proposal.placedPlain ?? placed)
      records[index].question = placed
      records[index].id = StructuralGenerator.id(
        passage: records[index].oracleChunks[0], question: placed)
    }
    let stillAmbiguous = ambiguousKeys(records, keys)
    var seen: Set<String> = []
    return zip(records, keys).compactMap { record, key in
      if stillAmbiguous.contains(key) {
        drops.add("ambiguousQuestion", example: record.question)
        return nil
      }
      if !seen.insert(key).inserted {
        drops.add("duplicateQuestion", example: record.question)
        return nil
      }
      return record
    }
  }

  /// The keys of questions that have more than one answer.
  private func ambiguousKeys(_ records: [QuestionRecord], _ keys: [String]) -> Set<String> {
    var answers: [String: String] = [:]
    var ambiguous: Set<String> = []
    for (record, key) in zip(records, keys) {
      let answer = Wording.normalised(record.answer)
      if let known = answers[key], known != answer { ambiguous.insert(key) }
      answers[key] = answer
    }
    return ambiguous
  }

  /// The questions that find their own passage again, or one with the same text.
  private func returning(
    _ records: [QuestionRecord], threads: Int, _ found: inout FoundQuestions
  ) throws -> [QuestionRecord] {
    guard options.roundTrip > 0 else { return records }
    let ranks = try RoundTrip(index: index, depth: options.roundTrip).ranks(
      of: records.map { ($0.question, $0.oracleChunks) }, threads: threads)
    var kept: [QuestionRecord] = []
    for (var record, rank) in zip(records, ranks) {
      found.checked += 1
      if let rank, rank <= 10 { found.amongTen += 1 }
      guard let rank, rank <= options.roundTrip else {
        found.drops.add(
          "roundTripFailed",
          example: "\(record.question) does not find its passage among \(options.roundTrip)")
        continue
      }
      record.scores["retrieval_rank"] = Double(rank)
      kept.append(record)
    }
    return kept
  }
}
