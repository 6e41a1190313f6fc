import Artifacts
import Documents
import Foundation
import Questions
import Recipe
import Retrieval
import Templates

/// All settings, a section for each module that owns them.
///
/// To add a section: a property here, and a line for each of its keys in `ConfigurationComments`.
struct Configuration: Codable, Equatable {
  var documents = DocumentsOptions()
  var retrieval = RetrievalOptions()
  var questions = QuestionOptions()
  var dataset = DatasetOptions()
  /// The folder of the templates that replace embedded ones; empty for none.
  var templates = ""

  /// Reads a file over the defaults; without a file there are just the defaults.
  ///
  /// - Parameter profile: the recipe that `dataset` starts from; nil for the one that the file
  ///   names.
  static func load(_ path: String?, profile: RecipeProfile? = nil) throws -> Configuration {
    var defaults = Configuration()
    defaults.dataset = DatasetOptions(profile: profile ?? .hard)
    guard let path else { return defaults }
    let reading = ConfigurationReading(path: path)
    let text = String(decoding: try WholeFile.read(path), as: UTF8.self)
    if profile == nil, let named = try reading.scalar(["dataset", "profile"], in: text),
      let profile = RecipeProfile(rawValue: named)
    {
      defaults.dataset = DatasetOptions(profile: profile)
    }
    var configuration = try reading.read(text, over: defaults)
    if let profile { configuration.dataset.profile = profile }
    try configuration.validate(path)
    configuration.templates = Self.asSeen(from: path, configuration.templates)
    configuration.documents.tokenizer = Self.asSeen(
      from: path, configuration.documents.tokenizer)
    configuration.retrieval.embedding.table = Self.asSeen(
      from: path, configuration.retrieval.embedding.table)
    configuration.retrieval.embedding.tokenizer = Self.asSeen(
      from: path, configuration.retrieval.embedding.tokenizer)
    configuration.retrieval.embedding.cache = Self.asSeen(
      from: path, configuration.retrieval.embedding.cache)
    configuration.dataset.decontaminate = configuration.dataset.decontaminate.map {
      Self.asSeen(from: path, $0)
    }
    configuration.dataset.replay.files = configuration.dataset.replay.files.map {
      Self.asSeen(from: path, $0)
    }
    configuration.questions.files = configuration.questions.files.map {
      Self.asSeen(from: path, $0)
    }
    configuration.questions.llm.cache = Self.asSeen(from: path, configuration.questions.llm.cache)
    configuration.questions.llm.tokenizer = Self.asSeen(
      from: path, configuration.questions.llm.tokenizer)
    return configuration
  }

  /// A path that a configuration file names: as seen from the file.
  private static func asSeen(from file: String, _ path: String) -> String {
    guard !path.isEmpty, !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else {
      return path
    }
    return file[...slash] + path
  }

  /// What `documents.tokenizer` says to count tokens with.
  func tokenCounter() throws -> TokenCounter {
    try TokenCounter(tokenizerPath: documents.tokenizer)
  }

  /// The tokenizer's file, which an index depends on.
  func tokenizerFiles() -> [String] {
    documents.tokenizer.isEmpty ? [] : [documents.tokenizer]
  }

  /// Files that rows depend on, beside index, questions and templates.
  func recipeFiles() -> [String] {
    dataset.decontaminate + dataset.replay.files
      + (dataset.maxTokens > 0 ? tokenizerFiles() : [])
  }

