import Artifacts
import Questions
import Retrieval
import Templates

/// From an index to questions.
struct QuestionStage {
  var index: String
  var output: String
  /// The configuration's file, a prerequisite of the output; nil without one.
  var configurationPath: String?
  var configuration: Configuration
  var work: WorkOptions
  var make: DepfileOptions

  func run() async throws {
    let drops = try await perform()
    try make.write(
      output: output,
      prerequisites: [configurationPath].compactMap(\.self) + [index]
        + configuration.templateFiles())
    try Drops.report(drops, strict: work.strict)
  }

  /// Writes the questions and their manifest; returns what was dropped.
  func perform() async throws -> DropCounts {
    let index = try Index(path: index)
    let finder = try QuestionFinder(
      index: index, options: configuration.questions, templates: try configuration.templateStore())
    let found = try await finder.find(
      threads: work.threadCount, progress: Progress.reporter(quiet: work.quiet))
    let manifest = QuestionManifest(
      configuration: try JSONValue(
        parsing: Array(Configuration.resolved(configuration.questions).utf8)),
      counts: Self.counts(found), drops: found.drops)
    try QuestionFile.write(found.records, to: output)
    try manifest.write(besides: output)
    return found.drops
  }

  private static func counts(_ found: FoundQuestions) -> JSONValue {
    func number(_ value: Int) -> JSONValue { .number(String(value)) }
    return .object([
      .init(key: "chunks", value: number(found.passages)),
      .init(key: "chunks_with_question", value: number(found.passagesWithQuestion)),
      .init(key: "round_trips", value: number(found.checked)),
      .init(key: "round_trips_in_top_10", value: number(found.amongTen)),
      .init(key: "questions", value: number(found.records.count)),
      .init(
        key: "questions_by_kind",
        value: .object(found.kinds.map { .init(key: $0.kind, value: number($0.count)) })),
    ])
  }
}
