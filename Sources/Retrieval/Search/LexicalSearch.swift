import GRDB
import Synchronization

/// BM25 search over the postings of an index; safe to use from many threads at once.
///
/// A term's postings are read and unpacked when a query first has it, and kept for all threads, up
/// to 512 MiB.
final class LexicalSearch: Sendable {
  let passages: ScoredPassages
  private let store: IndexStore
  private let analyzer: Analyzer
  private let analyses: [LanguageAnalysis]
  private let cache = Mutex(Cache())

  /// The terms that queries had so far.
  private struct Cache {
    /// In bytes; with more than this, all begins anew.
    static let limit = 512 << 20

    private(set) var lists: [[UInt8]: TermPostings] = [:]
    private var size = 0

    mutating func keep(_ list: TermPostings, for term: [UInt8]) {
      size += list.size
      if size > Self.limit { (lists, size) = ([:], list.size) }
      lists[term] = list
    }
  }

  init(
    store: IndexStore, options: RetrievalOptions, analyses: [LanguageAnalysis], passages: Int
  ) throws(IndexError) {
    self.store = store
    self.analyses = analyses
    do {
      analyzer = try Analyzer(options)
    } catch {
      throw IndexError(.damaged(error.description), path: store.path)
    }
    self.passages = try ScoredPassages(
      store: store, bm25: BM25(options: options), passages: passages)
  }

  func search(_ query: String, top: Int) throws(IndexError) -> [Hit] {
    guard top > 0 else { return [] }
    let terms = try postings(of: queryTerms(query))
    guard !terms.isEmpty else { return [] }
    let most = terms.reduce(UInt64(0)) {
      $0 + UInt64($1.postings.most) * UInt64($1.multiplicity)
    }
    let entries =
      most <= UInt64(Int32.max)
      ? best(top, of: terms, summing: Int32.self) : best(top, of: terms, summing: Int64.self)
    return entries.map {
      Hit(
        number: passages.number(at: $0.number), id: $0.id, score: Double($0.score) / BM25.one)
    }
  }

  /// How many passages hold a term, as it was analysed.
  func passageCount(ofTerm term: String) throws(IndexError) -> Int {
    try postings(of: [(Array(term.utf8), 1)]).first?.postings.count ?? 0
  }

  /// The numbers of the passages that hold a term, as it was analysed, in order.
  func passages(withTerm term: String) throws(IndexError) -> [Int] {
    guard let list = try postings(of: [(Array(term.utf8), 1)]).first?.postings else { return [] }
    return (0..<list.count).map { passages.number(at: Int(list.passages[$0])) }.sorted()
  }

  private func best<Score: WindowScore>(
    _ top: Int, of terms: [(postings: TermPostings, multiplicity: Int)], summing: Score.Type
  ) -> [RankedPassage] {
    withUnsafeTemporaryAllocation(
      byteCount: TermPostings.window * MemoryLayout<Score>.stride,
      alignment: MemoryLayout<SIMD8<Int64>>.alignment
    ) { room in
      let scores = room.initializeMemory(as: Score.self, repeating: 0)
      guard let start = scores.baseAddress else { return [] }
      var search = WindowSearch<Score>(terms: terms, passages: passages.ids.count, scores: start)
      return search.best(top, ids: passages.ids)
    }
  }

  /// The query's terms, each once, with how often it occurs: at most where several analyses give it.
  private func queryTerms(_ query: String) -> [(term: [UInt8], multiplicity: Int)] {
    var table = TermTable()
    var counts: [Int] = []
    var query = query
    for analysis in analyses {
      var occurrences = [Int](repeating: 0, count: counts.count)
      analyzer.withContext(for: analysis) { context in
        query.withUTF8 { bytes in
          context.analyze(bytes) { term in
            let number = table.insert(term)
            if number == occurrences.count { occurrences.append(0) }
            occurrences[number] += 1
          }
        }
      }
      counts += [Int](repeating: 0, count: occurrences.count - counts.count)
      for (number, count) in occurrences.enumerated() {
        counts[number] = max(counts[number], count)
      }
    }
    return counts.enumerated().map { (Array(table.bytes(of: $0.offset)), $0.element) }
  }

  /// The postings of those terms that the index has.
  private func postings(
    of terms: [(term: [UInt8], multiplicity: Int)]
  ) throws(IndexError) -> [(postings: TermPostings, multiplicity: Int)] {
    var known = cache.withLock { cache in terms.map { cache.lists[$0.term] } }
    let missing = known.indices.filter { known[$0] == nil }
    if !missing.isEmpty {
      var packed: [(index: Int, rows: [IndexStore.PostingRow])] = []
      try store.read { db in
        for index in missing {
          let rows = try store.postings(
            of: terms[index].term, segments: passages.segments.count - 1, db)
          if !rows.isEmpty { packed.append((index, rows)) }
        }
      }
      for (index, rows) in packed {
        known[index] = try unpacked(rows, of: terms[index].term)
      }
      cache.withLock { cache in
        for (index, _) in packed {
          if let list = known[index] { cache.keep(list, for: terms[index].term) }
        }
      }
    }
    return zip(known, terms).compactMap { list, term in
      list.map { (postings: $0, multiplicity: term.multiplicity) }
    }
  }

  /// Nil where all passages that had the term are gone.
  private func unpacked(
    _ rows: [IndexStore.PostingRow], of term: [UInt8]
  ) throws(IndexError) -> TermPostings? {
    do throws(PostingList.Damage) {
      var lists: [(first: Int, list: PostingList)] = []
      for row in rows {
        guard row.segment >= 0, row.segment + 1 < passages.segments.count else {
          throw PostingList.Damage()
        }
        let first = passages.segments[row.segment]
        let list = try PostingList(
          bytes: row.bytes, count: row.passages,
          passages: passages.segments[row.segment + 1] - first)
        lists.append((first, list))
      }
      return try TermPostings(lists, passages)
    } catch {
      let what = "bad postings of `\(String(decoding: term, as: UTF8.self))`"
      throw IndexError(.damaged(what), path: store.path)
    }
  }
}
