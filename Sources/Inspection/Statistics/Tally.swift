/// How often each whole number occurred: exact quantiles in memory bounded by distinct values.
///
///     var lengths = Tally()
///     for value in [3, 1, 2, 2] { lengths.add(value) }
///     lengths.quantile(0.5)   // 2
public struct Tally: Sendable, Equatable {
  public private(set) var counts: [Int: Int] = [:]
  public private(set) var total = 0

  public init() {}

  public mutating func add(_ value: Int) {
    counts[value, default: 0] += 1
    total += 1
  }

  mutating func merge(_ other: Tally) {
    counts.merge(other.counts, uniquingKeysWith: +)
    total += other.total
  }

  public var isEmpty: Bool { total == 0 }
  public var sorted: [(value: Int, count: Int)] {
    counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The smallest value that at least the share `q` of all values does not exceed (nearest rank).
  public func quantile(_ q: Double) -> Int {
    summary([q]).first ?? 0
  }

  /// Smallest, median, 95th percentile and largest.
  public var fivePoints: (min: Int, median: Int, p95: Int, max: Int) {
    let points = summary([0, 0.5, 0.95, 1])
    return points.isEmpty ? (0, 0, 0, 0) : (points[0], points[1], points[2], points[3])
  }

  private func summary(_ quantiles: [Double]) -> [Int] {
    guard total > 0 else { return [] }
    var result: [Int] = []
    var seen = 0
    for (value, count) in sorted {
      seen += count
      while result.count < quantiles.count,
        Double(seen) >= (quantiles[result.count] * Double(total)).rounded(.up)
      {
        result.append(value)
      }
    }
    return result
  }
}

/// How often each name occurred.
public struct NameTally: Sendable, Equatable {
  public private(set) var counts: [String: Int] = [:]

  public init() {}

  public mutating func add(_ name: String) {
    counts[name, default: 0] += 1
  }

  mutating func merge(_ other: NameTally) {
    counts.merge(other.counts, uniquingKeysWith: +)
  }

  public var isEmpty: Bool { counts.isEmpty }

  /// The most frequent first, then by name.
  public var sorted: [(name: String, count: Int)] {
    counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }
}

/// The lengths of one part of a row: in characters (Unicode scalars) and in estimated tokens.
public struct LengthTally: Sendable, Equatable {
  public private(set) var characters = Tally()
  public private(set) var tokens = Tally()

  public init() {}

  mutating func add(_ size: TextSize) {
    characters.add(size.characters)
    tokens.add(size.tokens)
  }

  mutating func merge(_ other: LengthTally) {
    characters.merge(other.characters)
    tokens.merge(other.tokens)
  }

  public var isEmpty: Bool { characters.isEmpty }
}
