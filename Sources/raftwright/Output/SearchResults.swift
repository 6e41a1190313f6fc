import Artifacts
import Inspection
import Retrieval

/// The passages that a query found, with what is needed to show them.
struct SearchResults {
  struct Result {
    var score: Double
    var passage: Passage
    var document: IndexedDocument
  }

  var query: String
  var results: [Result]

  /// Whether scores are BM25's, which need fewer decimals than cosines.
  var isLexical: Bool

  init(query: String, search: PassageSearch, top: Int, threads: Int) async throws {
    self.query = query
    isLexical = search.method == .lexical && search.reranking == nil
    let index = search.index
    let hits = try await search.search(search.prepare([query]), top: top, threads: threads)
    results = try hits.flatMap(\.self).map { hit in
      let passage = try index.passage(number: hit.number)
      return Result(
        score: hit.score, passage: passage, document: try index.document(of: passage))
    }
  }

  /// Rank, score and place on one line, then the beginning of the text.
  func text(style: TextStyle) -> [UInt8] {
    if results.isEmpty {
      return Array(
        (isLexical
          ? "nothing found; no passage has any of these words (the, of, … do not count)\n"
          : "nothing found; the query has no vector, or the index no passage\n").utf8)
    }
    var lines: [String] = []
    for (index, result) in results.enumerated() {
      let path = ([result.document.title] + result.passage.headingPath).filter { !$0.isEmpty }
      let title = TextStyle.harmless(path.joined(separator: " > "))
      let rank = String(index + 1)
      let number = String(repeating: " ", count: max(0, 3 - rank.count)) + rank
      let facts = "\(decimal(result.score))  \(result.document.uri)"
      lines.append("\(number)  " + style.paint(TextStyle.harmless(facts), .label))
      lines.append("     " + style.paint(title, .heading))
      lines.append("     " + snippet(of: result.passage, style: style))
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// One object: the query and its hits, best first.
  func json() -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("query", query)
      json.key("hits")
      json.array { json in
        for (index, result) in results.enumerated() {
          json.object { json in
            json.field("rank", index + 1)
            json.field("score", result.score)
            json.field("chunk", result.passage.id)
            json.field("document", result.document.uri)
            json.field("docno", result.document.docno)
            json.field("title", result.document.title)
            json.field("heading_path", result.passage.headingPath)
            json.field("text", result.passage.text)
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }

  /// The text's first line's worth, after headings that the line above shows already.
  private func snippet(of passage: Passage, style: TextStyle) -> String {
    var text = passage.text
    for heading in passage.headingPath where text.hasPrefix(heading) {
      text = String(text.dropFirst(heading.count))
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return TextStyle.harmless(DisplayWidth.truncated(words, to: style.width - 5))
  }

  private func decimal(_ value: Double) -> String {
    let places = isLexical ? 2 : 4
    let unit = isLexical ? 100 : 10_000
    let parts = Int((abs(value) * Double(unit)).rounded())
    let fraction = String(parts % unit)
    return (value < 0 && parts > 0 ? "-" : "") + "\(parts / unit)."
      + String(repeating: "0", count: places - fraction.count) + fraction
  }
}
