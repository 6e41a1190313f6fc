import Artifacts
import Documents
import Endpoints
import Questions
import Retrieval
import Templates

/// From an index to questions.
struct QuestionStage {
  var index: String
  var output: String
  /// The configuration's file, a prerequisite of the output; nil without one.
  var configurationPath: String?
  var configuration: Configuration
  var work: WorkOptions
  var make: DepfileOptions
  /// Whether only the cache may be asked.
  var offline = false

  func run() async throws {
    let drops = try await perform()
    try make.write(
      output: output,
      prerequisites: [configurationPath].compactMap(\.self) + [index]
        + configuration.templateFiles() + configuration.questionFiles())
    try Drops.report(drops, strict: work.strict)
  }

  /// Writes the questions and their manifest; returns what was dropped.
  func perform() async throws -> DropCounts {
    let index = try Index(path: index)
    let found: FoundQuestions
    switch configuration.questions.generator {
    case .structure:
      found = try await QuestionFinder(
        index: index, options: configuration.questions,
        templates: try configuration.templateStore()
      ).find(threads: work.threadCount, progress: Progress.reporter(quiet: work.quiet))
    case .llm:
      found = try await ask(index, road: offline ? .offline : .server)
    case .import:
      found = try await ImportFinder(index: index, options: configuration.questions).find(
        threads: work.threadCount, progress: Progress.reporter(quiet: work.quiet))
    }
    let manifest = QuestionManifest(
      configuration: try JSONValue(
        parsing: Array(Configuration.resolved(configuration.questions).utf8)),
      counts: QuestionCounts.json(found, options: configuration.questions), drops: found.drops)
    try QuestionFile.write(found.records, to: output)
    if configuration.questions.generator != .structure {
      try QuestionLedger.write(found.ledger, besides: output)
    }
    try manifest.write(besides: output)
    return found.drops
  }

  /// Asks the language model of the configuration.
  func ask(_ index: Index, road: ChatSource.Road) async throws -> FoundQuestions {
    let options = configuration.questions
    let source = try ChatSource.open(options.llm, output: output, road: road)
    let finder = try LanguageModelFinder(
      index: index, options: options, templates: try configuration.templateStore(),
      model: source.model, counter: try TokenCounter(tokenizerPath: options.llm.tokenizer))
    let found: FoundQuestions
    do {
      found = try await finder.find(
        threads: work.threadCount, progress: Progress.reporter(quiet: work.quiet))
    } catch {
      await source.client?.close()
      throw error
    }
    if let client = source.client {
      if !work.quiet { StandardError.print("calls: \(client.counts.summary)") }
      await client.close()
    }
    let missing = found.ledger.count { $0.reason == ChatFailure.pending.reason }
    if road == .offline, missing > 0 {
      throw Failure(
        "\(ChatSource.cachePath(options.llm, output: output)): \(missing) answers are not in the "
          + "cache and --offline is set, so nothing was written; run once without --offline, or "
          + "take them in with --batch-in", code: .workFailed)
    }
    return found
  }

  /// Takes the responses of a batch into the cache.
  func take(batch: String) throws {
    let cache = try EndpointCache(
      path: ChatSource.cachePath(configuration.questions.llm, output: output))
    let taken = try BatchFile.read(batch, into: cache)
    StandardError.print("\(batch): \(taken.answers) responses taken into \(cache.path)")
    try Drops.report(taken.drops, strict: work.strict)
  }

  /// Writes the requests that the cache cannot answer.
  func gather(into path: String) async throws {
    let options = configuration.questions.llm
    _ = try await ask(try Index(path: index), road: .gathering)
    let cache = try EndpointCache(path: ChatSource.cachePath(options, output: output))
    let count = try BatchFile.write(cache, to: path)
    guard count > 0 else {
      return StandardError.print(
        "\(path): no requests: the cache has every answer; run again without --batch-out to write "
          + "the questions")
    }
    StandardError.print(
      "\(path): \(count) requests; run them, take the responses in with --batch-in, and look for "
        + "more with --batch-out, as answers follow from questions")
    if count > 50_000 {
      StandardError.print(
        "\(path): OpenAI takes 50,000 requests in a file; cut it with split -l 50000")
    }
  }
}
