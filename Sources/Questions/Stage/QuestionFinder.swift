import Artifacts
import Retrieval
import Templates

/// What the question stage found, and what it left out and why.
public struct FoundQuestions: Sendable {
  public var records: [QuestionRecord] = []
  public var drops = DropCounts()
  /// The passages of the index, and those of them that have a question.
  public var passages = 0
  public var passagesWithQuestion = 0
  /// Before the round trip: how many questions were checked, and how many found their own passage
  /// among the first ten.
  public var checked = 0
  public var amongTen = 0

  /// Questions of each kind that were kept.
  public var kinds: [(kind: String, count: Int)] {
    Dictionary(grouping: records, by: \.kind).map { ($0.key, $0.value.count) }
      .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
  }
}

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
      options: options, store: templates, usualLanguage: try Self.usualLanguage(of: index))
  }

  /// The language of most passages; English where no document tells its own.
  private static func usualLanguage(of index: Index) throws(IndexError) -> String {
    var passages: [String: Int] = [:]
    for document in try index.documents {
      guard let language = document.language, !language.isEmpty else { continue }
      passages[language, default: 0] += document.passages.count
    }
    return passages.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "en"
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
    let hits = try index.searchBatch(
      records.map(\.question), top: max(10, options.roundTrip), threads: threads)
    var kept: [QuestionRecord] = []
    for (var record, hits) in zip(records, hits) {
      let rank = try rank(of: record, in: hits)
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

  private func rank(of record: QuestionRecord, in hits: [Hit]) throws -> Int? {
    if let place = hits.firstIndex(where: { record.oracleChunks.contains($0.id) }) {
      return place + 1
    }
    guard let oracle = record.oracleChunks.first, let number = try index.number(ofPassage: oracle)
    else { return nil }
    let digest = try index.digest(ofPassage: number)
    return try hits.firstIndex { try index.digest(ofPassage: $0.number) == digest }.map { $0 + 1 }
  }
}
