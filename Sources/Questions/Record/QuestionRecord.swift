import Retrieval

/// A question with its answer and where the answer stands: one line of `questions.jsonl`.
public struct QuestionRecord: Sendable, Hashable {
  /// A stretch of a passage that supports the answer; UTF-8 offsets in the passage's text.
  public struct Evidence: Sendable, Hashable {
    public var chunk: Int
    public var start: Int
    public var end: Int

    public init(chunk: Int, start: Int, end: Int) {
      self.chunk = chunk
      self.start = start
      self.end = end
    }

    /// The stretch of the passage's text, copied by its range.
    public func text(in passage: Passage) -> String {
      String(decoding: Array(passage.text.utf8)[start..<end], as: UTF8.self)
    }
  }

  /// What made the pair.
  public struct Generator: Sendable, Hashable {
    public var name: String
    public var version: String
    public var model: String?

    public init(name: String, version: String, model: String? = nil) {
      self.name = name
      self.version = version
      self.model = model
    }
  }

  public var id: String
  public var question: String
  public var answer: String
  /// The way to the answer, with quotes between `##begin_quote##` and `##end_quote##` that are bytes
  /// of the passages; nil where a template is to word it.
  public var reasoning: String?
  /// Ids of the passages that answer the question.
  public var oracleChunks: [Int]
  public var evidence: [Evidence]
  /// How the pair was made: `definition`, `table`, `faq`, `imported`, …
  public var kind: String
  /// What is asked for (`factual`, `how_to`, …), where a model was told; nil elsewhere.
  public var type: String?
  /// The primary language subtag; nil where unknown.
  public var language: String?
  public var generator: Generator
  public var scores: [String: Double]

  public init(
    id: String, question: String, answer: String, reasoning: String? = nil, oracleChunks: [Int],
    evidence: [Evidence], kind: String, type: String? = nil, language: String?,
    generator: Generator, scores: [String: Double] = [:]
  ) {
    self.id = id
    self.question = question
    self.answer = answer
    self.reasoning = reasoning
    self.type = type
    self.oracleChunks = oracleChunks
    self.evidence = evidence
    self.kind = kind
    self.language = language
    self.generator = generator
    self.scores = scores
  }
}
