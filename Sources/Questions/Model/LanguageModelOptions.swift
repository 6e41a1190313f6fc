/// How a language model is asked for pairs: the `questions.llm` section of a configuration.
public struct LanguageModelOptions: Codable, Sendable, Equatable {
  /// The address of a server that speaks the OpenAI API; empty for none.
  public var endpoint = ""
  /// The name that the server knows the model by.
  public var model = ""
  /// The environment variable that holds the server's key; empty for none.
  public var keyVariable = ""
  /// How pairs are asked for.
  public var mode = GenerationMode.twoCalls
  /// The language that prompts are written in; empty for each document's own.
  public var promptLanguage = ""
  public var temperature = 0.7
  public var topP = 1.0
  /// The most tokens of one reply.
  public var maxTokens = 1024
  /// Calls under way at once.
  public var concurrency = 4
  /// How long the server may be silent, in seconds.
  public var timeout = 300
  /// How often a call is made at most.
  public var attempts = 6
  /// The file that keeps what the server answered; empty for `cache.sqlite` beside the output.
  public var cache = ""
  /// A `tokenizer.json` to count the tokens of plans with; empty to estimate.
  public var tokenizer = ""
  /// What a million tokens that are read cost, in any currency.
  public var promptPrice = 0.0
  /// What a million tokens that are written cost.
  public var completionPrice = 0.0
  /// The most tokens that all calls may take; 0 for no limit.
  public var budgetTokens = 0
  /// The most questions that are asked for; 0 for no limit.
  public var maxQuestions = 0
  /// Passages of fewer tokens are not asked about.
  public var leastTokens = 30
  /// The share of each type of question.
  public var types: [String: Double] = ["factual": 3, "how_to": 1, "why": 1]
  /// How many passages of different documents a multi-hop question needs, 2 or 3.
  public var hopPassages = 2
  /// Who asks; each passage gets one of them.
  public var personas: [String] = []
  /// The share of each difficulty; none for no word about it.
  public var difficulties: [String: Double] = [:]
  /// The share of each length of question; none for no word about it.
  public var lengths: [String: Double] = [:]

  public init() {}
}

/// How pairs are asked for.
public enum GenerationMode: String, Sendable, CaseIterable, Codable {
  /// Questions of a passage, then a reasoned answer with quotes for each (Zhang et al. 2024).
  case twoCalls = "two-calls"
  /// Questions and answers with quotes at once.
  case singleCall = "single-call"
  /// At once, and the evidence is chosen among the passage's own sentences, to which a schema holds
  /// the model: what it cannot write it cannot get wrong.
  case sentences
  /// A rule picks the sentence that answers; the model writes the question.
  case answerFirst = "answer-first"
}
