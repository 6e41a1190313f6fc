/// How rows are made of questions: the `dataset` section of a configuration.
public struct DatasetOptions: Codable, Sendable, Equatable {
  /// The shares of the rows that go into each split; they add up to 1.
  public struct Splits: Codable, Sendable, Equatable {
    public var train = 0.9
    public var validation = 0.05
    public var test = 0.05

    public init() {}
  }

  /// The seed of every random choice.
  public var seed: UInt64 = 42
  /// k: how many distractors a row gets.
  public var distractors = 4
  /// P: the share of rows that hold their oracle, by exact quota in every split.
  public var oracleFraction = 0.8
  /// The formats written beside the native one: `raft`, `chat`.
  public var formats = ["raft"]
  public var splits = Splits()

  public init() {}
}
