import Retrieval

/// The terms of texts, with what each tells: how the checks compare what texts say.
struct TermReader: Sendable {
  private let index: Index
  private let analyzer: Analyzer
  /// Terms of `AskingWords`, by language.
  private var askingTerms: [String: Set<String>] = [:]

  init(_ index: Index) throws {
    self.index = index
    analyzer = try Analyzer(index.options)
    for language in AskingWords.languages {
      askingTerms[language] = set(of: [AskingWords.text(language)], language)
    }
  }

  /// The terms of which questions of a language are made, whatever they ask about.
  func asking(_ language: String) -> Set<String> { askingTerms[language] ?? [] }

  /// The terms of a text in order, stemmed as the index has them.
  func terms(of text: String, _ language: String) -> [String] {
    analyzer.terms(of: text, language: language.isEmpty ? nil : language)
  }

  /// The distinct terms of some texts.
  func set(of texts: [String], _ language: String) -> Set<String> {
    Set(texts.flatMap { terms(of: $0, language) })
  }

  /// What share of `terms` is among `others`, each term counting by its idf; 1 where there are none.
  func share(of terms: Set<String>, in others: Set<String>) throws(IndexError) -> Double {
    var (all, found) = (0.0, 0.0)
    // In a fixed order: sums of floating-point numbers depend on it.
    for term in terms.sorted() {
      let weight = try index.weight(ofTerm: term)
      all += weight
      if others.contains(term) { found += weight }
    }
    return all == 0 ? 1 : found / all
  }

  /// What terms tell together; 1 is what a term tells that only one passage holds.
  func weight(of terms: Set<String>) throws(IndexError) -> Double {
    var sum = 0.0
    for term in terms.sorted() { sum += try index.weight(ofTerm: term) }
    return sum / index.weightOfRarestTerm
  }
}
