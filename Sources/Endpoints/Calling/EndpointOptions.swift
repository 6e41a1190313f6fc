/// How a server is called.
public struct EndpointOptions: Sendable {
  /// The name of the environment variable that holds the key; empty for a server that wants none.
  public var keyVariable: String
  /// How many calls are under way at once.
  public var concurrency: Int
  /// In seconds.
  public var connectTimeout: Int
  /// How long the server may be silent, in seconds.
  public var readTimeout: Int
  /// In bytes.
  public var largestAnswer: Int
  public var retries: RetryPolicy

  public init(
    keyVariable: String = "", concurrency: Int = 4, connectTimeout: Int = 10,
    readTimeout: Int = 300, largestAnswer: Int = 256 << 20, retries: RetryPolicy = RetryPolicy()
  ) {
    self.keyVariable = keyVariable
    self.concurrency = max(1, concurrency)
    self.connectTimeout = connectTimeout
    self.readTimeout = readTimeout
    self.largestAnswer = largestAnswer
    self.retries = retries
  }
}
