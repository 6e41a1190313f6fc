import ArgumentParser

/// `raftwright build`: all stages over a corpus.
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Make an index, questions and a dataset of a corpus.",
    discussion: """
      Writes index.sqlite, questions.jsonl, train.jsonl, validation.jsonl, test.jsonl, \
      manifest.json and README.md into the output folder. The commands index, questions and \
      dataset do the same one stage at a time and give the same bytes.

      Example:
        raftwright build corpora --output build/demo --seed 7
      """)

  @Argument(
    help: ArgumentHelp("Files and folders with HTML or XML.", valueName: "path"))
  var paths: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"))
  var output: String

  @OptionGroup var reading: IndexFlags
  @OptionGroup var generation: GeneratorFlags
  @OptionGroup var recipe: RecipeFlags
  @OptionGroup var settings: ConfigurationOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var make: DepfileOptions

  mutating func run() async throws {
    var configuration = try settings.load(profile: recipe.namedProfile)
    try reading.apply(to: &configuration)
    generation.apply(to: &configuration.questions)
    recipe.apply(to: &configuration)
    try InputPath.require(paths)
    try configuration.requireQuestionFiles()
    try OutputPath.require(folder: output)
    try OutputPath.require(file: make.depfile, apartFrom: paths)
    try await BuildStage(
      paths: paths, output: output, configurationPath: settings.config,
      configuration: configuration, work: work, make: make,
      offline: reading.embedding.offline
    ).run()
  }
}
