/// How bad it is that a rule fires.
public enum LintSeverity: String, Sendable, CaseIterable, Comparable {
  /// Worth knowing, and often meant to be so.
  case note
  /// Likely a fault.
  case warning
  /// A row that teaches what is wrong.
  case error

  public static func < (one: LintSeverity, other: LintSeverity) -> Bool {
    allCases.firstIndex(of: one)! < allCases.firstIndex(of: other)!
  }
}
