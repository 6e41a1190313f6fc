import Artifacts

/// Which split and class every row gets, by exact quotas.
///
/// Splits: groups (see `SplitGroups`) stand in the order of a hash of their names. Test takes them
/// from the front, each that still fits its quota of rows, `round(share · rows)`; validation goes on
/// with what is left; the rest is train. So quotas are met as far as whole groups allow, and a new
/// document moves only groups at a quota's edge. Where no group fits the quota, but there are three
/// groups or more and the share is above 0, the split gets the smallest group that is left, unless
/// that is over half of all rows: a small corpus has test and validation rows too.
///
/// Classes: within a split, the `round((1 − P) · rows)` rows with the lowest hash lack their oracle,
/// and of those the first `round(A · rows)` decline to answer. As retrieved, which rows lack their
/// oracle is given, and A / (1 − P) of them decline.
struct SplitPlan: Sendable {
  struct Assignment: Sendable, Equatable {
    var split: Split
    var rowClass: RowClass
  }

  /// What is known of a row beforehand.
  struct Row {
    /// The number of its group.
    var group: Int
    /// The hash by which classes are filled.
    var rank: UInt64
    /// Whether the search finds its oracles; nil where they are put among its passages.
    var isRetrieved: Bool?
    /// Whether a passage beside the oracle answers, so that nothing is to be declined.
    var isAnsweredElsewhere = false
    /// Whether its value can be changed.
    var isChangeable = false
  }

  /// One for each row, in their order.
  private(set) var assignments: [Assignment]
  /// Whether a row gets another one with its value changed.
  private(set) var hasCounterfactual: [Bool]
  /// How many rows should have got another one and cannot.
  private(set) var missingCounterfactuals = 0

  /// - Parameter groups: the hash of each group.
  init(rows: [Row], groups: [UInt64], options: DatasetOptions) {
    var sizes = [Int](repeating: 0, count: groups.count)
    for row in rows { sizes[row.group] += 1 }
    let splits = Self.splits(of: sizes, ranks: groups, rows: rows.count, shares: options.splits)
    assignments = rows.map { Assignment(split: splits[$0.group], rowClass: .oracle) }
    hasCounterfactual = [Bool](repeating: false, count: rows.count)
    for split in Split.allCases {
      let members = rows.indices.filter { assignments[$0].split == split }
        .sorted { (rows[$0].rank, $0) < (rows[$1].rank, $1) }
      fillClasses(members, rows, options)
      fillCounterfactuals(members, rows, options)
    }
  }

  private mutating func fillClasses(_ members: [Int], _ rows: [Row], _ options: DatasetOptions) {
    let absent: [Int]
    var abstaining = Self.quota(options.abstainFraction, of: members.count)
    if options.context == .asRetrieved {
      absent = members.filter { rows[$0].isRetrieved == false }
      let share =
        options.oracleFraction < 1 ? options.abstainFraction / (1 - options.oracleFraction) : 0
      abstaining = Self.quota(min(1, share), of: absent.count)
    } else {
      absent = Array(members.prefix(Self.quota(1 - options.oracleFraction, of: members.count)))
    }
    for index in absent {
      let abstains = abstaining > 0 && !rows[index].isAnsweredElsewhere
      if abstains { abstaining -= 1 }
      assignments[index].rowClass = abstains ? .abstain : .memorize
    }
  }

  private mutating func fillCounterfactuals(
    _ members: [Int], _ rows: [Row], _ options: DatasetOptions
  ) {
    guard options.counterfactuals > 0 else { return }
    let present = members.filter { assignments[$0].rowClass == .oracle }
    let quota = Self.quota(options.counterfactuals, of: present.count)
    // Those at the other end than the rows that lack their oracle.
    let chosen = present.reversed().filter { rows[$0].isChangeable }.prefix(quota)
    for index in chosen { hasCounterfactual[index] = true }
    missingCounterfactuals += quota - chosen.count
  }

  /// The share of `count`, rounded to the nearest whole number, halves up.
  static func quota(_ share: Double, of count: Int) -> Int {
    // A share such as 1 − 0.9 falls short of 0.1 by one bit.
    Int((share * Double(count) + 1e-9).rounded())
  }

  /// The split of each group.
  private static func splits(
    of sizes: [Int], ranks: [UInt64], rows: Int, shares: DatasetOptions.Splits
  ) -> [Split] {
    var left = sizes.indices.filter { sizes[$0] > 0 }
      .sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    let count = left.count
    var result = [Split](repeating: .train, count: sizes.count)
    for (split, share) in [(Split.test, shares.test), (.validation, shares.validation)] {
      let quota = quota(share, of: rows)
      var taken = 0
      for group in left where taken + sizes[group] <= quota {
        result[group] = split
        taken += sizes[group]
      }
      left.removeAll { result[$0] != .train }
      guard taken == 0, share > 0, count >= 3,
        let smallest = left.min(by: { sizes[$0] < sizes[$1] }), 2 * sizes[smallest] <= rows
      else { continue }
      result[smallest] = split
      left.removeAll { $0 == smallest }
    }
    return result
  }
}
