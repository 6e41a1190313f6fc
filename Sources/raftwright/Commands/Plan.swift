import ArgumentParser
import Documents
import Questions
import Retrieval

/// `raftwright plan`: what asking a model will take.
struct Plan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say what asking a language model will take: calls, tokens, cost.",
    discussion: """
      Reckons what "raftwright questions --generator llm" with the same settings will ask for, \
      without asking. Answers that cache.sqlite holds cost nothing. Tokens are counted with the \
      tokenizer.json that questions.llm.tokenizer names, else estimated; costs follow from \
      questions.llm.prompt_price and completion_price, for a million tokens.

      Example:
        raftwright plan build/index.sqlite --model smollm2 --single-call
      """)

  @Argument(help: ArgumentHelp("The index to read.", valueName: "index.sqlite"))
  var index: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The questions that will be written; the cache lies beside them. "
        + "(default: questions.jsonl beside the index)",
      valueName: "questions.jsonl"))
  var output: String?

  @OptionGroup var generation: GeneratorFlags
  @OptionGroup var settings: ConfigurationOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Show no progress.")
  var quiet = false

  mutating func run() async throws {
    guard generation.imported.isEmpty, generation.generator != .import else {
      throw Failure(
        "people's pairs cost no call, so there is nothing to plan; leave --import out",
        code: .usage)
    }
    var configuration = try settings.load()
    generation.apply(to: &configuration.questions)
    configuration.questions.generator = .llm
    try InputPath.require([index])
    let options = configuration.questions
    let source = try ChatSource.open(
      options.llm, output: output ?? SiblingPath.of(index, named: "questions.jsonl"), road: .offline
    )
    let finder = try LanguageModelFinder(
      index: try Index(path: index), options: options,
      templates: try configuration.templateStore(), model: source.model,
      counter: try TokenCounter(tokenizerPath: options.llm.tokenizer))
    let plan = try await finder.plan(progress: Progress.passing(quiet: quiet))
    var output = StandardOutput()
    let table = PlanTable(plan: plan, options: options.llm)
    try output.write(json ? table.json() : table.text())
    try output.flush()
    for line in Drops.lines(plan.drops) where !json { StandardError.print(line) }
  }
}
