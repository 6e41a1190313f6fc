import Retrieval

/// What a pair of people has to pass once its evidence is found: of the checks of a model's pairs
/// those that make sense of people's. Their form is their own, and whether the passage bears the
/// answer out is what finding it was about.
struct ImportCheck: Sendable {
  let options: QuestionOptions
  private let pairs: PairCheck

  init(options: QuestionOptions, reader: TermReader) {
    self.options = options
    pairs = PairCheck(options: options.checks, limits: options, reader: reader)
  }

  /// Why a pair is no good; nil where nothing is wrong with it.
  func verdict(on pair: CandidatePair) throws(IndexError) -> Verdict? {
    if let verdict = lengths(of: pair) { return verdict }
    let language = pair.material.language
    if options.checks.language,
      let verdict = pair.material.otherLanguage(pair.question + "\n" + pair.answer)
    {
      return verdict
    }
    if options.checks.standAlone {
      if let word = SourceReference.inside(pair.question, language: language) {
        return Verdict("danglingQuestion", "it speaks of “\(word)”, which a reader does not see")
      }
      if StandAlone.isDangling(pair.question, isOwn: true, language: language) {
        return Verdict("danglingQuestion", "it points at something that it does not name")
      }
    }
    let reader = pairs.reader
    return try pairs.leak(
      pair, reader.set(of: [pair.question], language), reader.set(of: [pair.answer], language))
  }

  private func lengths(of pair: CandidatePair) -> Verdict? {
    if pair.question.unicodeScalars.count < 6 {
      return Verdict("questionTooShort", "a question of \(pair.question.count) characters")
    }
    if pair.question.count > 400 {
      return Verdict("questionTooLong", "a question of \(pair.question.count) characters")
    }
    if pair.answer.count > options.import.longestAnswer {
      return Verdict(
        "answerTooLong",
        "an answer of \(pair.answer.count) characters; at most \(options.import.longestAnswer)")
    }
    return nil
  }
}
