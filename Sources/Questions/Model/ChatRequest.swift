/// What is asked of a language model: the messages and how it is to answer.
///
/// Nothing in it depends on where the model is served, so that the same request to another server
/// of the same model has the same answer in the cache.
public struct ChatRequest: Sendable, Hashable {
  /// One turn of the conversation.
  public struct Message: Sendable, Hashable {
    public enum Role: String, Sendable { case system, user, assistant }

    public var role: Role
    public var content: String

    public init(_ role: Role, _ content: String) {
      self.role = role
      self.content = content
    }
  }

  /// The shape of the reply, for servers that can hold a model to one.
  public struct Schema: Sendable, Hashable {
    /// Letters, digits and underscores.
    public var name: String
    /// A JSON Schema as JSON.
    public var json: String

    public init(name: String, json: String) {
      self.name = name
      self.json = json
    }
  }

  /// The name that the server knows the model by.
  public var model: String
  public var messages: [Message]
  public var schema: Schema?
  /// The most tokens of the reply.
  public var maxTokens: Int
  public var sampling: Sampling

  /// How tokens are drawn.
  public struct Sampling: Sendable, Hashable {
    public var temperature: Double
    /// The share of probability that is drawn from; 1 for all.
    public var topP: Double
    /// For servers that keep one; a reply is repeatable only through the cache.
    public var seed: Int?

    public init(temperature: Double = 0.7, topP: Double = 1, seed: Int? = nil) {
      self.temperature = temperature
      self.topP = topP
      self.seed = seed
    }
  }

  public init(
    model: String, messages: [Message], schema: Schema? = nil, maxTokens: Int,
    sampling: Sampling = Sampling()
  ) {
    self.model = model
    self.messages = messages
    self.schema = schema
    self.maxTokens = maxTokens
    self.sampling = sampling
  }
}
