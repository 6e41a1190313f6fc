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
  private static let batchPassages = 256

  private let index: Index
  private let options: QuestionOptions
  private let generator: StructuralGenerator

  public init(
    index: Index, options: QuestionOptions, templates: TemplateStore
  ) throws(TemplateError) {
    self.index = index
    self.options = options
    generator = try StructuralGenerator(options: options, store: templates)
  }

  /// Finds all questions, in order of their passages. The outcome does not depend on `threads`.
  @concurrent
  public func find(threads: Int, progress: any ProgressReporter) async throws -> FoundQuestions {
    var found = FoundQuestions()
    found.passages = index.passageCount
    progress.begin(stage: "questions", total: index.passageCount, unit: "passages")
    var proposed: [QuestionRecord] = []
    typealias Batch = Result<(passages: Int, records: [QuestionRecord], drops: DropCounts), any Error>
    try await OrderedTasks.run(inFlight: threads <= 1 ? 1 : threads * 2) { queue in
      for batch in batches() {
        try await queue.submit { Batch { try questions(of: batch) } }
      }
    } emit: { batch in
      let (passages, records, drops) = try batch.get()
      proposed += records
      found.drops.merge(drops)
      progress.advance(by: passages)
    }
    proposed = distinct(proposed, &found.drops)
    found.records = try returning(proposed, threads: threads, &found)
    found.passagesWithQuestion = Set(found.records.flatMap(\.oracleChunks)).count
    progress.finish(detail: "\(found.records.count) questions")
    return found
  }

  private func batches() -> [ArraySlice<IndexedDocument>] {
    var batches: [ArraySlice<IndexedDocument>] = []
    let documents = index.documents
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
  ) throws -> (passages: Int, records: [QuestionRecord], drops: DropCounts) {
    var records: [QuestionRecord] = []
    var drops = DropCounts()
    var count = 0
    for document in documents {
      let passages = try index.passages(in: document.passages)
      let found = generator.questions(of: document, passages: passages)
      records += found.records
      drops.merge(found.drops)
      count += passages.count
    }
    return (count, records, drops)
  }

  /// Of the questions that ask the same in other words the first is kept if all have one answer;
  /// where they have several the question does not say enough, and none is kept.
  private func distinct(_ records: [QuestionRecord], _ drops: inout DropCounts) -> [QuestionRecord] {
    var answers: [String: Set<String>] = [:]
    let keys = records.map { Wording.key($0.question) }
    for (key, record) in zip(keys, records) {
      answers[key, default: []].insert(Wording.normalised(record.answer))
    }
    var seen: Set<String> = []
    return zip(keys, records).compactMap { key, record in
      if (answers[key]?.count ?? 0) > 1 {
        drops.add("ambiguousQuestion", example: record.question)
        return nil
      }
      guard seen.insert(key).inserted else {
        drops.add("duplicateQuestion", example: record.question)
        return nil
      }
      return record
    }
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
