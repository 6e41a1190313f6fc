import Documents
import Retrieval

/// The checks of a whole pair that need no other pair and no model.
struct PairCheck: Sendable {
  let options: CheckOptions
  let limits: QuestionOptions
  let reader: TermReader

  /// Why a pair is no good; nil where nothing is wrong with it. Notes what it measured.
  func verdict(on pair: inout CandidatePair) throws(IndexError) -> Verdict? {
    if let verdict = lengths(of: pair) { return verdict }
    if options.language,
      let verdict = pair.material.otherLanguage(pair.question + "\n" + pair.answer)
    {
      return verdict
    }
    let language = pair.material.language
    let evidence = reader.set(of: pair.evidenceTexts, language)
    let question = reader.set(of: [pair.question], language)
    let answer = reader.set(of: [pair.answer], language)
    if let verdict = try leak(pair, question, answer) { return verdict }
    if let verdict = try support(&pair, question, answer, evidence) { return verdict }
    if let verdict = try relevance(&pair, question) { return verdict }
    if let verdict = enoughAlone(pair, question, answer) { return verdict }
    if options.answerForm != .off,
      let fault = AnswerForm.fault(
        of: pair.question, evidence: pair.evidenceTexts.joined(separator: " "), language: language,
        isStrict: options.answerForm == .strict)
    {
      return Verdict("wrongAnswerForm", fault)
    }
    return copied(pair)
  }

  private func lengths(of pair: CandidatePair) -> Verdict? {
    let size = Wording.size(of: pair.answer)
    if size < limits.shortestAnswer && pair.type != QuestionType.yesNo {
      return Verdict("answerTooShort", "an answer of \(pair.answer.count) characters")
    }
    if pair.answer.count > limits.longestAnswer {
      return Verdict("answerTooLong", "an answer of \(pair.answer.count) characters")
    }
    return nil
  }

  /// Whether the question tells its own answer.
  func leak(
    _ pair: CandidatePair, _ question: Set<String>, _ answer: Set<String>
  ) throws(IndexError) -> Verdict? {
    if pair.type == QuestionType.yesNo { return nil }
    if Wording.normalised(pair.question).contains(Wording.normalised(pair.answer)) {
      return Verdict("answerInQuestion", "the question holds the answer as a whole")
    }
    guard options.leak < 1, !answer.isEmpty else { return nil }
    let share = try reader.share(of: answer, in: question)
    guard share > options.leak else { return nil }
    return Verdict(
      "answerInQuestion",
      "\(percent(share)) of the answer's words are in the question; at most \(percent(options.leak))"
    )
  }

  /// Whether the quotes say what the answer says beyond the question.
  private func support(
    _ pair: inout CandidatePair, _ question: Set<String>, _ answer: Set<String>,
    _ evidence: Set<String>
  ) throws(IndexError) -> Verdict? {
    let new = answer.subtracting(question)
    let share = try reader.share(of: new, in: evidence)
    pair.scores["support"] = rounded(share)
    guard options.support > 0 else { return nil }
    // A number that nobody quoted is made up, whatever stands around it.
    if let number = new.sorted().first(where: { term in
      term.contains(where: \.isNumber) && !evidence.contains(term)
    }) {
      return Verdict("unsupportedAnswer", "no quote holds “\(number)”")
    }
    guard share < options.support else { return nil }
    return Verdict(
      "unsupportedAnswer",
      "the quotes hold \(percent(share)) of what the answer says; at least \(percent(options.support))"
    )
  }

  /// Whether the question asks about what the evidence tells.
  ///
  /// What the title says is no proof: a question made of title and asking words alone fits any
  /// sentence below it.
  private func relevance(
    _ pair: inout CandidatePair, _ question: Set<String>
  ) throws(IndexError) -> Verdict? {
    let language = pair.material.language
    // Quotes may be a few words; what they are about stands around them.
    let evidence = reader.set(of: pair.evidenceSentences, language)
    let asking = reader.asking(language)
    let titles = reader.set(of: pair.material.pieces.flatMap { [$0.title, $0.headings] }, language)
    var core = question.subtracting(asking)
    if !core.subtracting(titles).isEmpty { core.subtract(titles) }
    let share = core.isEmpty ? 0 : try reader.share(of: core, in: evidence)
    pair.scores["relevance"] = rounded(share)
    if options.relevance > 0, let number = strangeNumber(in: question, pair.material) {
      return Verdict("offTopic", "no passage holds “\(number)”, which the question names")
    }
    if options.relevance > 0, share < options.relevance {
      return Verdict(
        "offTopic",
        "the evidence holds \(percent(share)) of what the question asks about; at least "
          + percent(options.relevance))
    }
    let told = try reader.weight(of: question.subtracting(asking).intersection(evidence))
    pair.scores["specificity"] = rounded(told)
    guard told < options.specificity else { return nil }
    return Verdict(
      "vagueQuestion",
      "its words tell \(rounded(told)) of a word that one passage alone holds; at least "
        + "\(options.specificity)")
  }

  /// A number in the question that nothing around the evidence has: it is made up.
  private func strangeNumber(in question: Set<String>, _ material: Material) -> String? {
    let numbers = question.filter { $0.contains(where: \.isNumber) }
    if numbers.isEmpty { return nil }
    let known = reader.set(
      of: material.pieces.flatMap { [$0.passage.text, $0.title, $0.headings] }, material.language)
    return numbers.subtracting(known).sorted().first
  }

  /// Whether one passage of several would do: where it has all words that the question is about and
  /// all of the answer.
  private func enoughAlone(
    _ pair: CandidatePair, _ question: Set<String>, _ answer: Set<String>
  ) -> Verdict? {
    guard pair.material.isMultiHop else { return nil }
    let language = pair.material.language
    let asking = reader.asking(language)
    let needed = question.union(answer).subtracting(asking)
    for piece in pair.material.pieces {
      let there = reader.set(of: [piece.passage.text, piece.title, piece.headings], language)
      if needed.isSubset(of: there) {
        return Verdict(
          "passageNotNeeded", "passage \(piece.passage.id) alone has all words of both")
      }
    }
    return nil
  }

  /// Whether the question is its evidence with a question mark.
  private func copied(_ pair: CandidatePair) -> Verdict? {
    guard options.copied < 1 else { return nil }
    let asked = Self.neighbours(pair.question)
    guard asked.count >= 4 else { return nil }
    let written = Set(pair.evidenceTexts.flatMap(Self.neighbours))
    let share = Double(asked.count { written.contains($0) }) / Double(asked.count)
    guard share > options.copied else { return nil }
    return Verdict(
      "copiedEvidence",
      "\(percent(share)) of the question is its evidence word for word; at most "
        + percent(options.copied))
  }

  /// Pairs of words that stand beside each other; of scripts without spaces, of characters.
  private static func neighbours(_ text: String) -> [String] {
    let words = Wording.normalised(text).split(separator: " ").flatMap { word -> [Substring] in
      guard let first = word.unicodeScalars.first, first.value >= 0x2e80 else { return [word] }
      return word.indices.map { word[$0...$0] }
    }
    return zip(words, words.dropFirst()).map { "\($0) \($1)" }
  }
}
