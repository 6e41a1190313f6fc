import Documents

/// Which words of a document keep their capital in mid-sentence.
struct Vocabulary {
  private let language: String
  private var lowercase: [String: Int] = [:]
  private var capitalised: [String: Int] = [:]

  init(views: [PassageView], language: String) {
    self.language = language
    for view in views {
      for item in view.items
      where [.paragraph, .listItem, .definition, .quotation].contains(item.span.kind) {
        read(view.string(item.span.range))
      }
    }
  }

  private mutating func read(_ text: String) {
    var startsSentence = true
    for word in text.split(whereSeparator: \.isWhitespace) {
      let letters = word.drop { !$0.isLetter }.prefix { $0.isLetter || $0 == "-" }
      if let first = letters.first {
        if first.isLowercase {
          lowercase[String(letters), default: 0] += 1
        } else if !startsSentence {
          capitalised[String(letters), default: 0] += 1
        }
      }
      startsSentence = word.last.map { ".:!?—–)”\"".contains($0) } ?? true
    }
  }

  /// A phrase that began a sentence, as it stands in the middle of one.
  ///
  /// In English a word loses its capital unless the document also writes it with one elsewhere in
  /// sentences, as “Python” beside the command `python`, or it has capitals or digits inside; in other languages only where the document
  /// writes it in lowercase.
  func midSentence(_ phrase: String) -> String {
    guard let first = phrase.first, first.isUppercase else { return phrase }
    let word = String(phrase.prefix { !$0.isWhitespace })
    let letters = String(word.prefix { $0.isLetter || $0 == "-" })
    let lower = letters.prefix(1).lowercased() + letters.dropFirst()
    let isPlain = word.dropFirst().allSatisfy { $0.isLowercase || "-'’,".contains($0) }
    // “System V” is a name, even where systems are many.
    let next = phrase.dropFirst(word.count).drop { $0 == " " }.first
    if next?.isUppercase ?? false, !Self.articles.contains(lower) { return phrase }
    let (small, large) = (lowercase[lower] ?? 0, capitalised[letters] ?? 0)
    if Self.names.contains(letters) { return phrase }
    let losesCapital =
      Self.articles.contains(lower) || small > large
      || language == "en" && isPlain && word.count > 1 && large == 0
    return losesCapital && isPlain ? lower + phrase.dropFirst(letters.count) : phrase
  }

  /// Names that stand first more often than in the middle.
  private static let names: Set<String> = [
    "Windows", "Linux", "Unix", "Solaris", "Python", "Perl", "Java", "Tcl", "German", "English",
    "French", "Japanese", "Unicode", "Monday", "Sunday", "Google", "Microsoft", "Apple", "Debian",
  ]

  private static let articles: Set<String> = [
    "the", "a", "an", "der", "die", "das", "ein", "eine", "each", "every", "all", "some", "most",
  ]
}
