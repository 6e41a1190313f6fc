import Artifacts
import Documents
import Questions
import Recipe

/// What the rules that look at one row find in it.
struct RowLint {
  let row: RowRecord
  let settings: LintSettings
  /// The split that the file is named after.
  let fileSplit: String?
  let sensitive: SensitiveText
  private let parts: AnswerParts
  private(set) var findings: [(rule: LintRule, message: String)] = []
  /// The rules that could be checked.
  private(set) var checked: Set<LintRule> = []
  /// Whether no quote stands in a passage, where the row does not tell whether it lacks its oracle.
  private(set) var quotesNothing: Bool?

  /// - Parameter row: with its passages read from the prompt where it has them there alone.
  init(row: RowRecord, settings: LintSettings, fileSplit: String?, sensitive: SensitiveText) {
    (self.row, self.settings) = (row, settings)
    (self.fileSplit, self.sensitive) = (fileSplit, sensitive)
    parts = AnswerParts(row.fullAnswer ?? row.text ?? "", answersLast: row.answersLast)
  }

  mutating func check() {
    note(.unknownFormat, row.format == .unknown, "it has the keys of no known format")
    guard row.format != .unknown else { return }
    checkAnswer()
    checkPassages()
    checkQuotes()
    checkSet()
    checkText()
  }

  /// Records that a rule was checked, and what it found.
  private mutating func note(
    _ rule: LintRule, _ fires: Bool, _ message: @autoclosure () -> String
  ) {
    checked.insert(rule)
    if fires { findings.append((rule, message())) }
  }

  private mutating func checkAnswer() {
    if row.question != nil || row.format == .raft {
      note(.emptyQuestion, (row.question ?? "").allSatisfy(\.isWhitespace), "it asks nothing")
    } else if row.format.isConversation {
      let asked = row.messages.contains { $0.role != "assistant" && !$0.content.isEmpty }
      note(.emptyQuestion, !asked, "it asks nothing")
    }
    guard row.format != .completion || row.reasoning != nil else { return }
    let full = row.fullAnswer ?? ""
    note(
      .emptyAnswer, parts.answer.isEmpty || row.answer?.allSatisfy(\.isWhitespace) == true,
      full.isEmpty ? "it has no answer" : "nothing stands behind the mark of the answer")
    let answer = parts.answer
    guard !answer.isEmpty else { return }
    let reason = Truncation.reason(
      answer: answer, full: full, isSetApart: !parts.reasoning.isEmpty, short: row.answer)
    note(.truncatedAnswer, reason != nil, reason ?? "")
    checkShortAnswer()
    if row.format == .preference {
      let (chosen, rejected) = (NormalizedText(full), NormalizedText(row.rejected ?? ""))
      note(
        .equalPair, rejected.isEmpty || chosen == rejected,
        rejected.isEmpty ? "it has no worse answer" : "both answers are the same")
    }
  }

  private mutating func checkShortAnswer() {
    guard let short = row.answer, row.reasoning != nil, !row.isReplayed, row.rowClass != "abstain"
    else { return }
    let answer = parts.answer
    note(
      .answerMismatch,
      !WordCover.covers(answer, short) && !WordCover.covers(short, answer)
        && !row.answers.contains { WordCover.covers(answer, $0) },
      "the reasoning comes to \(excerpt(answer)), and the short answer is \(excerpt(short))")
  }

  private mutating func checkPassages() {
    let prompt = row.prompt ?? row.text ?? ""
    let pairUp = parts.marksPairUp
    note(.unbalancedMarkers, !pairUp, "the marks around quotes or thoughts do not pair up")
    if Self.count("<DOCUMENT>", in: prompt) != Self.count("</DOCUMENT>", in: prompt) {
      note(.unbalancedMarkers, true, "the marks around passages do not pair up")
    }
    guard !row.isReplayed, !row.passages.isEmpty, row.tellsOracle || row.hasMisplacedOracle else {
      return
    }
    let roles = row.passages.indices.filter { row.passages[$0].isOracle }
    let misplacement = misplacement(roles)
    note(.oraclePosition, misplacement != nil, misplacement ?? "")
    let twin = twin(of: roles)
    note(
      .oracleAmongDistractors, twin != nil,
      "passage \((twin ?? 0) + 1), a distractor, reads the same as the oracle")
  }

