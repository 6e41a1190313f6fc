/// A language model that answers conversations.
public protocol ChatModel: Sendable {
  /// - Throws: `ChatFailure` where this request has no answer but others may have one; any other
  ///   error means that the run cannot go on.
  func reply(to request: ChatRequest) async throws -> ChatReply
}

/// What a model answered.
public struct ChatReply: Sendable, Hashable {
  /// Why the model stopped.
  public enum Finish: String, Sendable {
    case stop
    /// The reply was cut at the most tokens.
    case length
    /// The model, or a filter before it, would not answer.
    case refused
  }

  public var content: String
  public var finish: Finish
  public var usage: TokenUsage

  public init(content: String, finish: Finish = .stop, usage: TokenUsage = TokenUsage()) {
    self.content = content
    self.finish = finish
    self.usage = usage
  }
}

/// How many tokens were read and written, as the server counted them.
public struct TokenUsage: Sendable, Hashable {
  public var prompt: Int
  public var completion: Int

  public init(prompt: Int = 0, completion: Int = 0) {
    self.prompt = prompt
    self.completion = completion
  }

  public var total: Int { prompt + completion }

  public static func += (sum: inout TokenUsage, other: TokenUsage) {
    sum.prompt += other.prompt
    sum.completion += other.completion
  }
}

/// Why one request has no answer.
public enum ChatFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Messages and reply do not fit into the model's context.
  case tooLong(String)
  /// The server will not have this request.
  case refused(String)
  /// The server failed, however often it was asked.
  case failed(String)
  /// Neither in the cache nor to be asked for now.
  case pending

  public var description: String {
    switch self {
    case .tooLong(let message), .refused(let message), .failed(let message): message
    case .pending: "the answer is not in the cache"
    }
  }

  /// The name under which it is counted.
  public var reason: String {
    switch self {
    case .tooLong: "promptTooLong"
    case .refused: "requestRefused"
    case .failed: "serverFailed"
    case .pending: "answerMissing"
    }
  }
}
