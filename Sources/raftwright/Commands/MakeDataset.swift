import ArgumentParser
import Recipe

/// `raftwright dataset`: the third stage alone.
struct MakeDataset: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Make training rows of questions and an index.",
    discussion: """
      Mines distractors from the index, fills the quota of rows with their oracle, splits by \
      document and writes train.jsonl, validation.jsonl, test.jsonl, manifest.json and README.md.

      Example:
        raftwright dataset index.sqlite questions.jsonl --output build/dataset \\
          --distractors 4 --oracle-fraction 0.8 --formats raft,chat
      """)

  @Argument(help: ArgumentHelp("The index to mine.", valueName: "index.sqlite"))
  var index: String

  @Argument(help: ArgumentHelp("The questions to make rows of.", valueName: "questions.jsonl"))
  var questions: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"))
  var output: String

  @OptionGroup var recipe: RecipeFlags
  @OptionGroup var settings: ConfigurationOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var make: DepfileOptions

  mutating func run() async throws {
    var configuration = try settings.load()
    recipe.apply(to: &configuration)
    try InputPath.require([index, questions])
    try OutputPath.require(folder: output)
    for file in DatasetBuilder.files(in: output) {
      try OutputPath.require(file: file, apartFrom: [index, questions])
    }
    try OutputPath.require(file: make.depfile, apartFrom: [index, questions])
    try await DatasetStage(
      index: index, questions: questions, output: output, configurationPath: settings.config,
      configuration: configuration, work: work, make: make
    ).run()
  }
}
