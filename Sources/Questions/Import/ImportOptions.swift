/// How pairs of people find their evidence: the `questions.import` section.
public struct ImportOptions: Codable, Sendable, Equatable {
  /// The least share of an answer that must stand verbatim in the passages to count as quoted.
  public var quoted = 0.8
  /// The least share of the answer's words, beyond the question's, that the sentences hold that were
  /// found by retrieval; rare words count more; 0 for any.
  public var support = 0.6
  /// The least share of what the question asks about that the passage holds that was found by
  /// retrieval, its title and headings included; 0 for any.
  public var relevance = 0.5
  /// How many passages are looked at for a pair.
  public var depth = 20
  /// The longest answer, in characters; people write longer ones than rules and models.
  public var longestAnswer = 2000

  public init() {}
}
