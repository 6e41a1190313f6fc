import Documents
import Retrieval

/// Finds the passages that bear out a pair of people: by what they hold word for word, else by
/// retrieval.
struct EvidenceLocator: Sendable {
  /// The most passages that bear out one answer together.
  static let mostOracles = 3

  let index: Index
  let options: ImportOptions
  let reader: TermReader
  let documents: DocumentNames
  let usualLanguage: String

  init(index: Index, options: ImportOptions, reader: TermReader) throws(IndexError) {
    self.index = index
    self.options = options
    self.reader = reader
    documents = try DocumentNames(index)
    usualLanguage = try index.usualLanguage
  }

  /// What was found for a pair.
  struct Located {
    var evidence: [QuestionRecord.Evidence]
    var scores: [String: Double]
  }

  /// The pair with its evidence, or why there is none.
  func candidate(_ pair: ImportedPair) throws(IndexError) -> Result<CandidatePair, ImportFault> {
    if let unknown = try unknownPassage(of: pair) {
      return .failure(
        pair.fault("unknownOracle", "the index has no passage with the id \(unknown)"))
    }
    let located: Located
    if let quoted = try byQuote(pair) {
      located = quoted
    } else {
      switch try byRetrieval(pair) {
      case .success(let found): located = found
      case .failure(let fault): return .failure(fault)
      }
    }
    var candidate = CandidatePair(
      question: Wording.tidy(pair.question), answer: pair.answer,
      material: try material(of: located.evidence), evidence: located.evidence, type: pair.type,
      kind: "imported", scores: located.scores)
    candidate.source = (pair.place, pair.id)
    return .success(candidate)
  }

  private func unknownPassage(of pair: ImportedPair) throws(IndexError) -> Int? {
    for id in pair.passageIDs where try index.number(ofPassage: id) == nil { return id }
    return nil
  }

  /// The passages of the evidence, in its order.
  private func material(
    of evidence: [QuestionRecord.Evidence]
  ) throws(IndexError) -> Material {
    var passages: [Passage] = []
    for piece in evidence where !passages.contains(where: { $0.id == piece.chunk }) {
      if let passage = try index.passage(id: piece.chunk) { passages.append(passage) }
    }
    return try Material(passages, of: index, usualLanguage: usualLanguage, count: 1)
  }

  /// The passages that are looked at for a text: those that the pair names, else those that the index
  /// finds, the best first.
  func passages(for text: String, _ pair: ImportedPair) throws(IndexError) -> [ScoredPassage] {
    var found: [ScoredPassage] = []
    for id in pair.passageIDs {
      if let passage = try index.passage(id: id) { found.append(ScoredPassage(passage, 0)) }
    }
    if !found.isEmpty { return found }
    let named = pair.document.flatMap { documents[$0] }
    let depth = named == nil ? options.depth : max(options.depth, 200)
    // Longer queries find no more, but take longer.
    for hit in try index.search(String(text.prefix(2000)), top: depth) {
      if let named, !named.contains(hit.number) { continue }
      found.append(ScoredPassage(try index.passage(number: hit.number), hit.score))
      if found.count == options.depth { break }
    }
    return found
  }
}

/// A passage with its score by BM25; 0 where the file named it.
struct ScoredPassage {
  let passage: Passage
  let score: Double

  init(_ passage: Passage, _ score: Double) {
    (self.passage, self.score) = (passage, score)
  }
}

/// Documents by what files call them: their URI, docno or title.
struct DocumentNames: Sendable {
  private var passages: [String: Range<Int>] = [:]

  init(_ index: Index) throws(IndexError) {
    for document in try index.documents {
      for name in [document.uri, document.docno, document.title] where !name.isEmpty {
        // A name that several documents have says nothing.
        passages[name] = passages[name] == nil ? document.passages : 0..<0
      }
    }
  }

  /// The numbers of a document's passages; nil for a name that no document has, or several have.
  subscript(_ name: String) -> Range<Int>? {
    passages[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