  /// What only the values show to be wrong.
  private func validate(_ path: String) throws {
    let kinds = QuestionKind.allCases.map(\.rawValue)
    for kind in questions.kinds where !kinds.contains(kind) {
      let nearest = EditDistance.nearest(to: kind, among: kinds)
      throw Failure(
        "\(path): questions.kinds: there is no kind `\(kind)`"
          + (nearest.map { "; did you mean `\($0)`?" }
            ?? "; there are \(kinds.joined(separator: ", "))"),
        code: .usage)
    }
    let strategies = ChunkingStrategy.allCases.map(\.rawValue)
    if !strategies.contains(documents.chunking) {
      let nearest = EditDistance.nearest(to: documents.chunking, among: strategies)
      throw Failure(
        "\(path): documents.chunking: there is no strategy `\(documents.chunking)`"
          + (nearest.map { "; did you mean `\($0)`?" }
            ?? "; there are \(strategies.joined(separator: ", "))"),
        code: .usage)
    }
    func require(_ isGood: Bool, _ key: String, _ value: Any, _ advice: String) throws {
      if !isGood { throw Failure("\(path): \(key) is \(value); \(advice)", code: .usage) }
    }
    let (share, positive) = ("give a number from 0 to 1", "give at least 1")
    try require(
      documents.chunkTokens >= 16, "documents.chunk_tokens", documents.chunkTokens,
      "give at least 16")
    try require(documents.overlap >= 0, "documents.overlap", documents.overlap, "give 0 or more")
    try require(
      (0...1).contains(documents.smallestChunk), "documents.smallest_chunk",
      documents.smallestChunk, share)
    try require(
      !documents.extensions.isEmpty, "documents.extensions", "empty",
      "name some, such as [html, xml]")
    try require(retrieval.k1 >= 0, "retrieval.k1", retrieval.k1, "give a number from 0")
    try require((0...1).contains(retrieval.b), "retrieval.b", retrieval.b, share)
    let weights = 1...100
    try require(
      weights.contains(retrieval.titleWeight), "retrieval.title_weight", retrieval.titleWeight,
      "give 1 to 100")
    try require(
      weights.contains(retrieval.headingWeight), "retrieval.heading_weight",
      retrieval.headingWeight, "give 1 to 100")
    let embedding = retrieval.embedding
    for (key, value) in [
      ("batch", embedding.batch), ("concurrency", embedding.concurrency),
      ("timeout", embedding.timeout),
    ] {
      try require(value >= 1, "retrieval.embedding.\(key)", value, positive)
    }
    try require(
      embedding.dimensions >= 0, "retrieval.embedding.dimensions", embedding.dimensions,
      "give 0 or more")
    let fusion = retrieval.fusion
    try require(fusion.k >= 0, "retrieval.fusion.k", fusion.k, "give 0 or more")
    try require(
      fusion.denseWeight >= 0 && fusion.denseWeight.isFinite, "retrieval.fusion.dense_weight",
      fusion.denseWeight, "give a number from 0")
    try require(fusion.depth >= 1, "retrieval.fusion.depth", fusion.depth, positive)
    try require(questions.perPassage >= 1, "questions.per_passage", questions.perPassage, positive)
    try require(
      questions.roundTrip >= 0, "questions.round_trip", questions.roundTrip, "give 0 or more")
    try require(
      questions.shortestAnswer >= 1, "questions.shortest_answer", questions.shortestAnswer, positive
    )
    try require(
      questions.longestAnswer >= questions.shortestAnswer, "questions.longest_answer",
      questions.longestAnswer,
      "give at least questions.shortest_answer, which is \(questions.shortestAnswer)")
    try validate(questions.llm, path)
    try validate(questions.checks, path)
    try validate(questions.import, path)
    do {
      try documents.validate()
      try dataset.validate()
    } catch {
      throw Failure("\(path): \(error)", code: .usage)
    }
  }

  func templateStore() throws -> TemplateStore {
    try TemplateStore(folder: templates.isEmpty ? nil : templates)
  }

  /// The user's template files, which outputs depend on.
  func templateFiles() -> [String] {
    guard !templates.isEmpty else { return [] }
    return TemplateStore.embedded.map { templates + "/" + $0.path }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }

  /// A section or a whole configuration, resolved in full, as one line of JSON.
  static func resolved(_ options: some Encodable) -> String {
    ConfigurationSchema(reflecting: options).json
  }
}
