/// Prices and rates that costs are reckoned with; `templates/advice/costs.yaml` explains each.
public struct CostTable: Sendable, Codable, Equatable {
  public var currency = "USD"
  /// For a million tokens.
  public var prompt = 2.5
  public var cachedPrompt = 0.25
  public var completion = 10.0
  public var tunedPrompt = 0.6
  public var tunedCompletion = 2.4
  public var training = 3.0
  public var epochs = 3
  public var gpuHour = 2.0
  public var trainingTokensPerSecond = 3000.0
  public var prefillTokensPerSecond = 8000.0
  /// A month.
  public var searchServer = 20.0
  public var answerTokens = 250
  public var retrievedPassages = 5

  public init() {}

  /// The first key whose value cannot be, and why; nil where all can.
  public var fault: (key: String, reason: String)? {
    let numbers: [(String, Double)] = [
      ("prompt", prompt), ("cached_prompt", cachedPrompt), ("completion", completion),
      ("tuned_prompt", tunedPrompt), ("tuned_completion", tunedCompletion), ("training", training),
      ("gpu_hour", gpuHour), ("search_server", searchServer),
      ("answer_tokens", Double(answerTokens)),
    ]
    if let (key, _) = numbers.first(where: { !($0.1 >= 0 && $0.1.isFinite) }) {
      return (key, "a number from 0")
    }
    let positive: [(String, Double)] = [
      ("epochs", Double(epochs)), ("retrieved_passages", Double(retrievedPassages)),
      ("training_tokens_per_second", trainingTokensPerSecond),
      ("prefill_tokens_per_second", prefillTokensPerSecond),
    ]
    if let (key, _) = positive.first(where: { !($0.1 > 0 && $0.1.isFinite) }) {
      return (key, "a number above 0")
    }
    return nil
  }
}
