import Artifacts

/// Which split and class every row gets, by exact quotas.
///
/// Splits: groups of documents (see `DocumentGroups`) stand in the order of a hash of their names.
/// Test takes them from the front, each that still fits its quota of rows, `round(share · rows)`;
/// validation goes on with what is left; the rest is train. So quotas are met as far as whole groups
/// allow, and a new document moves only groups at a quota's edge. Where no group fits the quota, but
/// there are three groups or more and the share is above 0, the split gets the smallest group that
/// is left, unless that is over half of all rows: a small corpus has test and validation rows too.
///
/// Classes: within a split, the `round((1 − P) · rows)` rows with the lowest hash are `memorize`.
struct SplitPlan: Sendable {
  struct Assignment: Sendable, Equatable {
    var split: Split
    var rowClass: RowClass
  }

  /// What is known of a row beforehand.
  struct Row {
    var id: String
    /// The name of its group of documents.
    var group: String
  }

  /// One for each row, in their order.
  let assignments: [Assignment]

  init(rows: [Row], options: DatasetOptions) {
    let hash = SeededHash(seed: options.seed)
    var sizes: [String: Int] = [:]
    for row in rows { sizes[row.group, default: 0] += 1 }
    let splits = Self.splits(of: sizes, rows: rows.count, shares: options.splits, hash: hash)
    var members: [Split: [Int]] = [:]
    for (index, row) in rows.enumerated() {
      members[splits[row.group] ?? .train, default: []].append(index)
    }
    var assignments = [Assignment](
      repeating: Assignment(split: .train, rowClass: .oracle), count: rows.count)
    for (split, indices) in members {
      for index in indices { assignments[index].split = split }
      let quota = Self.quota(1 - options.oracleFraction, of: indices.count)
      let ranked = indices.map { (rank: hash.rank("class", rows[$0].id), index: $0) }.sorted {
        $0.rank != $1.rank ? $0.rank < $1.rank : rows[$0.index].id < rows[$1.index].id
      }
      for (_, index) in ranked.prefix(quota) { assignments[index].rowClass = .memorize }
    }
    self.assignments = assignments
  }

  /// The share of `count`, rounded to the nearest whole number, halves up.
  static func quota(_ share: Double, of count: Int) -> Int {
    // A share such as 1 − 0.9 falls short of 0.1 by one bit.
    Int((share * Double(count) + 1e-9).rounded())
  }

  private static func splits(
    of sizes: [String: Int], rows: Int, shares: DatasetOptions.Splits, hash: SeededHash
  ) -> [String: Split] {
    var left = sizes.map { (rank: hash.rank("split", $0.key), name: $0.key, size: $0.value) }
      .sorted { $0.rank != $1.rank ? $0.rank < $1.rank : $0.name < $1.name }
    var result: [String: Split] = [:]
    for (split, share) in [(Split.test, shares.test), (.validation, shares.validation)] {
      let quota = quota(share, of: rows)
      var taken = 0
      for group in left where taken + group.size <= quota {
        result[group.name] = split
        taken += group.size
      }
      left.removeAll { result[$0.name] != nil }
      guard taken == 0, share > 0, sizes.count >= 3,
        let smallest = left.min(by: { $0.size < $1.size }), 2 * smallest.size <= rows
      else { continue }
      result[smallest.name] = split
      left.removeAll { $0.name == smallest.name }
    }
    return result
  }
}
