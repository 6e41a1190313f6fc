/// Words of which questions are made, whatever they ask about.
enum AskingWords {
  /// All of a language as one text; empty for a language without a list.
  static func text(_ language: String) -> String {
    switch language {
    case "en":
      """
      what which who whom whose when where why how does do did can could should would will must may
      purpose meaning mean difference differ name reason role way type kind happen happens work works
      used use function effect value example important importance define definition describe explain
      called about many much long often main following between
      """
    case "de":
      """
      was welche welcher welches welchen wer wem wen wann wo woher wohin warum weshalb wozu wie viele
      kann können soll muss darf Zweck Bedeutung bedeutet Unterschied Name Grund Rolle Art passiert
      geschieht funktioniert verwendet benutzt dient Wirkung Wert Beispiel wichtig heißt nennt gibt
      """
    default: ""
    }
  }
}

/// Whether evidence has what the form of a question asks for. English only.
///
/// A rule names the beginning of a question and what then must stand in the evidence. It says nothing
/// of whether the answer is right; it finds those that cannot be.
enum AnswerForm {
  /// What is missing; nil where nothing is, and for other languages.
  static func fault(of question: String, evidence: String, language: String) -> String? {
    guard language == "en" else { return nil }
    let asked = " " + Wording.normalised(question) + " "
    let text = " " + Wording.normalised(evidence) + " "
    let holds = { (words: [String]) in words.contains { text.contains(" \($0) ") } }
    for rule in rules where rule.questions.contains(where: asked.contains) {
      if rule.needsNumber, !text.contains(where: \.isNumber), !holds(numberWords) {
        return "it asks for \(rule.wanted), and the evidence has none"
      }
      if !rule.words.isEmpty, !holds(rule.words) {
        return "it asks for \(rule.wanted), and no word of the evidence tells one"
      }
    }
    if let term = defined(in: asked), !isDefined(term, in: text) {
      return "it asks what \(term) is, and the evidence does not say"
    }
    return nil
  }

  private struct Rule {
    var questions: [String]
    var wanted: String
    var words: [String] = []
    var needsNumber = false
  }

  private static let rules = [
    Rule(
      questions: [
        " how many ", " how much ", " what number ", " what is the number ", " maximum number ",
        " minimum number ", " how large ", " how long ", " how often ", " what percentage ",
      ], wanted: "a number", needsNumber: true),
    Rule(
      questions: [" why ", " reason "], wanted: "a reason",
      words: [
        "because", "since", "so", "to", "as", "for", "due", "therefore", "thus", "hence", "cause",
        "causes", "otherwise", "avoid", "avoids", "ensure", "ensures", "prevent", "prevents",
      ]),
    Rule(
      questions: [" purpose ", " what for ", " used for ", " the use of "], wanted: "a purpose",
      words: [
        "to", "for", "used", "uses", "allow", "allows", "enable", "enables", "provide", "provides",
        "specify", "specifies", "control", "controls", "determine", "determines", "define",
        "defines", "set", "sets", "make", "makes", "so", "serve", "serves", "help", "helps",
      ]),
    Rule(
      questions: [" difference between ", " differ ", " compared to ", " instead of "],
      wanted: "a difference",
      words: [
        "but", "while", "whereas", "unlike", "instead", "rather", "than", "not", "however",
        "although", "though", "only", "except", "both", "differ", "differs", "different",
        "similar", "same", "like", "other", "without",
      ]),
    Rule(
      questions: [" default "], wanted: "a default",
      words: ["default", "defaults", "unless", "otherwise", "initially", "normally"]),
    Rule(
      questions: [" happens if ", " happens when ", " what happens "], wanted: "what happens",
      words: ["if", "when", "then", "will", "is", "are", "causes", "otherwise", "whenever", "on"]),
  ]

  private static let numberWords = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "hundred", "thousand", "million", "zero", "once", "twice", "single", "both", "half",
    "unlimited", "always", "every", "each", "never",
  ]

  /// Of “What is X?” and “What does X mean?” the X, without its article; nil for other questions.
  private static func defined(in asked: String) -> String? {
    let words = asked.split(separator: " ").map(String.init)
    guard words.count >= 3, words[0] == "what", ["is", "are"].contains(words[1]) else {
      return nil
    }
    var term = words.dropFirst(2)
    while let first = term.first, ["a", "an", "the"].contains(first) { term = term.dropFirst() }
    // “What is the name of the table that …?” asks for more than a meaning.
    let more: Set<String> = [
      "of", "in", "for", "to", "that", "which", "when", "if", "by", "with", "on", "from", "used",
      "and", "between", "at", "as", "after", "before", "during", "does", "do", "about",
    ]
    guard (1...5).contains(term.count), !term.contains(where: more.contains) else { return nil }
    return term.joined(separator: " ")
  }

  /// Whether a text says of a term what it is.
  private static func isDefined(_ term: String, in text: String) -> Bool {
    // The noun of “the work_mem parameter” may stand before its name or be left out.
    for end in text.ranges(of: term).map(\.upperBound) {
      let behind = text[end...].split(separator: " ").prefix(4).map(String.init)
      if behind.contains(where: saying.contains) { return true }
    }
    return false
  }

  private static let saying: Set<String> = [
    "is", "are", "was", "were", "means", "mean", "refers", "denotes", "represents", "stands",
    "specifies", "describes", "contains", "controls", "sets", "determines", "defines", "indicates",
    "provides", "returns", "gives", "shows", "holds", "stores", "allows", "creates", "can",
    "consists",
    "identifies",
  ]
}
