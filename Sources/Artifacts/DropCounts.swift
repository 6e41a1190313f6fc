/// How many things were dropped, by named reason: nothing is lost in silence.
///
/// Reasons are short camel-case names that stay the same between versions (`emptyDocument`,
/// `duplicateQuestion`). A few examples are kept with each, in the order in which they were added,
/// so that a person can look one up.
public struct DropCounts: Sendable, Equatable {
  /// How many examples are kept for each reason.
  public static let exampleLimit = 5

  /// One reason's count and the first few things that it dropped.
  public struct Entry: Sendable, Equatable {
    public var count: Int
    /// Where: a file, a chunk or a question with what is wrong with it, one sentence each.
    public var examples: [String]

    public init(count: Int = 0, examples: [String] = []) {
      self.count = count
      self.examples = examples
    }
  }

  public private(set) var reasons: [String: Entry] = [:]

  public init() {}

  public var total: Int { reasons.values.reduce(0) { $0 + $1.count } }
  public var isEmpty: Bool { reasons.isEmpty }

  /// Counts one dropped thing, or `count` of them; `example` says which.
  ///
  /// - Parameter keepsAll: true where every example is wanted, such as each file that has an error.
  public mutating func add(
    _ reason: String, count: Int = 1, keepsAll: Bool = false, example: @autoclosure () -> String
  ) {
    guard count > 0 else { return }
    var entry = reasons[reason] ?? Entry()
    entry.count += count
    if keepsAll || entry.examples.count < Self.exampleLimit { entry.examples.append(example()) }
    reasons[reason] = entry
  }

  /// Sets a reason read back from a file.
  public mutating func set(_ reason: String, to entry: Entry) {
    reasons[reason] = entry
  }

  /// Adds another's counts; its examples come after this one's.
  public mutating func merge(_ other: DropCounts) {
    for (reason, theirs) in other.reasons {
      var entry = reasons[reason] ?? Entry()
      entry.count += theirs.count
      // More than the limit are there because all are wanted.
      let limit = theirs.examples.count > Self.exampleLimit ? Int.max : Self.exampleLimit
      entry.examples += theirs.examples.prefix(max(0, limit - entry.examples.count))
      reasons[reason] = entry
    }
  }

  /// Reasons with the most drops first, then by name.
  public var sorted: [(reason: String, entry: Entry)] {
    reasons.map { ($0.key, $0.value) }.sorted {
      $0.1.count != $1.1.count ? $0.1.count > $1.1.count : $0.0 < $1.0
    }
  }
}
