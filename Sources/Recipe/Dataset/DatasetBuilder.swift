import Artifacts
import Documents
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
/// questions. Memory holds some 150 bytes for each question; questions, passages and rows go by in
/// batches. The output does not depend on the number of threads.
public struct DatasetBuilder: Sendable {
  public let options: DatasetOptions
  /// The version of Raftwright that the manifest names.
  public let version: String
  /// What `max_tokens` is counted with.
  public let counter: TokenCounter
  /// How rankings are fused, and what questions are embedded with, where vectors are needed.
  public let fusion: FusionOptions
  private let embedder: (any Embedder)?
  private let answers: AnswerWriter
  private let formats: [any RowFormat]

  /// Throws a `DatasetError` or a `TemplateError`, both sentences.
  public init(
    options: DatasetOptions, templates: TemplateStore, version: String,
    counter: TokenCounter = .estimate, fusion: FusionOptions = FusionOptions(),
    embedder: (any Embedder)? = nil
  ) throws {
    try options.validate()
    self.options = options
    self.version = version
    self.counter = counter
    self.fusion = fusion
    self.embedder = embedder
    answers = try AnswerWriter(
      style: options.answerStyle, store: templates, hash: SeededHash(seed: options.seed))
    // The native format is always written, first, and every format once.
    formats = RowFormats.all.filter {
      $0.name == "raft" || options.formats.contains($0.name)
    }
  }

  /// Every file that a dataset in a folder can have.
  public static func files(in folder: String) -> [String] {
    let others = [
      "manifest.json", "README.md", DatasetInfo.file, ContaminationList.file,
    ]
    return (rowFiles + others).map { folder + "/" + $0 }
  }

  private static var rowFiles: [String] {
    RowFormats.all.flatMap { format in
      Split.allCases.flatMap { split in
        Compression.allCases.map { split.rawValue + format.suffix + $0.suffix }
      }
    }
  }

  /// Writes the dataset into the folder `output`, which is made where it is missing.
  @concurrent
  public func run(
    index: Index, questionsPath: String, output: String, threads: Int,
    progress: any ProgressReporter
  ) async throws -> DatasetSummary {
    let folder = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    var summary = DatasetSummary(folder: folder)
    let decontamination =
      options.decontaminate.isEmpty ? nil : try Decontamination(files: options.decontaminate)
    let rankings = try QuestionRankings(
      index: index, options: options, embedder: embedder, fusion: fusion)
    let found = try await CandidatePass(
      index: index, options: options, path: questionsPath, rankings: rankings,
      miner: DistractorMiner(index: index, options: options, rankings: rankings),
      decontamination: decontamination,
      shelf: PassageShelf(index: index, decontamination: decontamination),
      maker: maker(redaction: Redaction(), values: ReplacementValues(hash: hash))
    ).run(threads: threads, progress: progress)
    guard found.questions > 0 else {
      throw DatasetError(
        .noQuestions(
          path: questionsPath, dropped: found.drops.total,
          example: found.drops.sorted.first?.entry.examples.first))
    }
    summary.take(found)
    let plan = try plan(found.candidates, index: index)
    if plan.missingCounterfactuals > 0 {
      summary.shortages.add(
        "tooFewCounterfactuals", count: plan.missingCounterfactuals,
        example: "only numbers and names that stand in their evidence as they are can be changed")
    }
    let replay = try ReplayRows(
      options: options,
      train: plan.assignments.indices.filter { plan.assignments[$0].split == .train },
      decontamination: decontamination)
    summary.take(replay)
    let written = try await RowPass(
      index: index, options: options, path: questionsPath, candidates: found.candidates,
      plan: plan,
      maker: maker(redaction: found.redaction.redaction, values: found.values),
      shelf: PassageShelf(index: index, redaction: found.redaction.redaction), replay: replay,
      formats: formats
    ).run(folder: folder, threads: threads, progress: progress)
    summary.take(written)
    try finish(&summary, found: found, index: index, questionsPath: questionsPath)
    return summary
  }

  private var hash: SeededHash { SeededHash(seed: options.seed) }

  private func maker(redaction: Redaction, values: ReplacementValues) -> RowMaker {
    RowMaker(
      options: options, hash: hash, answers: answers, counter: counter,
      wantsRejected: options.formats.contains("preference"), redaction: redaction, values: values)
  }

  /// Writes what is told about the rows, and removes what is left of an earlier run.
  private func finish(
    _ summary: inout DatasetSummary, found: CandidatePass.Outcome, index: Index,
    questionsPath: String
  ) throws {
    if !options.decontaminate.isEmpty {
      summary.outputs.append(try found.contamination.write(to: summary.folder))
    }
    let info = DatasetInfo(
      summary: summary, formats: formats.map(\.name), name: options.card.name,
      compression: options.compression)
    if let output = try info.write() { summary.outputs.append(output) }
    summary.removed = try removeStaleFiles(
      summary.folder, keeping: summary.outputs.map(\.file))
    let record = try DatasetRecord(
      builder: self, index: index, questionsPath: questionsPath, summary: summary)
    summary.outputs.append(try record.writeCard())
    try record.writeManifest(outputs: summary.outputs)
  }

  /// Removes the rows of an earlier run in formats that this one does not write: they were split
  /// otherwise, and trained on beside the new ones they would leak its test rows.
  private func removeStaleFiles(
    _ folder: String, keeping files: [String]
  ) throws(FileError) -> [String] {
    guard let manifest = try? WholeFile.read(folder + "/manifest.json") else { return [] }
    var removed: [String] = []
    for name in Self.rowFiles + [DatasetInfo.file, ContaminationList.file]
    where !files.contains(name) {
      let isOurs = ByteSearch.first(Array("\"\(name)\"".utf8), in: manifest) != nil
      if isOurs, try WholeFile.remove(folder + "/" + name) { removed.append(name) }
    }
    return removed
  }

  private func plan(_ candidates: CandidateList, index: Index) throws -> SplitPlan {
    let groups = try SplitGroups(candidates, index: index, options: options)
    let rows = candidates.entries.enumerated().map { number, entry in
      SplitPlan.Row(
        group: Int(groups.groups[number]), rank: entry.classRank,
        isRetrieved: options.context == .asRetrieved ? entry.isRetrieved : nil,
        isAnsweredElsewhere: entry.isAnsweredElsewhere, isChangeable: entry.isChangeable)
    }
    return SplitPlan(rows: rows, groups: groups.ranks, options: options)
  }
}

extension DatasetSummary {
  fileprivate mutating func take(_ found: CandidatePass.Outcome) {
    questions = found.questions
    questionsByKind = found.kinds
    drops.merge(found.drops)
    shortages.merge(found.shortages)
    rejectedCandidates = found.rejected
    contaminatedPassages = found.contamination.passageCount
    redacted = found.redaction.counts
  }

  fileprivate mutating func take(_ replay: ReplayRows) {
    drops.merge(replay.drops)
    if replay.missing > 0 {
      shortages.add(
        "tooFewReplays", count: replay.missing,
        example: "the files to replay have \(replay.count) conversations that can be used")
    }
  }

  fileprivate mutating func take(_ written: RowPass.Outcome) {
    outputs = written.outputs
    rows = written.rows
    drops.merge(written.drops)
    shortages.merge(written.shortages)
    leakage = written.leakage
  }
}
