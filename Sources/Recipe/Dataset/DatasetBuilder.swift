import Artifacts
import Questions
import Retrieval
import Templates

/// Makes a dataset of questions and an index: mines distractors, plans splits and classes, writes.
///
///     let builder = try DatasetBuilder(options: options, templates: templates, version: "0.1.0")
///     let summary = try await builder.run(
///       index: index, questionsPath: "questions.jsonl", output: "dataset", threads: 2,
///       progress: SilentProgress())
///
/// Questions are gone through twice. The first time finds each one's passages, so that all drops are
/// known when quotas are filled; the second renders, verifies and writes rows in the order of the
/// questions. Memory holds the questions and a few numbers for each; passages and rows go by in
/// batches. The output does not depend on the number of threads.
public struct DatasetBuilder: Sendable {
  public let options: DatasetOptions
  /// The version of Raftwright that the manifest names.
  public let version: String
  private let answers: AnswerTemplates
  private let formats: [any RowFormat]
  private static let batch = 64

  /// Throws a `DatasetError` or a `TemplateError`, both sentences.
  public init(options: DatasetOptions, templates: TemplateStore, version: String) throws {
    try options.validate()
    self.options = options
    self.version = version
    answers = try AnswerTemplates(style: "raft", store: templates)
    // The native format is always written, first, and every format once.
    formats = RowFormats.all.filter {
      $0.name == "raft" || options.formats.contains($0.name)
    }
  }

  /// Every file that a dataset in a folder can have.
  public static func files(in folder: String) -> [String] {
    let rows = RowFormats.all.flatMap { format in
      Split.allCases.map { $0.rawValue + format.suffix }
    }
    return (rows + ["manifest.json", "README.md"]).map { folder + "/" + $0 }
  }

  /// Writes the dataset into the folder `output`, which is made where it is missing.
  @concurrent
  public func run(
    index: Index, questionsPath: String, output: String, threads: Int,
    progress: any ProgressReporter
  ) async throws -> DatasetSummary {
    let folder = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    var summary = DatasetSummary(folder: folder)
    let (questions, drops) = try QuestionFile.read(questionsPath, index: index)
    summary.drops = drops
    guard !questions.isEmpty else {
      throw DatasetError(
        .noQuestions(
          path: questionsPath, dropped: drops.total,
          example: drops.sorted.first?.entry.examples.first))
    }
    summary.questions = questions.count
    for question in questions { summary.questionsByKind[question.kind, default: 0] += 1 }

    let mined = try await mine(questions, index: index, threads, progress, &summary)
    let plan = try plan(mined, index: index)
    try await write(
      mined, plan: plan, index: index, threads, progress, &summary)
    summary.removed = try removeStaleFiles(folder, keeping: summary.outputs.map(\.file))
    let record = try DatasetRecord(
      builder: self, index: index, questionsPath: questionsPath, summary: summary)
    summary.outputs.append(try record.writeCard())
    try record.writeManifest(outputs: summary.outputs)
    return summary
  }

  /// Removes the rows of an earlier run in formats that this one does not write: they were split
  /// otherwise, and trained on beside the new ones they would leak its test rows.
  private func removeStaleFiles(
    _ folder: String, keeping files: [String]
  ) throws(FileError) -> [String] {
    guard let manifest = try? WholeFile.read(folder + "/manifest.json") else { return [] }
    var removed: [String] = []
    for split in Split.allCases {
      for format in RowFormats.all where !files.contains(split.rawValue + format.suffix) {
        let name = split.rawValue + format.suffix
        let isOurs = ByteSearch.first(Array("\"\(name)\"".utf8), in: manifest) != nil
        if isOurs, try WholeFile.remove(folder + "/" + name) { removed.append(name) }
      }
    }
    return removed
  }

  /// A question that gives a row, with its passages.
  private struct Candidate: Sendable {
    var question: QuestionRecord
    var passages: MinedQuestion
  }

