import ArgumentParser
import Questions

extension GeneratorKind: ExpressibleByArgument {}

/// What makes pairs, beside what the configuration says: for `questions`, `plan` and `build`.
struct GeneratorFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What makes the pairs: rules over the structure of documents, a language model, or people. "
        + "(default: structure)",
      valueName: "structure|llm|import"))
  var generator: GeneratorKind?

  @Option(
    name: .customLong("import"),
    help: ArgumentHelp(
      "Take pairs that people wrote from this file or folder: JSONL, JSON, CSV, HTML or XML; may be "
        + "given several times. Means --generator import.",
      valueName: "file"))
  var imported: [String] = []

  @Option(
    help: ArgumentHelp(
      "A server of the OpenAI API that chats (/v1/chat/completions).", valueName: "url"))
  var endpoint: String?

  @Option(help: ArgumentHelp("The server's name of the model.", valueName: "name"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "The environment variable that holds the server's key.", valueName: "name"))
  var keyVariable: String?

  @Flag(help: "Ask for questions and answers in one call instead of two.")
  var singleCall = false

  @Flag(help: "Pick the evidence by rule and ask the model for the question alone.")
  var answerFirst = false

  @Option(
    help: ArgumentHelp(
      "What the model proves its answers with: quotes that it writes, or sentences that it chooses "
        + "among the passage's own, in one call. (default: quotes)",
      valueName: "quotes|sentences"))
  var evidence: Evidence?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Calls under way at once. (default: 4)", valueName: "n"))
  var concurrency: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Ask for this many questions at most. (default: no limit)", valueName: "n"))
  var maxQuestions: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Spend this many tokens at most, read and written, those of cached answers included. "
        + "(default: no limit)",
      valueName: "n"))
  var budgetTokens: Int?

  enum Evidence: String, ExpressibleByArgument, CaseIterable {
    case quotes, sentences
  }

  func validate() throws {
    let modes = [singleCall, answerFirst, evidence == .sentences].count { $0 }
    if modes > 1 {
      throw ValidationError(
        "Give one of --single-call, --answer-first and --evidence sentences; each is a way of its own."
      )
    }
    for (name, value) in [
      ("--concurrency", concurrency), ("--max-questions", maxQuestions),
      ("--budget-tokens", budgetTokens),
    ] {
      if let value, value < 1 {
        throw ValidationError("\(name) takes a number from 1; \(value) was given.")
      }
    }
    if let generator, generator != .import, !imported.isEmpty {
      throw ValidationError("--import belongs to --generator import.")
    }
    if let generator = generator ?? (imported.isEmpty ? nil : .import), generator != .llm {
      for (name, isGiven) in [
        ("--endpoint", endpoint != nil), ("--model", model != nil), ("--single-call", singleCall),
        ("--answer-first", answerFirst), ("--evidence", evidence != nil),
        ("--budget-tokens", budgetTokens != nil), ("--max-questions", maxQuestions != nil),
      ] where isGiven {
        throw ValidationError("\(name) belongs to --generator llm.")
      }
    }
  }

  /// Puts the flags over the file's settings; a model or a server that is named is to be asked.
  func apply(to options: inout QuestionOptions) {
    if endpoint != nil || model != nil { options.generator = .llm }
    if !imported.isEmpty {
      options.generator = .import
      options.files = imported
    }
    if let generator { options.generator = generator }
    if let endpoint { options.llm.endpoint = endpoint }
    if let model { options.llm.model = model }
    if let keyVariable { options.llm.keyVariable = keyVariable }
    if singleCall { options.llm.mode = .singleCall }
    if answerFirst { options.llm.mode = .answerFirst }
    switch evidence {
    case .sentences: options.llm.mode = .sentences
    case .quotes where options.llm.mode == .sentences: options.llm.mode = .twoCalls
    case .quotes, nil: break
    }
    if let concurrency { options.llm.concurrency = concurrency }
    if let maxQuestions { options.llm.maxQuestions = maxQuestions }
    if let budgetTokens { options.llm.budgetTokens = budgetTokens }
  }
}
