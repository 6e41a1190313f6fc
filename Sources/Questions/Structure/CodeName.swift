/// A name of a program's, with what it is and what it belongs to, as a question says it: “the
/// method prmonth() of calendar.TextCalendar”.
struct CodeName {
  /// What it is, where the document says so: one of `nouns`.
  var noun: String?
  /// Whether the phrase names the class that it belongs to.
  var hasOwner = false
  /// The name as it stands in a question.
  var phrase: String

  /// What a name can be besides a parameter, option or field.
  static let nouns: Set<String> = [
    "class", "exception", "function", "method", "class method", "static method", "attribute",
    "property", "coroutine", "module", "type", "structure", "macro", "operator",
  ]

  /// - Parameters:
  ///   - noun: what the term or the list around it says that it is.
  ///   - enclosing: the term or heading that the term stands under.
  init(
    _ term: TermName, noun: String?, enclosing: String?, subject: Subject, description: String,
    statements: (any StatementRules)?
  ) {
    phrase = term.name
    let owner = enclosing.map { TermName($0) }.flatMap {
      ["class", "exception"].contains($0.noun) ? $0.name : nil
    }
    let known = noun.flatMap { Self.nouns.contains($0) ? $0 : nil }
    if noun != nil, known == nil { return }
    guard term.isIdentifier || known != nil || owner != nil,
      !term.name.contains(" ") || known != nil
    else { return }
    let belongs = owner.map { _ in term.isCallable ? "method" : "attribute" }
    self.noun =
      known ?? Self.stated(description) ?? (term.name.contains(".") ? nil : belongs)
      ?? Self.implied(by: term, subject: subject)
    guard let statements, let noun = self.noun else { return }
    let isMember = ["method", "attribute", "property", "class method", "static method"].contains(
      noun)
    hasOwner = owner != nil && isMember && !term.name.contains(".")
    phrase = statements.named(term.name, noun: noun, of: hasOwner ? owner : nil)
  }

  /// “This method returns …” says what it describes.
  private static func stated(_ description: String) -> String? {
    let words = description.split(separator: " ").prefix(3)
    guard words.count >= 2, words[0] == "This" else { return nil }
    let noun = words[1].lowercased()
    // “This class attribute determines …” is no class.
    if noun == "class", let third = words.dropFirst(2).first, nouns.contains(String(third)) {
      return String(third)
    }
    return nouns.contains(noun) ? noun : nil
  }

  /// `HTMLParser.feed()` is a method, `textwrap.wrap()` in “textwrap — Text wrapping” a function.
  private static func implied(by term: TermName, subject: Subject) -> String? {
    let parts = term.name.split(separator: ".")
    guard parts.count > 1 else { return nil }
    if parts[parts.count - 2].first?.isUppercase ?? false {
      return term.isCallable ? "method" : "attribute"
    }
    guard term.isCallable else { return nil }
    let ends = [" Objects", " objects", " Methods", " methods"]
    if ends.contains(where: { subject.nearest.hasSuffix($0) }) { return "method" }
    let module = parts.dropLast().joined(separator: ".")
    return subject.title.split(separator: " ").first.map { $0 == module } ?? false
      ? "function" : nil
  }
}
