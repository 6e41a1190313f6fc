import Artifacts

/// Writes search results as a TREC run: `topic Q0 docno rank score raftwright`, one line a document.
///
/// A document counts by its best passage. Documents that share a docno are named by their URIs
/// instead, for a run must not name a docno twice and none may be lost. Order is that of the scores as written, then of docnos.
public struct TRECRun: Sendable {
  /// One document of a topic's ranking.
  struct Entry: Sendable, Equatable {
    var docno: String
    /// The score in units of the last decimal written.
    var score: Int
  }

  /// Decimals of a score.
  static let places = 6
  static let unit = 1_000_000.0

  private let search: PassageSearch
  private let top: Int
  private let threads: Int
  /// The docno of each passage's document, without white space.
  private let docnos: [String]
  /// How many documents share their docno with another one.
  public let sharing: Int

  /// - Parameter top: how many documents a topic gets at most.
  public init(search: PassageSearch, top: Int, threads: Int) throws(IndexError) {
    self.search = search
    let index = search.index
    self.top = top
    self.threads = threads
    let documents = try index.documents
    let names = documents.map(Self.docno)
    let counts = names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    docnos = zip(names, documents).map { name, document in
      counts[name] == 1 ? name : Self.withoutSpace(document.uri)
    }
    sharing = names.count { counts[$0] != 1 }
  }

  /// The lines of all topics, in their order.
  public func lines(_ topics: [Topic]) async throws -> [UInt8] {
    var out: [UInt8] = []
    for (topic, entries) in zip(topics, try await rankings(topics)) {
      for (place, entry) in entries.enumerated() {
        let score = Self.decimal(entry.score)
        out += "\(topic.id) Q0 \(entry.docno) \(place + 1) \(score) raftwright\n".utf8
      }
    }
    return out
  }

  /// The documents of each topic with their scores, as the run's lines give them.
  public func documents(
    _ topics: [Topic]
  ) async throws -> [[(docno: String, score: Double)]] {
    try await rankings(topics).map { $0.map { ($0.docno, Double($0.score) / Self.unit) } }
  }

  /// Writes the run to a file, whole; true when the file changed.
  @discardableResult
  public func write(_ topics: [Topic], to path: String) async throws -> Bool {
    try WholeFile.write(await lines(topics), to: path)
  }

  /// Searches ever deeper those topics whose passages do not give enough documents yet.
  func rankings(_ topics: [Topic]) async throws -> [[Entry]] {
    guard top > 0 else { return topics.map { _ in [] } }
    let queries = try await search.prepare(topics.map(\.text))
    var rankings = [[Entry]](repeating: [], count: topics.count)
    var open = Array(topics.indices)
    var depth = top + min(top, 1000)
    while !open.isEmpty {
      let found = try await search.search(open.map { queries[$0] }, top: depth, threads: threads)
      var unsettled: [Int] = []
      for (topic, hits) in zip(open, found) {
        let entries = try ranking(hits)
        rankings[topic] = Array(entries.prefix(top))
        // Settled: nothing more to find, or what comes below the last hit cannot enter or tie.
        let isSettled =
          hits.count < depth
          || (entries.count >= top && Self.rounded(hits[hits.count - 1]) < entries[top - 1].score)
        if !isSettled { unsettled.append(topic) }
      }
      open = unsettled
      depth *= 4
    }
    return rankings
  }

  private func ranking(_ hits: [Hit]) throws(IndexError) -> [Entry] {
    var seen: Set<String> = []
    var entries: [Entry] = []
    for hit in hits {
      let docno = docnos[try search.index.documentNumber(ofPassage: hit.number)]
      guard seen.insert(docno).inserted else { continue }
      entries.append(Entry(docno: docno, score: Self.rounded(hit)))
    }
    return entries.sorted {
      $0.score != $1.score
        ? $0.score > $1.score : IndexWriter.precedes($0.docno, $1.docno)
    }
  }

  private static func rounded(_ hit: Hit) -> Int {
    Int((hit.score * unit).rounded())
  }

  static func decimal(_ score: Int) -> String {
    if score < 0 { return "-" + decimal(-score) }
    let digits = String(score)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// A document's docno with `_` for white space, its URI where it has none.
  static func docno(_ document: IndexedDocument) -> String {
    let name = document.docno.isEmpty ? document.uri : document.docno
    return withoutSpace(name)
  }

  private static func withoutSpace(_ name: String) -> String {
    String(name.map { $0.isWhitespace ? "_" : $0 })
  }
}
