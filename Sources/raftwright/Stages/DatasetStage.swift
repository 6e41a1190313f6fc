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
  var offline = false

  func run() async throws {
    let drops = try await perform()
    try make.write(output: output, prerequisites: prerequisites)
    try Drops.report(drops, strict: work.strict)
  }

  /// Writes a folder for each cell of a grid, and says on stdout what each holds.
  func run(grid: RecipeGrid) async throws {
    let cells = grid.cells(of: configuration.dataset)
    var (drops, lines) = (DropCounts(), [GridTable.Line]())
    for cell in cells {
      var stage = self
      stage.output = output + "/" + cell.folder
      stage.configuration.dataset = cell.options
      if !work.quiet { StandardError.print("\(stage.output)") }
      let summary = try await stage.makeDataset()
      drops.merge(summary.drops)
      lines.append(GridTable.Line(cell: cell, summary: summary))
    }
    try make.write(output: output, prerequisites: prerequisites)
    var output = StandardOutput()
    try output.write(Array(GridTable(lines: lines).text.utf8))
    try output.flush()
    try Drops.report(drops, strict: work.strict)
  }

  /// Writes the dataset's folder; returns what was dropped.
  func perform() async throws -> DropCounts {
    try await makeDataset().drops
  }

  private var prerequisites: [String] {
    [configurationPath].compactMap(\.self) + [index, questions]
      + configuration.templateFiles() + configuration.recipeFiles()
  }

  private func makeDataset() async throws -> DatasetSummary {
    let index = try Index(path: index)
    let recorded = RecordedSettings(of: index)
    let builder = try DatasetBuilder(
      options: configuration.dataset, templates: try configuration.templateStore(),
      version: Raftwright.version, counter: try configuration.tokenCounter(),
      fusion: recorded.fusion, embedder: try embedder(of: index, recorded))
    let summary = try await builder.run(
      index: index, questionsPath: questions, output: output,
      threads: work.threadCount, progress: Progress.reporter(quiet: work.quiet))
    for name in summary.removed {
      StandardError.print("removed \(name) of an earlier run, which this one does not write")
    }
    for (reason, entry) in summary.shortages.sorted {
      StandardError.print(
        "\(entry.count) rows: \(reason), the first: \(entry.examples.first ?? "")")
    }
    return summary
  }

  /// What the index was made with, where distractors are looked for by vectors.
  private func embedder(
    of index: Index, _ recorded: RecordedSettings
  ) throws -> (any Embedder)? {
    guard configuration.dataset.needsVectors else { return nil }
    guard try index.embedding != nil else { throw IndexError(.noVectors, path: index.path) }
    return try EmbedderSource.open(
      recorded.embedding, index: index.path, offline: offline, threads: 1)?.embedder
  }
}