  private func mine(
    _ questions: [QuestionRecord], index: Index, _ threads: Int,
    _ progress: any ProgressReporter, _ summary: inout DatasetSummary
  ) async throws -> [Candidate] {
    let miner = DistractorMiner(index: index, options: options)
    let wanted = options.distractors
    var kept: [Candidate] = []
    kept.reserveCapacity(questions.count)
    var (drops, shortages, rejected) = (summary.drops, DropCounts(), [String: Int]())
    progress.begin(stage: "distractors", total: questions.count, unit: "questions")
    try await Self.inBatches(of: questions, threads) { batch in
      var shelf = PassageShelf(index: index)
      return try batch.map { try miner.mine($0, shelf: &shelf) }
    } emit: { batch, found in
      for (question, passages) in zip(batch, found) {
        for (verdict, count) in passages.rejected {
          rejected[verdict.rawValue, default: 0] += count
        }
        let count = passages.distractors.count
        if count == 0, wanted > 0, index.passageCount > 1 {
          drops.add(
            RowDefect.noDistractor.reason, example: "\(question.id): \(RowDefect.noDistractor)")
          continue
        }
        if count < wanted {
          shortages.add(
            "tooFewPassages", example: "\(question.id): \(count) of \(wanted) distractors")
        }
        kept.append(Candidate(question: question, passages: passages))
      }
      progress.advance(by: batch.count)
    }
    (summary.drops, summary.shortages, summary.rejectedCandidates) = (drops, shortages, rejected)
    progress.finish(detail: "\(kept.count) questions with distractors")
    return kept
  }

  private func plan(_ candidates: [Candidate], index: Index) throws -> SplitPlan {
    var groups = DocumentGroups()
    var uris: [String] = []
    uris.reserveCapacity(candidates.count)
    for candidate in candidates {
      let oracles = try candidate.passages.oracles.map {
        (
          uri: try index.document(ofPassage: $0.number).uri,
          digest: try index.digest(ofPassage: $0.number)
        )
      }
      groups.add(oracles)
      uris.append(oracles[0].uri)
    }
    let rows = zip(candidates, uris).map { candidate, uri in
      SplitPlan.Row(id: candidate.question.id, group: groups.name(of: uri))
    }
    return SplitPlan(rows: rows, options: options)
  }

  private func write(
    _ candidates: [Candidate], plan: SplitPlan, index: Index, _ threads: Int,
    _ progress: any ProgressReporter, _ summary: inout DatasetSummary
  ) async throws {
    let builder = RowBuilder(hash: SeededHash(seed: options.seed), answers: answers)
    let files = try RowFiles(folder: summary.folder, formats: formats)
    let formats = formats
    var (drops, rows) = (summary.drops, summary.rows)
    progress.begin(stage: "rows", total: candidates.count, unit: "rows")
    let planned = Array(zip(candidates, plan.assignments))
    try await Self.inBatches(of: planned, threads) { batch in
      var shelf = PassageShelf(index: index)
      var made = RowBatch(encoded: EncodedRows(formats: formats))
      for (candidate, assignment) in batch {
        do {
          made.encoded.append(
            try builder.row(
              candidate.question, mined: candidate.passages, assignment: assignment,
              shelf: &shelf))
          made.counts[assignment.split, default: [:]][assignment.rowClass, default: 0] += 1
        } catch let defect as RowDefect {
          made.drops.add(defect.reason, example: "\(candidate.question.id): \(defect)")
        }
      }
      return made
    } emit: { batch, made in
      try files.append(made.encoded)
      drops.merge(made.drops)
      for (split, classes) in made.counts {
        rows[split, default: [:]].merge(classes, uniquingKeysWith: +)
      }
      progress.advance(by: batch.count)
    }
    summary.outputs = try files.commit()
    (summary.drops, summary.rows) = (drops, rows)
    progress.finish(detail: "\(summary.totalRows) rows")
  }

  /// What one batch of rows gives.
  private struct RowBatch: Sendable {
    var encoded: EncodedRows
    var counts: [Split: [RowClass: Int]] = [:]
    var drops = DropCounts()
  }

  /// Works on batches of items on several threads and emits what comes out in their order.
  private static func inBatches<Item: Sendable, Output: Sendable>(
    of items: [Item], _ threads: Int,
    work: @escaping @Sendable (ArraySlice<Item>) throws -> Output,
    emit: (ArraySlice<Item>, Output) throws -> Void
  ) async throws {
    typealias Piece = (ArraySlice<Item>, Result<Output, any Error>)
    try await OrderedTasks.run(inFlight: threads <= 1 ? 1 : threads * 2) {
      (queue: OrderedTasks.Queue<Piece>) in
      for start in stride(from: 0, to: items.count, by: batch) {
        let batch = items[start..<min(start + batch, items.count)]
        try await queue.submit { (batch, Result { try work(batch) }) }
      }
    } emit: { (piece: Piece) in
      try emit(piece.0, try piece.1.get())
    }
  }
}
