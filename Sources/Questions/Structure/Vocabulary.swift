import Documents

/// Which words a document also writes in lowercase: those that lose their capital in mid-sentence.
struct Vocabulary {
  private var lowercase: Set<String> = []

  init(views: [PassageView]) {
    for view in views {
      for item in view.items where item.span.kind != .heading && item.span.kind != .code {
        for word in view.string(item.span.range).split(whereSeparator: { !$0.isLetter && $0 != "-" }) {
          if word.first?.isLowercase ?? false { lowercase.insert(String(word)) }
        }
      }
    }
  }

  /// A phrase that began a sentence, as it stands in the middle of one.
  func midSentence(_ phrase: String) -> String {
    guard let first = phrase.first, first.isUppercase else { return phrase }
    let word = String(phrase.prefix { $0.isLetter || $0 == "-" })
    let lower = word.prefix(1).lowercased() + word.dropFirst()
    guard lowercase.contains(lower) || Self.articles.contains(lower) else { return phrase }
    return lower + phrase.dropFirst(word.count)
  }

  private static let articles: Set<String> = [
    "the", "a", "an", "der", "die", "das", "ein", "eine", "each", "every", "all", "some", "most",
  ]
}
