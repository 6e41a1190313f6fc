import Artifacts
import Questions
import Retrieval

/// The second time through the questions: renders, verifies and writes rows in their order.
struct RowPass: Sendable {
  /// What it makes beside files.
  struct Outcome {
    var outputs: [DatasetSummary.Output] = []
    var rows: [Split: [RowClass: Int]] = [:]
    var drops = DropCounts()
    var shortages = DropCounts()
    var leakage = LeakageReport()
  }

  let index: Index
  let options: DatasetOptions
  let path: String
  let candidates: CandidateList
  let plan: SplitPlan
  let maker: RowMaker
  /// Shared by all threads.
  let shelf: PassageShelf
  let replay: ReplayRows
  let formats: [any RowFormat]
  private static let batch = 64

  /// What one batch of questions gives.
  private struct Made: Sendable {
    var encoded: EncodedRows
    var counts: [Split: [RowClass: Int]] = [:]
    var drops = DropCounts()
    var shortages = DropCounts()
    var traces: [RowTrace] = []

    mutating func append(_ row: FinishedRow) {
      encoded.append(row)
      counts[row.native.split, default: [:]][row.native.rowClass, default: 0] += 1
    }
  }

  private typealias Item = (line: NumberedLine, candidate: Int)

  func run(
    folder: String, threads: Int, progress: any ProgressReporter
  ) async throws -> Outcome {
    var outcome = Outcome()
    for split in Split.allCases { outcome.rows[split] = [.oracle: 0, .memorize: 0] }
    let files = try RowFiles(folder: folder, formats: formats, compression: options.compression)
    var audit = LeakageAudit()
    progress.begin(stage: "rows", total: candidates.count, unit: "rows")
    typealias Piece = (Int, Result<Made, any Error>)
    try await OrderedTasks.run(inFlight: threads <= 1 ? 1 : threads * 2) {
      (queue: OrderedTasks.Queue<Piece>) in
      try await batches { items in
        try await queue.submit { (items.count, Result { try work(items) }) }
      }
    } emit: { (piece: Piece) in
      let made = try piece.1.get()
      try files.append(made.encoded)
      outcome.drops.merge(made.drops)
      outcome.shortages.merge(made.shortages)
      for (split, classes) in made.counts {
        outcome.rows[split, default: [:]].merge(classes, uniquingKeysWith: +)
      }
      for trace in made.traces { audit.add(trace) }
      progress.advance(by: piece.0)
    }
    outcome.outputs = try files.commit()
    outcome.leakage = audit.report()
    progress.finish(
      detail: "\(outcome.rows.values.reduce(0) { $0 + $1.values.reduce(0, +) }) rows")
    return outcome
  }

  /// The lines of the candidates, read again.
  private func batches(_ body: ([Item]) async throws -> Void) async throws {
    var lines = try QuestionLines(path)
    var batch: [Item] = []
    var next = 0
    while next < candidates.count, let line = try lines.next() {
      guard line.number == Int(candidates.entries[next].line) else { continue }
      batch.append((line, next))
      next += 1
      if batch.count == Self.batch {
        try await body(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    if !batch.isEmpty { try await body(batch) }
  }

  private func work(_ items: [Item]) throws -> Made {
    var parser = QuestionParser(index: index) { id throws(IndexError) in try shelf.text(ofID: id) }
    var made = Made(encoded: EncodedRows(formats: formats))
    try shelf.fetch(items.flatMap { candidates.passages(of: $0.candidate) })
    for (line, candidate) in items {
      guard case .success(let question) = try parser.record(of: line) else { continue }
      let assignment = plan.assignments[candidate]
      let context = RowContext(
        question: question, mined: candidates.mined(candidate), assignment: assignment)
      do {
        made.append(try maker.row(context, shelf: shelf, shortages: &made.shortages))
        if plan.hasCounterfactual[candidate] {
          do {
            made.append(try maker.counterfactual(context, shelf: shelf))
          } catch let defect as RowDefect {
            made.shortages.add(
              "noCounterfactual", example: "\(question.id): \(defect)")
          }
        }
      } catch let defect as RowDefect {
        made.drops.add(defect.reason, example: "\(question.id): \(defect)")
      }
      for row in replay.rows(behind: candidate) { made.append(row) }
    }
    made.traces = try made.encoded.native.flatMap { try RowTrace.traces(in: $0) }
    return made
  }
}
