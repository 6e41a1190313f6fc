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

  func run() async throws {
    // What the last stage would refuse is said before the first one works.
    try configuration.dataset.validate()
    let folder = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    let index = folder + "/index.sqlite"
    let questions = folder + "/questions.jsonl"
    let indexStage = IndexStage(
      paths: paths, output: index, configurationPath: configurationPath,
      configuration: configuration, work: work, make: make)
    var (drops, prerequisites) = try await indexStage.perform()
    drops.merge(
      try await QuestionStage(
        index: index, output: questions, configurationPath: configurationPath,
        configuration: configuration, work: work, make: make
      ).perform())
    drops.merge(
      try await DatasetStage(
        index: index, questions: questions, output: folder, configurationPath: configurationPath,
        configuration: configuration, work: work, make: make
      ).perform())
    prerequisites += configuration.templateFiles()
    try make.write(output: folder + "/manifest.json", prerequisites: prerequisites)
    try Drops.report(drops, strict: work.strict)
  }
}
