/// One place where a rule fires.
public struct LintFinding: Sendable, Equatable {
  public var rule: LintRule
  /// The file, or the folder for what all rows together show.
  public var path: String
  /// From 1; nil for what no single line shows.
  public var line: Int?
  /// The row's id.
  public var id: String?
  /// What is wrong, a sentence without its full stop.
  public var message: String

  init(_ rule: LintRule, path: String, line: Int? = nil, id: String? = nil, _ message: String) {
    (self.rule, self.path, self.line, self.id, self.message) = (rule, path, line, id, message)
  }
}

/// Text of a row in a message: short, on one line.
func excerpt(_ text: some StringProtocol, _ limit: Int = 60) -> String {
  let line = String(text.map { $0.isNewline ? " " : $0 })
  return "“" + (line.count > limit ? line.prefix(limit) + "…" : line) + "”"
}
