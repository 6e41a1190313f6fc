/// How questions are found: the `questions` section of a configuration.
public struct QuestionOptions: Codable, Sendable, Equatable {
  /// What makes the pairs.
  public var generator = GeneratorKind.structure
  /// The seed by which wordings, and questions where there are too many, are chosen.
  public var seed: UInt64 = 42
  /// The most questions that one passage gets.
  public var perPassage = 3
  /// The kinds of question that are made.
  public var kinds = QuestionKind.allCases.map(\.rawValue)
  /// The longest answer, in characters.
  public var longestAnswer = 400
  /// The shortest answer, in characters; ideographs count three.
  public var shortestAnswer = 4
  /// A question must find its own passage among this many; 0 turns the check off.
  public var roundTrip = 20
  /// Files of pairs that people wrote, for the generator `import`.
  public var files: [String] = []
  public var `import` = ImportOptions()
  public var llm = LanguageModelOptions()
  public var checks = CheckOptions()

  public init() {}
}

/// What makes pairs of question and answer.
public enum GeneratorKind: String, Sendable, CaseIterable, Codable {
  /// Rules over the structure of documents: no model, no network.
  case structure
  /// A language model behind an endpoint.
  case llm
  /// Pairs that people wrote.
  case `import`
}

/// How a question was made from the structure of its document.
public enum QuestionKind: String, Sendable, CaseIterable, Codable {
  /// A term and its description, or a sentence that says what something is.
  case definition
  /// An option, parameter or field: what it does, or its default.
  case parameter
  /// A cell of a table, by the labels of its row and column.
  case table
  /// A question that the document itself asks and answers.
  case faq
  /// A numbered list of steps.
  case procedure
  /// A sentence that says what something does, is for, or what happens when.
  case statement
  /// What a section says about its subject.
  case section
}
