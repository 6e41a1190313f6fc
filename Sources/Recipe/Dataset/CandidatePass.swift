import Artifacts
import Questions
import Retrieval

/// The first time through the questions: finds each one's passages, so that all drops are known when
/// quotas are filled.
struct CandidatePass: Sendable {
  /// What it finds.
  struct Outcome {
    var candidates = CandidateList()
    var questions = 0
    var kinds: [String: Int] = [:]
    var drops = DropCounts()
    var shortages = DropCounts()
    var rejected: [String: Int] = [:]
    var contamination = ContaminationList()
    var redaction: RedactionPlan
    /// What values can be changed into.
    var values: ReplacementValues
  }

  let index: Index
  let options: DatasetOptions
  let path: String
  let rankings: QuestionRankings
  let miner: DistractorMiner
  let decontamination: Decontamination?
  /// Shared by all threads.
  let shelf: PassageShelf
  /// Makes rows on trial, where that alone tells whether a question gives one.
  let maker: RowMaker
  private static let batch = 64

  private enum Finding: Sendable {
    case unusable(QuestionDefect)
    case contaminated(QuestionRecord, what: String, Decontamination.Match)
    case defective(QuestionRecord, RowDefect)
    case mined(QuestionRecord, MinedQuestion, isChangeable: Bool, [SensitiveText.Finding])
  }

  func run(threads: Int, progress: any ProgressReporter) async throws -> Outcome {
    let finder = SensitiveText(kinds: options.redactedKinds)
    let hash = SeededHash(seed: options.seed)
    var outcome = Outcome(
      redaction: RedactionPlan(finder: finder), values: ReplacementValues(hash: hash))
    var seen = SeenQuestions()
    let name = DatasetOptions.name(of: path)
    progress.begin(stage: "distractors", total: try count(), unit: "questions")
    typealias Piece = Result<[(Int, Finding)], any Error>
    try await OrderedTasks.run(inFlight: threads <= 1 ? 1 : threads * 2) {
      (queue: OrderedTasks.Queue<Piece>) in
      try await batches { lines in
        try await queue.submit {
          do {
            return .success(try await work(lines, finder))
          } catch {
            return .failure(error)
          }
        }
      }
    } emit: { (piece: Piece) in
      let found = try piece.get()
      for (line, finding) in found {
        take(finding, line: line, name: name, hash: hash, &seen, &outcome)
      }
      progress.advance(by: found.count)
    }
    outcome.values.trim()
    progress.finish(detail: "\(outcome.candidates.count) questions with distractors")
    return outcome
  }

  private func count() throws -> Int {
    var lines = try QuestionLines(path)
    var count = 0
    while try lines.next() != nil { count += 1 }
    return count
  }

