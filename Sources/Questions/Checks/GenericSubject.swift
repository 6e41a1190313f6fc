/// Whether a question is about “the function” or “the option” without saying which.
///
/// English only: a noun of the list behind “the”, with nothing behind it that narrows it down (“the
/// command to …”, “the option of …”), in a question without any name: a word with a capital letter
/// inside the sentence, or with a digit or sign as names of programs have them.
enum GenericSubject {
  /// The noun; nil where there is none, or where something is named.
  static func inside(_ question: String, language: String) -> String? {
    guard language == "en" else { return nil }
    let words = question.lowercased().split { !$0.isLetter }.map(String.init)
    if let place = words.firstIndex(where: { $0 == "happens" || $0 == "happen" }),
      place + 2 < words.count, ["if", "when"].contains(words[place + 1]),
      states.contains(words[place + 2])
    {
      return "thing"
    }
    let written = question.split(whereSeparator: \.isWhitespace)
    guard !written.dropFirst().contains(where: isName) else { return nil }
    for (place, word) in words.enumerated().dropFirst() {
      guard nouns.contains(word), words[place - 1] == "the" else { continue }
      if place + 1 < words.count, narrowing.contains(words[place + 1]) { continue }
      return word
    }
    return nil
  }

  private static func isName(_ word: Substring) -> Bool {
    let inner = word.drop { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "\\" }
    return inner.contains { $0.isUppercase || $0.isNumber || "_()\\/=<>@#$%“\"`".contains($0) }
      || inner.hasPrefix("--") || inner.dropLast().contains(".")
  }

  private static let nouns: Set<String> = [
    "function", "functions", "command", "commands", "option", "options", "parameter", "parameters",
    "setting", "settings", "method", "methods", "variable", "variables", "procedure", "field",
    "column", "columns", "clause", "statement", "utility", "module", "operator", "argument",
    "arguments", "flag", "example", "code", "class", "table", "value", "values",
  ]

  /// “What happens if set to …” says of nothing that it is set.
  private static let states: Set<String> = [
    "set", "used", "enabled", "disabled", "specified", "given", "called", "omitted", "executed",
    "run", "invoked", "empty", "true", "false", "on", "off", "absent", "present",
  ]

  private static let narrowing: Set<String> = [
    "of", "that", "which", "for", "to", "called", "named", "whose", "used", "in", "with", "from",
    "by", "on", "you", "i", "between",
  ]
}
