/// What a document or section is about, in words that can stand in a question.
struct Subject {
  /// The document's title without numbering.
  var title: String
  /// The nearest heading that says something by itself, without numbering; nil where the title is
  /// all there is.
  var heading: String?
  /// The nearest heading, whatever it says; empty at the top.
  var nearest: String
  /// The heading above the one that is the nearest, if it says something.
  var outer: String?
  /// Whether the nearest heading is the signature of a class or function.
  var isSignature: Bool

  init(title: String, headings: [String]) {
    self.title = Self.withoutSite(Self.cleaned(title))
    let path = headings.map { TermName.withoutSignature(Self.cleaned($0)) }
    nearest = path.last ?? ""
    let title = self.title
    func says(_ heading: String) -> Bool {
      !Self.isGeneric(heading) && heading != title && !Self.isQuestion(heading)
    }
    heading = path.last(where: says)
    isSignature = headings.last.map { TermName.withoutSignature($0) != $0 } ?? false
    outer = path.dropLast().last(where: says)
    if self.title.isEmpty, let heading {
      self.title = heading
      self.heading = nil
    }
  }

  /// A title without the name of its site: “turtle — Turtle graphics — Python documentation”.
  private static func withoutSite(_ title: String) -> String {
    let parts = title.split(separator: " — ", omittingEmptySubsequences: false)
    guard parts.count > 1, parts[parts.count - 1].lowercased().hasSuffix("documentation") else {
      return title
    }
    return parts.dropLast().joined(separator: " — ")
  }

  /// Whether the text is a question by its shape, in any language.
  static func isQuestion(_ text: String) -> Bool {
    guard let last = text.last else { return false }
    return "?？؟".contains(last) || text.hasSuffix("か。") || text.hasSuffix("か")
  }

  /// Whether a heading says only what sort of section it is.
  static func isGeneric(_ heading: String) -> Bool {
    genericHeadings.contains(heading.lowercased())
  }

  /// Whether a section of that name tells nothing by its text.
  static func isUninformative(_ heading: String) -> Bool {
    ["see also", "author", "authors", "copyright", "siehe auch", "関連項目", "references"]
      .contains(heading.lowercased())
  }

  private static let genericHeadings: Set<String> = [
    "note", "notes", "description", "overview", "introduction", "examples", "example", "parameters",
    "options", "usage", "see also", "synopsis", "compatibility", "outputs", "output", "inputs",
    "diagnostics", "environment", "files", "author", "authors", "arguments", "return value",
    "return values", "summary", "details", "remarks", "history", "limitations", "caveats",
    "columns", "fields", "exit status", "warning", "tip", "caution", "important", "background",
    "configuration parameters", "functions", "configuration", "general", "miscellaneous", "use",
    "uses", "types", "purpose", "requirements", "prerequisites", "basics", "contents", "changes",
    "hinweis", "hinweise", "beschreibung", "überblick", "übersicht", "einleitung", "einführung",
    "beispiel", "beispiele", "siehe auch", "zusammenfassung", "allgemeines", "anmerkungen",
    "glossar", "glossary", "faq", "概要", "はじめに", "説明", "例", "注意", "備考", "用語集", "まとめ",
    "よくある質問", "関連項目", "使い方", "手順", "材料",
  ]

  private static let numberedWords: Set<String> = [
    "chapter", "appendix", "part", "section", "kapitel", "anhang", "teil", "abschnitt",
  ]

  /// A heading without its number: “20.3. Connections”, “Chapter 5. Data Definition”.
  static func cleaned(_ heading: String) -> String {
    var words = heading.split(separator: " ")
    if words.count > 2, numberedWords.contains(words[0].lowercased()),
      isNumber(words[1], loose: true)
    {
      words.removeFirst(2)
    } else if words.count > 1, isNumber(words[0], loose: false) {
      words.removeFirst()
    }
    return words.joined(separator: " ")
  }

  /// Whether a word numbers a section: `3.`, `20.3.`, `E.12.`, `2.1`; `loose` also takes `5` and
  /// `IV`.
  private static func isNumber(_ word: Substring, loose: Bool) -> Bool {
    let parts = word.split(separator: ".", omittingEmptySubsequences: true)
    guard !parts.isEmpty, word.count <= 10, word.first != "." else { return false }
    let isDotted = word.contains(".")
    guard isDotted || loose else { return false }
    return parts.enumerated().allSatisfy { index, part in
      part.allSatisfy { $0.isASCII && $0.isNumber }
        || index == 0 && (part.count == 1 || loose)
          && part.allSatisfy { $0.isASCII && $0.isUppercase }
    }
  }
}