  private func batches(_ body: ([NumberedLine]) async throws -> Void) async throws {
    var lines = try QuestionLines(path)
    var batch: [NumberedLine] = []
    while let line = try lines.next() {
      batch.append(line)
      if batch.count == Self.batch {
        try await body(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    if !batch.isEmpty { try await body(batch) }
  }

  /// What becomes of each line, with its number.
  private func work(
    _ lines: [NumberedLine], _ finder: SensitiveText
  ) async throws -> [(Int, Finding)] {
    var parser = QuestionParser(index: index) { id throws(IndexError) in try shelf.text(ofID: id) }
    var found: [(Int, Finding)] = []
    var records: [(line: Int, place: Int, record: QuestionRecord)] = []
    for line in lines {
      switch try parser.record(of: line) {
      case .failure(let defect): found.append((line.number, .unusable(defect)))
      case .success(let record):
        records.append((line.number, found.count, record))
        found.append((line.number, .unusable(.noOracle)))
      }
    }
    let places = try await rankings.places(
      records.map(\.record.question), depth: rankings.shallow)
    try shelf.fetch(
      zip(records, places).flatMap { miner.expected(for: $0.record, places: $1) })
    var unfinished: [(place: Int, record: QuestionRecord)] = []
    for (entry, places) in zip(records, places) {
      let finding = try mined(entry.record, places, finder)
      found[entry.place].1 = finding
      if case .mined(_, let mined, _, _) = finding, mined.isExhausted {
        unfinished.append((entry.place, entry.record))
      }
    }
    if unfinished.isEmpty { return found }
    let more = try await rankings.places(
      unfinished.map(\.record.question), depth: rankings.deep)
    for (entry, places) in zip(unfinished, more) {
      found[entry.place].1 = try mined(entry.record, places, finder)
    }
    return found
  }

  private func mined(
    _ record: QuestionRecord, _ places: [DistractorSource: RankedPlaces],
    _ finder: SensitiveText
  ) throws -> Finding {
    if let decontamination,
      let match = decontamination.match(in: record.question + "\n" + record.answer)
    {
      return .contaminated(record, what: "question", match)
    }
    let mined = try miner.mine(record, places: places, shelf: shelf)
    for oracle in mined.oracles {
      if let match = try shelf.contamination(oracle.number) {
        return .contaminated(record, what: "oracle", match)
      }
    }
    if let defect = try defect(of: record, mined) { return .defective(record, defect) }
    var sensitive: [SensitiveText.Finding] = []
    if !finder.kinds.isEmpty {
      for text in [record.question, record.answer, record.reasoning ?? ""] {
        sensitive += finder.findings(in: text)
      }
      for pick in mined.oracles + mined.distractors {
        sensitive += finder.findings(in: try shelf.passage(pick.number).rendered)
      }
    }
    return .mined(record, mined, isChangeable: try isChangeable(record, mined), sensitive)
  }

  /// What will keep a row from being written: known now, quotas count those that are.
  private func defect(
    of record: QuestionRecord, _ mined: MinedQuestion
  ) throws -> RowDefect? {
    if ReservedMarks.areIn(question: record.question)
      || ReservedMarks.areIn(question: record.answer)
    {
      return .reservedMarks
    }
    for oracle in mined.oracles where try shelf.passage(oracle.number).hasReservedMarks {
      return .reservedMarks
    }
    // Templates quote by range; a reasoning of its own has to be looked at, and so has the size.
    guard options.maxTokens > 0 || record.reasoning != nil else { return nil }
    let isPresent =
      options.context == .mined || mined.retrievedOracles == mined.oracles.count
    let context = RowContext(
      question: record, mined: mined,
      assignment: SplitPlan.Assignment(split: .train, rowClass: isPresent ? .oracle : .memorize))
    var shortages = DropCounts()
    do {
      _ = try maker.row(context, shelf: shelf, shortages: &shortages)
      return nil
    } catch let defect as RowDefect {
      return defect
    }
  }

  private func isChangeable(
    _ record: QuestionRecord, _ mined: MinedQuestion
  ) throws -> Bool {
    guard options.counterfactuals > 0 else { return false }
    var evidence: [String] = []
    for oracle in mined.oracles {
      let passage = try shelf.passage(oracle.number).passage
      evidence += record.evidence.filter { $0.chunk == passage.id }.map { $0.text(in: passage) }
    }
    return ReplacementValues.isChangeable(record, evidence: evidence)
  }

  private func take(
    _ finding: Finding, line: Int, name: String, hash: SeededHash, _ seen: inout SeenQuestions,
    _ outcome: inout Outcome
  ) {
    let record: QuestionRecord
    switch finding {
    case .unusable(let defect):
      outcome.drops.add(defect.reason, example: "\(name):\(line): \(defect)")
      return
    case .contaminated(let found, _, _), .defective(let found, _), .mined(let found, _, _, _):
      record = found
    }
    if let defect = seen.add(record, line: line) {
      outcome.drops.add(defect.reason, example: "\(name):\(line): \(defect)")
      return
    }
    outcome.questions += 1
    outcome.kinds[record.kind, default: 0] += 1
    switch finding {
    case .unusable: break
    case .contaminated(_, let what, let match):
      outcome.contamination.add(question: record.id, what: what, match: match)
      outcome.drops.add(
        "contaminated",
        example: "\(record.id): its \(what) shares “\(match.shared)” with \(match.place)")
    case .defective(_, let defect):
      outcome.drops.add(defect.reason, example: "\(record.id): \(defect)")
    case .mined(_, let mined, let isChangeable, let sensitive):
      take(record, mined, isChangeable: isChangeable, line: line, hash: hash, &outcome)
      outcome.redaction.add(sensitive)
      if options.counterfactuals > 0 { outcome.values.add(record.answer) }
    }
  }

  private func take(
    _ record: QuestionRecord, _ mined: MinedQuestion, isChangeable: Bool, line: Int,
    hash: SeededHash, _ outcome: inout Outcome
  ) {
    for (verdict, count) in mined.rejected {
      outcome.rejected[verdict.rawValue, default: 0] += count
    }
    for passage in mined.contaminated { outcome.contamination.add(passage) }
    let count = min(mined.distractors.count, mined.wanted)
    if options.context == .asRetrieved {
      let retrieved = mined.retrievedOracles
      if retrieved > 0, retrieved < mined.oracles.count {
        outcome.drops.add(
          RowDefect.oraclesPartlyRetrieved.reason,
          example: "\(record.id): \(RowDefect.oraclesPartlyRetrieved)")
        return
      }
    } else {
      if count == 0, mined.wanted > 0, index.passageCount > 1 {
        outcome.drops.add(
          RowDefect.noDistractor.reason, example: "\(record.id): \(RowDefect.noDistractor)")
        return
      }
      if count < mined.wanted {
        outcome.shortages.add(
          "tooFewPassages", example: "\(record.id): \(count) of \(mined.wanted) distractors")
      }
    }
    outcome.candidates.append(
      record, line: line, mined: mined, isChangeable: isChangeable, hash: hash)
  }
}
