import GRDB
import Synchronization

/// BM25 search over the postings of an index; safe to use from many threads at once.
///
/// A term's postings are read when a query first has it and kept packed, so memory is bounded by
/// the size of the packed postings.
final class LexicalSearch: Sendable {
  /// The ids of passages by number.
  let ids: [Int]
  private let norms: [Double]
  private let store: IndexStore
  private let analyzer: Analyzer
  private let analyses: [LanguageAnalysis]
  private let lists = Mutex<[[UInt8]: PostingList]>([:])

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
    ids = Self.ids(try store.packed("ids"))
    let lengths = Self.lengths(try store.packed("lengths"))
    guard ids.count == passages, lengths.count == passages else {
      throw IndexError(.damaged("its arrays have the wrong length"), path: store.path)
    }
    norms = BM25(options: options).norms(lengths: lengths)
  }

  func search(_ query: String, top: Int) throws(IndexError) -> [Hit] {
    guard top > 0 else { return [] }
    let terms = try postings(of: queryTerms(query))
    guard !terms.isEmpty else { return [] }
    var search = MaxScore(terms: terms, passages: ids.count)
    do {
      return try search.best(top, norms: norms, ids: ids).map {
        Hit(number: $0.number, id: $0.id, score: Double($0.score) / BM25.one)
      }
    } catch {
      throw IndexError(.damaged("postings contradict themselves"), path: store.path)
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
  ) throws(IndexError) -> [(list: PostingList, multiplicity: Int)] {
    var known = lists.withLock { lists in terms.map { lists[$0.term] } }
    let missing = known.indices.filter { known[$0] == nil }
    if !missing.isEmpty {
      try store.read { db in
        for index in missing { known[index] = try load(terms[index].term, db) }
      }
      lists.withLock { lists in
        for index in missing { lists[terms[index].term] = known[index] }
      }
    }
    return zip(known, terms).compactMap { list, term in
      list.map { (list: $0, multiplicity: term.multiplicity) }
    }
  }

  private func load(_ term: [UInt8], _ db: Database) throws -> PostingList? {
    guard let row = try store.postings(of: term, db) else { return nil }
    do {
      return try PostingList(bytes: row.bytes, count: row.passages, norms: norms)
    } catch {
      throw IndexStore.Damage(
        what: "bad postings of `\(String(decoding: term, as: UTF8.self))`")
    }
  }

  private static func ids(_ bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count & ~7, by: 8).map { offset in
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return Int(truncatingIfNeeded: UInt64(littleEndian: word))
      }
    }
  }

  private static func lengths(_ bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBytes { bytes in
      var lengths: [Int] = []
      var position = 0
      while let length = ByteCoding.read(bytes, &position) {
        lengths.append(Int(truncatingIfNeeded: length & 0xffff_ffff))
      }
      return lengths
    }
  }
}
