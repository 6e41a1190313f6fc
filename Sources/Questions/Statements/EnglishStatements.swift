/// English sentences.
struct EnglishStatements: StatementRules {
  func statements(in sentence: String, _ vocabulary: Vocabulary) -> [Statement] {
    let words = sentence.split(separator: " ").map(String.init)
    if let statement = namePhrase(sentence) { return [statement] }
    guard words.count >= 5, let last = sentence.last, ".!\"”)".contains(last) else { return [] }
    if words[0] == "If" || words[0] == "When" { return condition(sentence, words) }
    if words[0] == "To" { return purpose(sentence) }
    return copula(words, vocabulary) ?? action(words, vocabulary)
      ?? topicStatement(words, vocabulary)
  }

  // MARK: Shapes

  /// `VACUUM — garbage-collect and optionally analyze a database`
  private func namePhrase(_ sentence: String) -> Statement? {
    for dash in [" — ", " – "] {
      guard let range = sentence.firstRange(of: dash) else { continue }
      let name = String(sentence[..<range.lowerBound])
      guard (1...40).contains(name.count), name.split(separator: " ").count <= 4,
        sentence[range.upperBound...].split(separator: " ").count >= 2
      else { return nil }
      return Statement(
        kind: .definition, form: "purpose", values: ["name": name], rank: 1,
        answerStart: sentence[..<range.upperBound].utf8.count)
    }
    return nil
  }

  /// `If X, Y` and `When X, Y`
  private func condition(_ sentence: String, _ words: [String]) -> [Statement] {
    guard let comma = EnglishPhrases.clauseEnd(sentence) else { return [] }
    let condition = sentence[..<comma].split(separator: " ").dropFirst().map(String.init)
    let outcome = sentence[sentence.index(after: comma)...].split(separator: " ").map(String.init)
    guard (4...22).contains(condition.count), outcome.count >= 4 else { return [] }
    let text = condition.joined(separator: " ")
    // In “If X then Y, …” the comma ends something else.
    guard EnglishPhrases.isSelfContained(text), !condition.contains("then") else { return [] }
    for opening in EnglishPhrases.wishes where words[0] == "If" && text.hasPrefix(opening) {
      let goal = String(text.dropFirst(opening.count))
      return [howTo(goal)].compactMap(\.self)
    }
    let first = outcome[0].lowercased()
    if first == "see" || first == "refer" { return [] }
    let isAdvice =
      EnglishPhrases.imperatives.contains(first)
      || first == "you" && ["should", "can", "must", "may", "need", "will"].contains(outcome[1])
      || first == "do" && outcome[1] == "not"
    // “If calling back-end functions, …” has no subject of its own; “when calling …” needs none.
    let conjunction =
      condition[0].hasSuffix("ing") && condition[0].allSatisfy(\.isLowercase)
      ? "when" : words[0].lowercased()
    return [
      Statement(
        kind: .statement, form: isAdvice ? "advice" : "outcome",
        values: ["conjunction": conjunction, "condition": text], rank: 2, needsPlace: true)
    ]
  }

  /// `To level the gauge, …`, where the rest of the sentence says what one does.
  private func purpose(_ sentence: String) -> [Statement] {
    guard let comma = EnglishPhrases.clauseEnd(sentence) else { return [] }
    let goal = sentence[..<comma].split(separator: " ").dropFirst().joined(separator: " ")
    let rest = sentence[sentence.index(after: comma)...].split(separator: " ")
    guard rest.count >= 3 else { return [] }
    let first = rest[0].lowercased()
    let isAction =
      ["you", "we", "one", "simply", "just", "either", "it"].contains(first)
      || EnglishPhrases.imperatives.contains(first) || EnglishPhrases.baseVerbs.contains(first)
      || rest.contains { ["should", "must", "can", "need"].contains($0) }
    guard isAction, !rest.starts(with: ["you", "must", "be"]) else { return [] }
    return [howTo(goal)].compactMap(\.self)
  }

  func purpose(of lead: String) -> String? {
    guard lead.hasPrefix("To "), lead.count <= 140, lead.hasSuffix(":") else { return nil }
    let end = lead.firstIndex(of: ",") ?? lead.index(before: lead.endIndex)
    let goal = lead[..<end].dropFirst(3)
    return howTo(String(goal))?.values["goal"]
  }

  func howTo(_ goal: String) -> Statement? {
    let words = goal.split(separator: " ")
    guard (2...16).contains(words.count), EnglishPhrases.isSelfContained(goal),
      words[0].allSatisfy({ $0.isLowercase || $0 == "-" }),
      !["be", "do", "this", "avoid"].contains(words[0])
    else { return nil }
    return Statement(
      kind: .statement, form: "how_to", values: ["goal": goal], rank: 1, needsPlace: true)
  }

