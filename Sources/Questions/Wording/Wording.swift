/// The last touches to a question, and the form in which questions are compared.
enum Wording {
  /// White space folded, no space before the question mark, one mark only, a capital first.
  static func tidy(_ question: String) -> String {
    var text = question.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    text = text.replacing(" ?", with: "?").replacing("??", with: "?").replacing(".?", with: "?")
    if let first = text.first, first.isLowercase,
      // An identifier keeps its case.
      !(text.prefix { !$0.isWhitespace }.contains { $0 == "_" || $0.isUppercase || $0 == "." })
    {
      text = first.uppercased() + text.dropFirst()
    }
    return text
  }

  /// Whether a text ends as a sentence does and does not begin in the middle of one.
  static func isWhole(_ text: String) -> Bool {
    guard let last = text.last, let first = text.first, ".!?。！？”\")）".contains(last) else {
      return false
    }
    let word = text.prefix { !$0.isWhitespace }
    return !first.isLowercase || word.contains { !$0.isLowercase }
  }

  /// How much a text says, in characters; ideographs count three.
  static func size(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2e80 ? 3 : 1) }
  }

  /// Case folded, everything but letters and digits one space: for comparing.
  static func normalised(_ text: String) -> String {
    var result = ""
    var pendingSpace = false
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || character == "_" || character == "-" {
        if pendingSpace && !result.isEmpty { result.append(" ") }
        pendingSpace = false
        result.append(character)
      } else {
        pendingSpace = true
      }
    }
    return result
  }

  /// What is left of a question when order, case and small words are taken away: two questions with
  /// the same key ask the same.
  static func key(_ question: String) -> String {
    let words = normalised(question).split(separator: " ").map(String.init)
    let kept = words.filter { !smallWords.contains($0) }
    return (kept.isEmpty ? words : kept).sorted().joined(separator: " ")
  }

  private static let smallWords: Set<String> = [
    "the", "a", "an", "of", "in", "to", "for", "on", "is", "are", "does", "do", "what", "which",
    "how",
    "der", "die", "das", "den", "dem", "ein", "eine", "einen", "was", "ist", "sind", "wie", "von",
    "im", "in", "zu",
  ]
}

extension Wording {
  /// A label of a table on one line.
  static func tidyLabel(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A caption without “Table 9.4.” before it.
  static func caption(_ text: String) -> String {
    for word in ["Table ", "Tabelle ", "表"] where text.hasPrefix(word) {
      let rest = text.dropFirst(word.count)
      let number = rest.prefix { $0.isNumber || $0.isUppercase || $0 == "." || $0 == "-" }
      guard number.contains(where: \.isNumber) else { continue }
      let label = rest.dropFirst(number.count).drop { $0 == ":" || $0 == "." || $0.isWhitespace }
      if !label.isEmpty { return String(label) }
    }
    return text
  }
}
