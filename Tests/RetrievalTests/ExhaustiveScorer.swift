import Documents
import Foundation
import Retrieval

/// Scores every passage term by term, with arrays and dictionaries only: what search must equal.
struct ExhaustiveScorer {
  let options: RetrievalOptions
  let analyzer: Analyzer
  /// The terms of each passage with their frequencies, in the order of passage numbers.
  let passages: [[String: Int]]
  let lengths: [Int]
  let ids: [Int]
  /// The languages of the documents.
  let languages: Set<String?>

  init(_ index: Index) throws {
    options = index.options
    let analyzer = try Analyzer(index.options)
    self.analyzer = analyzer
    languages = Set(try index.documents.map(\.language))
    var passages: [[String: Int]] = []
    var ids: [Int] = []
    for document in try index.documents {
      for passage in try index.passages(in: document.passages) {
        let text = PassageRendering.text(
          title: document.title, headingPath: passage.headingPath, text: passage.text)
        var texts = [text]
        texts += Array(repeating: document.title, count: max(0, index.options.titleWeight - 1))
        for _ in 0..<max(0, index.options.headingWeight - 1) { texts += passage.headingPath }
        let terms = texts.flatMap { analyzer.terms(of: $0, language: document.language) }
        passages.append(terms.reduce(into: [:]) { $0[$1, default: 0] += 1 })
        ids.append(passage.id)
      }
    }
    self.passages = passages
    self.ids = ids
    lengths = passages.map { $0.values.reduce(0, +) }
  }

  /// Each term as often as the analysis that gives it most often.
  private func queryTerms(_ query: String) -> [String] {
    var counts: [String: Int] = [:]
    for language in languages {
      let terms = analyzer.terms(of: query, language: language)
      counts.merge(terms.reduce(into: [:]) { $0[$1, default: 0] += 1 }, uniquingKeysWith: max)
    }
    return counts.flatMap { Array(repeating: $0.key, count: $0.value) }
  }

  func search(_ query: String, top: Int) -> [Hit] {
    let average = Double(lengths.reduce(0, +)) / Double(lengths.count)
    var scores = [Int64](repeating: 0, count: passages.count)
    var found = [Bool](repeating: false, count: passages.count)
    for term in queryTerms(query) {
      let holders = passages.indices.filter { passages[$0][term] != nil }
      let (total, with) = (Double(passages.count), Double(holders.count))
      let idf: Double = log(1 + (total - with + 0.5) / (with + 0.5))
      for number in holders {
        let frequency = Double(passages[number][term]!)
        let length = Double(lengths[number])
        let norm = options.k1 * (1 - options.b + options.b * length / average)
        let score = idf * 16_777_216 * (frequency / (frequency + norm))
        scores[number] += max(1, Int64((score + 0.5).rounded(.down)))
        found[number] = true
      }
    }
    return passages.indices.filter { found[$0] }
      .sorted { (-scores[$0], ids[$0]) < (-scores[$1], ids[$1]) }
      .prefix(top)
      .map { Hit(number: $0, id: ids[$0], score: Double(scores[$0]) / 16_777_216) }
  }
}
