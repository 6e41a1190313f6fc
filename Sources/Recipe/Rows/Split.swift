/// The part of a dataset that a row belongs to; its raw value is the name in files and rows.
public enum Split: String, Sendable, CaseIterable, Codable {
  case train, validation, test
}

/// What a row teaches.
public enum RowClass: String, Sendable, CaseIterable, Codable {
  /// The oracle is among the passages: read and quote.
  case oracle
  /// Only distractors are: the answer is the same and must be remembered (the paper's 1 − P).
  case memorize
}