  /// `A checkpoint is a point …`, `X is used to …`
  private func copula(_ words: [String], _ vocabulary: Vocabulary) -> [Statement]? {
    guard let verb = words.prefix(10).firstIndex(where: { $0 == "is" || $0 == "are" }),
      verb + 3 < words.count,
      let subject = EnglishPhrases.nounPhrase(words[..<verb], vocabulary)
    else { return nil }
    let next = words[verb + 1]
    let values = ["np": subject, "be": words[verb]]
    // “The count” is one on its page only, and “Wind is the largest source of error” defines nothing;
    // “the Marlin kettle” is a name.
    let isName = subject.dropFirst().contains(where: \.isUppercase)
    let isDefinite = words[0] == "The" && !isName || !["a", "an"].contains(next)
    // “A generic plan is the same …” compares.
    if next == "the", ["same", "rest", "only", "case"].contains(words[verb + 2]) { return nil }
    if ["a", "an", "the", "one", "any"].contains(next) {
      return [
        Statement(
          kind: .definition, form: isDefinite ? "what_is_placed" : "what_is", values: values,
          rank: 1, needsPlace: isDefinite, placedForm: "what_is_placed")
      ]
    }
    let preposition = words[verb + 2]
    if ["used", "intended", "designed"].contains(next),
      preposition == "to" || preposition == "for", !["be", "use"].contains(words[verb + 3])
    {
      return [
        Statement(
          kind: .statement, form: isDefinite ? "used_for_placed" : "used_for", values: values,
          rank: 1, needsPlace: isDefinite, placedForm: "used_for_placed")
      ]
    }
    return nil
  }

  /// `VACUUM reclaims storage …`
  private func action(_ words: [String], _ vocabulary: Vocabulary) -> [Statement]? {
    guard
      let verb = words.prefix(9).indices.dropFirst().first(where: {
        EnglishPhrases.verbs[words[$0]] != nil
      }),
      verb + 2 < words.count, let base = EnglishPhrases.verbs[words[verb]],
      // “Support process titles on …” tells one to do something, and has no subject.
      !EnglishPhrases.baseVerbs.contains(words[0].lowercased()),
      // “The target lists contain …”: a plural that is spelled like a verb.
      !EnglishPhrases.baseVerbs.contains(words[verb + 1]),
      !EnglishPhrases.auxiliaries.contains(words[verb + 1]),
      // Of two things “do” would be asked, not “does”.
      !words[..<verb].contains(where: { ["and", "or", "using"].contains($0) }),
      let subject = EnglishPhrases.nounPhrase(words[..<verb], vocabulary)
    else { return nil }
    // “The function returns …” says which only on its page; a name speaks for itself.
    // “PostgreSQL supports both” says what on its page only.
    if ["both", "all", "neither", "each"].contains(words[verb + 1]) { return nil }
    let isName = subject.contains { $0.isUppercase || $0.isNumber || "_-.".contains($0) }
    var verbPhrase = base
    if EnglishPhrases.verbPrepositions.contains(words[verb + 1]) {
      verbPhrase += " " + words[verb + 1]
    }
    return [
      Statement(
        kind: .statement, form: isName ? "does" : "does_placed",
        values: ["np": subject, "verb": verbPhrase], rank: 2, needsPlace: !isName,
        placedForm: "does_placed")
    ]
  }

  /// Any sentence whose subject is plain: what is said about it.
  private func topicStatement(_ words: [String], _ vocabulary: Vocabulary) -> [Statement] {
    // What begins in lowercase is the rest of a sentence that an example interrupted.
    // “Test whether a scan can …” tells one what to do, or what a function does.
    guard words[0].contains(where: { !$0.isLowercase }),
      !EnglishPhrases.baseVerbs.contains(words[0].lowercased()),
      let verb = words.prefix(9).indices.dropFirst().first(where: {
        EnglishPhrases.auxiliaries.contains(words[$0])
      }),
      let subject = EnglishPhrases.nounPhrase(words[..<verb], vocabulary),
      EnglishPhrases.isSpecific(subject), !EnglishPhrases.pointsElsewhere(words[verb...])
    else { return [] }
    return [
      Statement(
        kind: .section, form: "about", values: ["np": subject], rank: 6, needsPlace: true)
    ]
  }
}

extension String {
  /// Without the characters at its end for which `drop` is true.
  func trimmingSuffix(_ drop: (Character) -> Bool) -> String {
    var result = self[...]
    while let last = result.last, drop(last) { result.removeLast() }
    return String(result)
  }
}
