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
  /// Only distractors are, and the answer says that they do not tell.
  case abstain
  /// The oracle is among the passages with another value in it: believe the passage.
  case counterfactual
  /// No passages: general instruction data against forgetting.
  case replay

  /// Whether the passages hold what answers.
  var holdsOracle: Bool { self == .oracle || self == .counterfactual }

  /// Those that quotas divide rows into.
  static let ofQuotas: [RowClass] = [.oracle, .memorize, .abstain]
}
