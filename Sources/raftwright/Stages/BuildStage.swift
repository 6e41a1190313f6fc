import Artifacts
import Recipe

/// All stages into one folder.
struct BuildStage {
  var paths: [String]
  var output: String
  /// The configuration's file, a prerequisite of the output; nil without one.
  var configurationPath: String?
  var configuration: Configuration
  var work: WorkOptions
  var make: DepfileOptions
  var offline = false

  func run() async throws {
    // What the last stage would refuse is said before the first one works.
    try configuration.dataset.validate()
    let folder = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    let index = folder + "/index.sqlite"
    let questions = folder + "/questions.jsonl"
    let indexStage = IndexStage(
      paths: paths, output: index, configurationPath: configurationPath,
      configuration: configuration, work: work, make: make, reuse: .identical,
      offline: offline)
    var (drops, prerequisites) = try await indexStage.perform()
    drops.merge(
      try await QuestionStage(
        index: index, output: questions, configurationPath: configurationPath,
        configuration: configuration, work: work, make: make, offline: offline
      ).perform())
    let dataset = DatasetStage(
      index: index, questions: questions, output: folder, configurationPath: configurationPath,
      configuration: configuration, work: work, make: make, offline: offline)
    do {
      drops.merge(try await dataset.perform())
    } catch let error as DatasetError {
      // What was dropped tells why there is nothing to make rows of.
      for line in Drops.lines(drops) { StandardError.print(line) }
      guard case .noQuestions = error.code else { throw error }
      throw Failure(
        "\(paths.joined(separator: ", ")): no question was found, so there are no rows; the corpus "
          + "needs definitions, tables, headings with text or the like, or questions written by "
          + "hand (see `raftwright dataset --help`)", code: .workFailed)
    }
    prerequisites +=
      configuration.templateFiles() + configuration.questionFiles() + configuration.recipeFiles()
    try make.write(output: folder + "/manifest.json", prerequisites: prerequisites)
    try Drops.report(drops, strict: work.strict)
  }
}
