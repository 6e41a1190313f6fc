import Artifacts

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

  /// More distractors than this are refused: no context holds them.
  public static let mostDistractors = 1000

  /// Throws a `DatasetError` where no dataset can be made with these options.
  public func validate() throws(DatasetError) {
    guard (0...Self.mostDistractors).contains(distractors) else {
      throw DatasetError(.badDistractors(distractors))
    }
    guard (0...1).contains(oracleFraction) else {
      throw DatasetError(.badOracleFraction(oracleFraction))
    }
    let shares = [splits.train, splits.validation, splits.test]
    guard shares.allSatisfy({ (0...1).contains($0) }), abs(shares.reduce(0, +) - 1) < 1e-6 else {
      throw DatasetError(
        .badSplits(train: splits.train, validation: splits.validation, test: splits.test))
    }
    for format in formats { _ = try RowFormats.named(format) }
  }

  /// Writes the options as an object, resolved in full.
  func write(to json: inout JSONWriter) {
    json.object {
      $0.key("seed")
      $0.raw(String(seed))
      $0.field("distractors", distractors)
      $0.field("oracle_fraction", oracleFraction, places: 9)
      $0.field("formats", formats)
      $0.key("splits")
      $0.object {
        $0.field("train", splits.train, places: 9)
        $0.field("validation", splits.validation, places: 9)
        $0.field("test", splits.test, places: 9)
      }
    }
  }
}
