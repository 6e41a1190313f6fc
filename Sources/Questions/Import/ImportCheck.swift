import Retrieval

/// What a pair of people has to pass once its evidence is found: of the checks of a model's pairs
/// those that make sense of people's. Whether the passage bears the answer out is what finding it
/// was about.
struct ImportCheck: Sendable {
  let options: QuestionOptions
  private let pairs: PairCheck

  init(options: QuestionOptions, reader: TermReader) {
    self.options = options
    pairs = PairCheck(options: options.checks, limits: options, reader: reader)
  }

  /// Why a pair is no good; nil where nothing is wrong with it.
  func verdict(on pair: CandidatePair) throws(IndexError) -> Verdict? {
    let language = pair.material.language
    if options.checks.language,
      let verdict = pair.material.otherLanguage(pair.question + "\n" + pair.answer)
    {
      return verdict
    }
    if options.checks.form,
      let fault = PlainQuestion.fault(of: pair.question, language: language)
    {
      return Verdict("notAQuestion", fault)
    }
    if options.checks.standAlone {
      if let word = SourceReference.inside(pair.question, language: language) {
        return Verdict("danglingQuestion", "it speaks of “\(word)”, which a reader does not see")
      }
      // “What causes gout?” needs no page around it.
      if StandAlone.isDangling(
        pair.question, isOwn: true, language: language, fewestOwnWords: 2)
      {
        return Verdict("danglingQuestion", "it points at something that it does not name")
      }
    }
    let reader = pairs.reader
    return try pairs.leak(
      pair, reader.set(of: [pair.question], language), reader.set(of: [pair.answer], language))
  }

  /// Why a pair is too short or too long; nil where it is not. For before its evidence is looked for.
  func lengthFault(of pair: ImportedPair) -> ImportFault? {
    let question = pair.question.count
    if question < 6 {
      return pair.fault("questionTooShort", "a question of \(question) characters")
    }
    if question > 400 {
      return pair.fault("questionTooLong", "a question of \(question) characters; at most 400")
    }
    let answer = pair.answer.count
    guard answer > options.import.longestAnswer else { return nil }
    return pair.fault(
      "answerTooLong",
      "an answer of \(answer) characters; at most \(options.import.longestAnswer)")
  }
}

/// Whether somebody asks for something: titles of posts and rows of instructions need no question
/// mark.
enum PlainQuestion {
  /// What is wrong; nil where nothing is, and in languages whose words are not known.
  static func fault(of question: String, language: String) -> String? {
    if let last = question.last, "?？؟;⸮".contains(last) { return nil }
    guard let starts = QuestionShape.starts[language], let asking = asking[language] else {
      return nil
    }
    let words = question.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
      .map(String.init)
    guard let first = words.first else { return "there is no word in it" }
    if starts.contains(first) || asking.orders.contains(first) { return nil }
    if words.prefix(6).contains(where: asking.words.contains) { return nil }
    return "it neither ends in a question mark nor begins as a question does"
  }

  /// Words that ask wherever they stand near the beginning, and those by which one is told to answer.
  private static let asking: [String: (words: Set<String>, orders: Set<String>)] = [
    "en": (
      ["what", "why", "how"],
      [
        "explain", "describe", "name", "list", "define", "compare", "tell", "give", "state",
        "summarize", "summarise", "outline", "show", "identify", "discuss",
      ]
    ),
    "de": (
      ["was", "warum", "wie", "wozu"],
      ["erkläre", "erklären", "beschreibe", "nenne", "nennen", "vergleiche", "gib", "definiere"]
    ),
  ]
}
