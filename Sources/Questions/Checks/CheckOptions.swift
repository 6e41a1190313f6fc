/// What a pair of a model or of people has to pass: the `questions.checks` section.
///
/// Each threshold has a value that turns its check off, which its comment names.
public struct CheckOptions: Codable, Sendable, Equatable {
  /// The least share of the answer's words that its quotes hold; 0 for any.
  public var support = 0.6
  /// The least share of what the question asks about (its words without those that ask, and without
  /// the title's where others are left) that the sentences of the evidence hold, rare words counting
  /// more; 0 for any.
  public var relevance = 0.4
  /// The least that the words of a question tell that the sentences of its evidence hold, as a sum of
  /// idf in units of what a word tells that only one passage holds: a question of common words alone
  /// names nothing; 0 for any.
  public var specificity = 0.5
  /// The most that the question may tell of its answer: the share of the answer's words; 1 for any.
  public var leak = 0.7
  /// The most that a question may repeat its evidence: the share of pairs of neighbouring words that
  /// it has from there; 1 for any.
  public var copied = 0.8
  /// The most that two questions may resemble each other (estimated Jaccard of their words and
  /// character sequences); 1 for any.
  public var nearDuplicate = 0.8
  /// Whether questions and answers must be in the language of their passage.
  public var language = true
  /// Whether a question must not point at something that only the page shows.
  public var standAlone = true
  /// Whether the evidence must have what the form of the question asks for: a number for “how many”,
  /// a reason for “why” (English).
  public var answerForm = AnswerFormCheck.known
  /// Whether a question must be one in form.
  public var form = true
  /// The least mark, 1 to 5, that a model gives the pair; 0 to ask for none.
  public var judgeMinimum = 0
  /// The model that judges; empty for the one that wrote.
  public var judgeModel = ""
  /// How strictly the form of a question is held against its evidence.
  public enum AnswerFormCheck: String, Sendable, CaseIterable, Codable {
    case off
    /// Evidence that lacks what a known form asks for drops the pair.
    case known
    /// So does a form that no rule knows, and a sign that may mean something else: for small models,
    /// whose questions often have nothing to do with what they were asked about.
    case strict
  }

  /// What happens to questions that a model answers without a passage.
  public var closedBook = ClosedBook.off
  /// The share of the answer's words that such an answer must hold to count as known.
  public var closedBookMatch = 0.6

  public init() {}
}

/// What happens to questions that a model answers without a passage.
public enum ClosedBook: String, Sendable, CaseIterable, Codable {
  /// It is not asked.
  case off
  /// They are dropped.
  case drop
  /// They are kept, with `closed_book` among their scores: 1 for what the model knows.
  case tag
}
