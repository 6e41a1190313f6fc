/// What `lint` looks for; the raw value is the rule's id, which does not change between versions.
public enum LintRule: String, Sendable, CaseIterable {
  case unreadableLine = "unreadable-line"
  case unknownFormat = "unknown-format"
  case duplicateID = "duplicate-id"
  case duplicateQuestion = "duplicate-question"
  case emptyQuestion = "empty-question"
  case emptyAnswer = "empty-answer"
  case truncatedAnswer = "truncated-answer"
  case oraclePosition = "oracle-position"
  case oracleAmongDistractors = "oracle-among-distractors"
  case quoteNotInPassages = "quote-not-in-passages"
  case quoteInAbsentOracle = "quote-in-absent-oracle"
  case answerNotInQuotes = "answer-not-in-quotes"
  case answerMismatch = "answer-mismatch"
  case equalPair = "equal-pair"
  case unbalancedMarkers = "unbalanced-markers"
  case oracleFraction = "oracle-fraction"
  case distractorCount = "distractor-count"
  case positionBias = "position-bias"
  case wrongSplit = "wrong-split"
  case leakedQuestion = "leaked-question"
  case leakedOracle = "leaked-oracle"
  case leakedDocument = "leaked-document"
  case overBudget = "over-budget"
  case mixedLanguages = "mixed-languages"
  case encodingDamage = "encoding-damage"
  case secret
  case personalData = "personal-data"

  /// How bad it is unless a user says otherwise.
  public var severity: LintSeverity {
    switch self {
    case .unreadableLine, .unknownFormat, .duplicateID, .emptyQuestion, .emptyAnswer,
      .oraclePosition, .oracleAmongDistractors, .quoteNotInPassages, .unbalancedMarkers,
      .oracleFraction, .wrongSplit, .leakedQuestion, .leakedOracle, .leakedDocument, .overBudget,
      .secret, .equalPair:
      .error
    case .duplicateQuestion, .truncatedAnswer, .answerNotInQuotes, .answerMismatch,
      .distractorCount,
      .positionBias, .mixedLanguages, .encodingDamage:
      .warning
    case .quoteInAbsentOracle, .personalData: .note
    }
  }

  /// What it looks for, a sentence without its full stop.
  public var summary: String {
    switch self {
    case .unreadableLine: "a line is no JSON object"
    case .unknownFormat: "a line has the keys of no known format"
    case .duplicateID: "two rows have the same id"
    case .duplicateQuestion: "a question is asked twice in one split"
    case .emptyQuestion: "a row asks nothing"
    case .emptyAnswer: "a row has no answer"
    case .truncatedAnswer: "an answer breaks off"
    case .oraclePosition: "positions, roles, class and text of the oracle do not agree"
    case .oracleAmongDistractors: "a distractor reads the same as the oracle"
    case .quoteNotInPassages: "a quote stands in no passage of its row and not in its oracle"
    case .quoteInAbsentOracle: "a quote stands in the oracle alone, which the row does not hold"
    case .answerNotInQuotes: "the answer does not follow from the quotes"
    case .answerMismatch: "the reasoned answer comes to something else than the short answer"
    case .equalPair: "the better and the worse answer of a pair are the same, or one is missing"
    case .unbalancedMarkers: "marks around quotes, passages or thoughts do not pair up"
    case .oracleFraction: "P is not what the manifest says"
    case .distractorCount: "k is not what the manifest says"
    case .positionBias: "the oracle stands in some places more often than chance puts it there"
    case .wrongSplit: "a row says that it is of another split than its file"
    case .leakedQuestion: "validation or test ask what train asks"
    case .leakedOracle: "validation or test have an oracle of train"
    case .leakedDocument: "validation or test have an oracle of a document that train has one of"
    case .overBudget: "a row has more tokens than it may"
    case .mixedLanguages: "question and answer are in two languages, or not in the one recorded"
    case .encodingDamage: "text was read in the wrong encoding, or characters were lost"
    case .secret: "a row holds an access key or a card number"
    case .personalData: "a row holds an e-mail address, a telephone number or a bank account"
    }
  }

  /// What a row or a set must have for the rule to be checked.
  public var needs: String {
    switch self {
    case .unreadableLine, .unknownFormat, .emptyQuestion, .emptyAnswer, .truncatedAnswer,
      .encodingDamage, .secret, .personalData:
      "rows of a known format"
    case .duplicateID: "rows with an id"
    case .duplicateQuestion: "rows with a question"
    case .oraclePosition: "rows that record positions and roles"
    case .oracleAmongDistractors: "rows that tell the oracle from distractors"
    case .quoteNotInPassages:
      "answers with quotes and their passages, and the oracle of rows that lack it or a manifest.json"
    case .quoteInAbsentOracle: "answers with quotes, and the oracle of rows that lack it"
    case .answerNotInQuotes: "an answer that is set apart from its quotes"
    case .answerMismatch: "a short answer beside the reasoned one"
    case .equalPair: "pairs of a better and a worse answer"
    case .unbalancedMarkers: "answers"
    case .oracleFraction: "a manifest.json beside the rows, and mined passages"
    case .distractorCount: "a manifest.json beside the rows, and mined passages"
    case .positionBias: "fifty rows with one oracle among mined passages"
    case .wrongSplit: "rows that name their split, in a file that is named after one"
    case .leakedQuestion: "two splits, and rows with a question"
    case .leakedOracle: "two splits, and rows with the oracle's text"
    case .leakedDocument:
      "two splits, rows that name the oracle's document, and a manifest.json that tells how they were "
        + "split"
    case .overBudget: "--max-tokens, or a manifest.json with max_tokens and no tokenizer"
    case .mixedLanguages: "texts long enough to tell their language"
    }
  }
}
