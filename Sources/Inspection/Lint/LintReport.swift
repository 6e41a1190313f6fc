/// What the rules found, and what they could not look at.
public struct LintReport: Sendable {
  public private(set) var rows = 0
  public private(set) var formats = NameTally()
  /// How often each rule fired.
  public private(set) var counts: [LintRule: Int] = [:]
  /// For how many rows each rule could be checked.
  public private(set) var checked: [LintRule: Int] = [:]
  /// The first of each rule, in the order of rows.
  public private(set) var findings: [LintRule: [LintFinding]] = [:]
  private let severities: [LintRule: LintSeverity?]
  private let limit: Int

  init(severities: [LintRule: LintSeverity?], limit: Int) {
    (self.severities, self.limit) = (severities, limit)
  }

  public func severity(of rule: LintRule) -> LintSeverity? {
    severities[rule] ?? rule.severity
  }

  /// The rules that fired, the worst and most frequent first.
  public var fired: [LintRule] {
    LintRule.allCases.filter { counts[$0] != nil }.sorted { one, other in
      let (first, second) = (severity(of: one) ?? .note, severity(of: other) ?? .note)
      return first != second ? first > second : (counts[one] ?? 0) > (counts[other] ?? 0)
    }
  }

  /// How many findings are of a severity.
  public func count(_ severity: LintSeverity) -> Int {
    counts.reduce(0) { $0 + (self.severity(of: $1.key) == severity ? $1.value : 0) }
  }

  /// The worst that was found; nil where nothing was.
  public var worst: LintSeverity? { counts.keys.compactMap(severity(of:)).max() }

  /// Rules that were asked for and that no row could be held against.
  public var unchecked: [LintRule] {
    LintRule.allCases.filter { rule in
      // Where nobody wrote pairs, nobody misses what is said of them.
      severity(of: rule) != nil && (checked[rule] ?? 0) == 0 && rule != .equalPair
    }
  }

  /// Rules of single rows that some rows could be held against.
  public var partlyChecked: [LintRule] {
    let rules: [LintRule] = [
      .duplicateID, .duplicateQuestion, .emptyAnswer, .oraclePosition, .oracleAmongDistractors,
      .quoteNotInPassages, .answerNotInQuotes,
    ]
    return rules.filter { rule in
      let count = checked[rule] ?? 0
      return severity(of: rule) != nil && count > 0 && count < rows
    }
  }

  mutating func add(_ found: DatasetLint.Found) {
    rows += found.rows
    formats.merge(found.formats)
    checked.merge(found.checked, uniquingKeysWith: +)
    for finding in found.findings { add(finding) }
  }

  mutating func addChecked(_ rule: LintRule, _ count: Int) {
    checked[rule, default: 0] += count
  }

  mutating func add(_ finding: LintFinding) {
    guard severity(of: finding.rule) != nil else { return }
    counts[finding.rule, default: 0] += 1
    if findings[finding.rule, default: []].count < limit {
      findings[finding.rule, default: []].append(finding)
    }
  }
}
