import ArgumentParser
import Recipe

/// `raftwright dataset`: the third stage alone.
struct MakeDataset: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Make training rows of questions and an index.",
    discussion: """
      Mines distractors from the index, fills the quotas of rows with and without their oracle, \
      splits by document and writes train.jsonl, validation.jsonl, test.jsonl, manifest.json and \
      README.md.

      With --grid, writes a dataset for each combination of values into a folder of its own, of \
      the same questions: P, k, abstain, style, source and seed can differ.

      Example:
        raftwright dataset index.sqlite questions.jsonl --output build/dataset \\
          --distractors 4 --oracle-fraction 0.8 --formats raft,chat
        raftwright dataset index.sqlite questions.jsonl --output build/ablation \\
          --grid P=0.4,0.6,0.8,1 k=1,2,3,4
      """)

  @Argument(help: ArgumentHelp("The index to mine.", valueName: "index.sqlite"))
  var index: String

  @Argument(help: ArgumentHelp("The questions to make rows of.", valueName: "questions.jsonl"))
  var questions: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"))
  var output: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Write a dataset for each combination, such as P=0.4,0.8 k=1,2.", valueName: "axis"))
  var grid: [String] = []

  @OptionGroup var recipe: RecipeFlags
  @OptionGroup var settings: ConfigurationOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var make: DepfileOptions

  mutating func validate() throws {
    do {
      _ = try RecipeGrid(grid)
    } catch {
      throw ValidationError("\(error).")
    }
  }

  mutating func run() async throws {
    var configuration = try settings.load(profile: recipe.namedProfile)
    recipe.apply(to: &configuration)
    let inputs =
      [index, questions] + configuration.dataset.decontaminate
      + configuration.dataset.replay.files
    try InputPath.require(inputs)
    try OutputPath.require(folder: output)
    for file in DatasetBuilder.files(in: output) {
      try OutputPath.require(file: file, apartFrom: inputs)
    }
    try OutputPath.require(file: make.depfile, apartFrom: inputs)
    let stage = DatasetStage(
      index: index, questions: questions, output: output, configurationPath: settings.config,
      configuration: configuration, work: work, make: make)
    try await grid.isEmpty ? stage.run() : stage.run(grid: RecipeGrid(grid))
  }
}