  /// In what positions, roles, class and text of the oracles do not agree.
  private func misplacement(_ roles: [Int]) -> String? {
    if row.hasMisplacedOracle || roles != row.oraclePositions.sorted() {
      return "the passages that are marked as oracles are not those at the recorded positions"
    }
    if row.rowClass == RowClass.oracle.rawValue, !row.holdsOracle {
      return "it is of the class oracle, and none of its passages is marked as one"
    }
    if row.rowClass == RowClass.memorize.rawValue || row.rowClass == RowClass.abstain.rawValue,
      row.holdsOracle
    {
      return
        "it is of the class \(row.rowClass ?? ""), and passage \((roles.first ?? 0) + 1) is marked as "
        + "its oracle"
    }
    guard let oracle = row.oracleContext.map({ Array($0.utf8) }), !oracle.isEmpty,
      let other = roles.first(where: {
        let text = Array(row.passages[$0].text.utf8)
        return !text.isEmpty && ByteSearch.first(text, in: oracle) == nil
      })
    else { return nil }
    return "passage \(other + 1) is marked as the oracle, and oracle_context has other text"
  }

  /// A distractor that reads as an oracle does; case and white space make no difference. Where no role
  /// is recorded, the second passage with the oracle's text is one.
  private func twin(of roles: [Int]) -> Int? {
    if !row.recordsRoles, let text = row.oracleContext {
      let same = row.passages.indices.filter { row.passages[$0].text == text }
      if same.count > 1 { return same[1] }
    }
    var oracles = roles.map { row.passages[$0].text }
    if let text = row.oracleContext, !text.isEmpty, !oracles.contains(text) { oracles.append(text) }
    let sizes = oracles.map(\.utf8.count)
    return row.passages.indices.first { index in
      let text = row.passages[index].text
      guard !row.passages[index].isOracle, !text.isEmpty,
        sizes.contains(where: { abs($0 - text.utf8.count) <= $0 / 8 })
      else { return false }
      return oracles.contains { NormalizedText($0) == NormalizedText(text) }
    }
  }

  private mutating func checkQuotes() {
    guard !row.isReplayed, !row.passages.isEmpty || row.oracleContext != nil,
      row.fullAnswer != nil, parts.marksPairUp
    else { return }
    let oracle = Array((row.oracleContext ?? "").utf8)
    let texts = row.passages.map { Array($0.text.utf8) }
    let quotes = parts.quotes.map { quote in
      let bytes = Array(quote.text.utf8)
      return (bytes: bytes, isGiven: texts.contains { ByteSearch.first(bytes, in: $0) != nil })
    }
    let given = quotes.count(where: \.isGiven)
    let tellsAll = row.oracleContext != nil || row.holdsOracle
    if !tellsAll, !row.tellsOracle, !parts.quotes.isEmpty, given == 0 { quotesNothing = true }
    if !tellsAll, !row.tellsOracle, given == parts.quotes.count, given > 0 { quotesNothing = false }
    for (quote, isGiven) in quotes {
      let isInOracle = ByteSearch.first(quote, in: oracle) != nil
      let text = excerpt(String(decoding: quote, as: UTF8.self))
      // Rows that do not carry their oracle may quote what they do not show, but not in part.
      if tellsAll || given > 0 {
        note(
          .quoteNotInPassages, !isGiven && !isInOracle,
          "\(text) stands in no passage of the row")
      }
      if row.oracleContext != nil {
        note(
          .quoteInAbsentOracle, !isGiven && isInOracle,
          "\(text) stands in the oracle, which the row does not hold")
      }
    }
    guard !parts.quotes.isEmpty, row.rowClass != RowClass.abstain.rawValue else { return }
    let said = parts.reasoning.isEmpty ? nil : parts.answer
    guard let short = row.answer ?? said, row.answer == nil || row.reasoning != nil else { return }
    note(
      .answerNotInQuotes,
      !WordCover.covers(parts.quotes.map(\.text).joined(separator: " "), short),
      "most words of \(excerpt(short)) stand in no quote")
  }

