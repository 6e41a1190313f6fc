import Artifacts
import Recipe
import Retrieval

/// From an index and questions to rows.
struct DatasetStage {
  var index: String
  var questions: String
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
      prerequisites: [configurationPath].compactMap(\.self) + [index, questions]
        + configuration.templateFiles())
    try Drops.report(drops, strict: work.strict)
  }

  /// Writes the dataset's folder; returns what was dropped.
  func perform() async throws -> DropCounts {
    let builder = try DatasetBuilder(
      options: configuration.dataset, templates: try configuration.templateStore(),
      version: Raftwright.version)
    let summary = try await builder.run(
      index: try Index(path: index), questionsPath: questions, output: output,
      threads: work.threadCount, progress: Progress.reporter(quiet: work.quiet))
    for name in summary.removed {
      StandardError.print("removed \(name) of an earlier run, which this one does not write")
    }
    for (reason, entry) in summary.shortages.sorted {
      StandardError.print(
        "\(entry.count) rows: \(reason), the first: \(entry.examples.first ?? "")")
    }
    return summary.drops
  }
}
