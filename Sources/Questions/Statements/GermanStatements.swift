/// German sentences.
struct GermanStatements: StatementRules {
  func statements(in sentence: String, _ vocabulary: Vocabulary) -> [Statement] {
    let words = sentence.split(separator: " ").map(String.init)
    guard words.count >= 5, let last = sentence.last, ".!“”\")".contains(last) else { return [] }
    if words[0] == "Um" { return [purpose(sentence)].compactMap(\.self) }
    if words[0] == "Wenn" || words[0] == "Falls" { return [condition(sentence)].compactMap(\.self) }
    return [copula(words, vocabulary)].compactMap(\.self)
  }

  /// `Um die Kette zu reinigen, …`
  private func purpose(_ sentence: String) -> Statement? {
    guard let comma = sentence.firstIndex(of: ",") else { return nil }
    var words = sentence[..<comma].split(separator: " ").dropFirst().map(String.init)
    guard words.count >= 3, words[words.count - 2] == "zu" else { return nil }
    words.remove(at: words.count - 2)
    let goal = words.joined(separator: " ")
    guard isSelfContained(goal) else { return nil }
    return Statement(
      kind: .statement, form: "how_to", values: ["goal": goal], rank: 1, needsPlace: true)
  }

  /// `Wenn X, Y`
  private func condition(_ sentence: String) -> Statement? {
    guard let comma = sentence.firstIndex(of: ",") else { return nil }
    let words = sentence[..<comma].split(separator: " ").dropFirst()
    let text = words.joined(separator: " ")
    guard (3...20).contains(words.count), isSelfContained(text) else { return nil }
    return Statement(
      kind: .statement, form: "outcome", values: ["condition": text], rank: 2, needsPlace: true)
  }

  /// `Ein Barometer ist ein Gerät …`, `Das Öl dient zum …`
  private func copula(_ words: [String], _ vocabulary: Vocabulary) -> Statement? {
    guard
      let verb = words.prefix(7).firstIndex(where: {
        ["ist", "sind", "dient", "dienen"].contains($0)
      }),
      verb + 2 < words.count, let subject = nounPhrase(words[..<verb], vocabulary)
    else { return nil }
    if words[verb].hasPrefix("dien") {
      return Statement(
        kind: .statement, form: "used_for", values: ["np": subject, "be": words[verb]], rank: 1,
        placedForm: "used_for_placed")
    }
    guard ["ein", "eine", "der", "die", "das"].contains(words[verb + 1]) else { return nil }
    return Statement(
      kind: .definition, form: "what_is", values: ["np": subject, "be": words[verb]], rank: 1,
      placedForm: "what_is_placed")
  }

  private func nounPhrase(_ words: ArraySlice<String>, _ vocabulary: Vocabulary) -> String? {
    guard (1...5).contains(words.count), let first = words.first else { return nil }
    let text = words.joined(separator: " ")
    let articles: Set<String> = ["der", "die", "das", "ein", "eine"]
    // Without an article a German sentence often begins with something else than its subject.
    let isSubject = articles.contains(first.lowercased()) ? words.count > 1 : words.count == 1
    guard isSubject, isSelfContained(text), !text.contains(","),
      words.last?.first?.isUppercase ?? false
    else { return nil }
    return vocabulary.midSentence(text)
  }

  private func isSelfContained(_ text: String) -> Bool {
    !StandAlone.isDangling(text, isOwn: false, language: "de")
  }

  func describesAction(_ description: String, noun: String?) -> Bool {
    guard let first = description.split(separator: " ").first else { return false }
    return ["Legt", "Gibt", "Setzt", "Bestimmt", "Schaltet", "Zeigt", "Liest", "Schreibt"]
      .contains(String(first))
  }

  func statesDefault(_ sentence: String) -> Bool {
    let text = sentence.lowercased()
    return ["vorgabe ist", "standardwert ist", "voreinstellung ist", "standardmäßig"]
      .contains { text.contains($0) }
  }

  func noun(forItemsUnder heading: String) -> String? {
    ["optionen": "option", "parameter": "parameter", "befehle": "command"][heading.lowercased()]
  }

  private static let words = [
    "option": "die Option", "parameter": "der Parameter", "command": "der Befehl",
    "class": "die Klasse", "exception": "die Ausnahme", "function": "die Funktion",
    "method": "die Methode", "class method": "die Klassenmethode", "module": "das Modul",
    "static method": "die statische Methode", "attribute": "das Attribut", "type": "der Typ",
    "property": "die Eigenschaft", "coroutine": "die Koroutine", "structure": "die Struktur",
    "macro": "das Makro", "operator": "der Operator", "column": "die Spalte", "field": "das Feld",
  ]

  func word(_ noun: String) -> String {
    Self.words[noun].map { String($0.split(separator: " ").dropFirst().joined(separator: " ")) }
      ?? noun
  }

  func named(_ name: String, noun: String, of owner: String?) -> String {
    (Self.words[noun] ?? noun) + " " + name + (owner.map { " von \($0)" } ?? "")
  }

  func topic(ofHeading heading: String, _ vocabulary: Vocabulary) -> String? { nil }
  func saysNothing(_ sentence: String) -> Bool {
    [
      "Hier ", "Dieser Abschnitt", "Dieses Kapitel", "Diese Seite", "Zum Beispiel", "Siehe ",
      "Die folgende", "Im Folgenden",
    ].contains(where: sentence.hasPrefix)
  }

  func isInstruction(_ item: String) -> Bool { true }
  func change(in sentence: String, title: String) -> String? { nil }
}
