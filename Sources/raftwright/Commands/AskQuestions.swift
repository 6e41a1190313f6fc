import ArgumentParser
import Questions

/// `raftwright questions`: the second stage alone.
struct AskQuestions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "questions",
    abstract: "Ask questions about the passages of an index.",
    discussion: """
      Makes questions with quoted answers from the structure of the passages: definitions, \
      parameters, tables, FAQ entries, sections, procedures. No model is needed. With \
      --generator llm a model behind any server of the OpenAI API writes them, every answer is \
      kept in cache.sqlite, and every pair is checked; what is dropped is listed in \
      questions.drops.jsonl. With --generator import people's pairs are read from files, and the \
      passages that bear them out are found in the index.

      Example:
        raftwright questions build/index.sqlite --output build/questions.jsonl
        raftwright questions build/index.sqlite --output q.jsonl --preview 5 \\
          --generator llm --endpoint http://localhost:8080/v1 --model smollm2
        raftwright questions build/index.sqlite --output q.jsonl --import faq.csv
      """)

  @Argument(help: ArgumentHelp("The index to read.", valueName: "index.sqlite"))
  var index: String

  @Argument(
    help: ArgumentHelp(
      "Files and folders of pairs that people wrote, for --generator import.", valueName: "file"))
  var files: [String] = []

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "questions.jsonl"))
  var output: String

  @OptionGroup var generation: GeneratorFlags

  @Flag(help: "Ask no server: use what cache.sqlite holds, or fail.")
  var offline = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Ask for this many questions, show them, and ask whether to go on.", valueName: "n"))
  var preview: Int?

  @Option(
    help: ArgumentHelp(
      "Ask nobody, but write the requests that the cache cannot answer, in OpenAI's Batch format.",
      valueName: "requests.jsonl"))
  var batchOut: String?

  @Option(
    help: ArgumentHelp(
      "Take the responses of a batch into the cache first.", valueName: "responses.jsonl"))
  var batchIn: String?

  @OptionGroup var settings: ConfigurationOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var make: DepfileOptions

  func validate() throws {
    if let preview, preview < 1 {
      throw ValidationError("--preview takes a number from 1; \(preview) was given.")
    }
    if preview != nil, batchOut != nil {
      throw ValidationError("Give either --preview or --batch-out, not both.")
    }
    if offline, batchOut != nil {
      throw ValidationError("--batch-out asks nobody anyway; leave --offline out.")
    }
  }

  mutating func run() async throws {
    var configuration = try settings.load()
    generation.apply(to: &configuration.questions)
    if !files.isEmpty {
      guard configuration.questions.generator == .import else {
        throw Failure(
          "\(files[0]): files of pairs belong to --generator import; the generator is "
            + configuration.questions.generator.rawValue, code: .usage)
      }
      configuration.questions.files = files + generation.imported
    }
    try InputPath.require([index] + [batchIn].compactMap(\.self))
    try configuration.requireQuestionFiles()
    try OutputPath.require(file: output, apartFrom: [index] + configuration.importedFiles())
    try OutputPath.require(file: make.depfile, apartFrom: [index, output])
    try OutputPath.require(file: batchOut, apartFrom: [index, output, batchIn].compactMap(\.self))
    if configuration.questions.generator != .llm,
      offline || preview != nil || batchOut != nil || batchIn != nil
    {
      throw Failure(
        "--offline, --preview, --batch-out and --batch-in belong to --generator llm", code: .usage)
    }
    let stage = QuestionStage(
      index: index, output: output, configurationPath: settings.config,
      configuration: configuration, work: work, make: make, offline: offline)
    if let batchIn { try stage.take(batch: batchIn) }
    if let batchOut { return try await stage.gather(into: batchOut) }
    if let preview, try await !PreviewStage(stage: stage, count: preview).run() { return }
    try await stage.run()
  }
}