  private mutating func checkSet() {
    if let split = row.split, let fileSplit {
      note(.wrongSplit, split != fileSplit, "it says that it is of \(split)")
    }
    if row.isInQuotas, row.format == .raft, row.tellsOracle, !settings.isAsRetrieved,
      let expected = settings.distractors(holdingOracle: row.holdsOracle)
    {
      let count = row.distractorCount
      note(
        .distractorCount, !expected.contains(count),
        "it has \(count) distractors, and the manifest says \(expected.text)")
    }
    let limit = settings.maxTokens
    if limit > 0, row.format != .questions {
      let tokens =
        TokenEstimate.count(row.prompt ?? row.text ?? "")
        + (row.text == nil ? TokenEstimate.count(row.fullAnswer ?? "") : 0)
      note(
        .overBudget, tokens > limit,
        "it has about \(tokens) tokens, and \(limit) are allowed")
    }
  }

  private mutating func checkText() {
    // Of a conversation without passages the last turn of the user is the question.
    let turn = row.passages.isEmpty ? row.messages.last { $0.role == "user" }?.content : nil
    let question = row.question ?? turn ?? ""
    let answer = row.fullAnswer ?? row.text ?? ""
    checkLanguages(question: question, answer: row.answer ?? parts.answer)
    var texts: [(name: String, text: String)] = [
      ("the question", question), ("the answer", answer),
    ]
    if let short = row.answer, short != answer { texts.append(("the short answer", short)) }
    if !row.passages.isEmpty {
      texts += row.passages.enumerated().map { ("passage \($0 + 1)", $1.text) }
      if let oracle = row.oracleContext, !row.holdsOracle { texts.append(("the oracle", oracle)) }
    } else {
      texts.append(("the prompt", row.prompt ?? ""))
    }
    var damage = texts.lazy.map(\.text).compactMap(EncodingDamage.found(in:)).first
    // The passages of an instruction were looked at.
    if damage == nil, let instruction = row.instruction, EncodingDamage.hasLost(in: instruction) {
      damage = "a character of the instruction was lost (U+FFFD)"
    }
    note(.encodingDamage, damage != nil, damage ?? "")
    var (secret, personal): (String?, String?)
    for (name, text) in texts where secret == nil || personal == nil {
      for finding in sensitive.findings(in: text) {
        switch finding.kind {
        // What is found is not repeated: reports are kept and passed on.
        case .key: secret = secret ?? "\(name) holds what looks like an access key"
        case .card: secret = secret ?? "\(name) holds what looks like a card number"
        case .email: personal = personal ?? "\(name) holds an e-mail address"
        case .phone: personal = personal ?? "\(name) holds a telephone number"
        case .iban: personal = personal ?? "\(name) holds a bank account"
        }
      }
    }
    note(.secret, secret != nil, secret ?? "")
    note(.personalData, personal != nil, personal ?? "")
  }

  private mutating func checkLanguages(question: String, answer: String) {
    guard !row.isReplayed else { return }
    // The guess is a guess: short texts are names and values as often as sentences.
    let answered = answer.utf8.count >= 160 ? Language.guess(Array(answer.utf8)) : nil
    let asked = question.utf8.count >= 80 ? Language.guess(Array(question.utf8)) : row.language
    guard let answered, let asked else { return }
    let expected = row.language ?? asked
    note(
      .mixedLanguages, answered != asked && answered != expected,
      "the question is in \(asked) and the answer in \(answered)")
  }

  private static func count(_ mark: String, in text: String) -> Int {
    let (bytes, mark) = (Array(text.utf8), Array(mark.utf8))
    var count = 0
    var start = 0
    while let found = ByteSearch.first(mark, in: bytes, from: start) {
      count += 1
      start = found + mark.count
    }
    return count
  }
}

extension ClosedRange<Int> {
  var text: String { count == 1 ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)" }
}
