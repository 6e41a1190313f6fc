import ArgumentParser

/// `raftwright questions`: the second stage alone.
struct AskQuestions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questions",
    abstract: "Ask questions about the passages of an index.",
    discussion: """
      Makes questions with quoted answers from the structure of the passages: definitions, \
      parameters, tables, FAQ entries, sections, procedures. No model is needed.

      Example:
        raftwright questions build/index.sqlite --output build/questions.jsonl
      """)

  @Argument(help: ArgumentHelp("The index to read.", valueName: "index.sqlite"))
  var index: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "questions.jsonl"))
  var output: String

  @OptionGroup var settings: ConfigurationOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var make: DepfileOptions

  mutating func run() async throws {
    let configuration = try settings.load()
    try InputPath.require([index])
    try OutputPath.require(file: output, apartFrom: [index])
    try OutputPath.require(file: make.depfile, apartFrom: [index, output])
    try await QuestionStage(
      index: index, output: output, configurationPath: settings.config,
      configuration: configuration, work: work, make: make
    ).run()
  }
}
