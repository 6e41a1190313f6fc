import Artifacts
import Documents

/// An open `index.sqlite`: its documents and passages, and BM25 search over them.
///
///     let index = try Index(path: "index.sqlite")
///     for hit in try index.search("how to vacuum a table", top: 5) {
///       print(hit.score, try index.passage(number: hit.number).text)
///     }
///
/// Opening reads the list of documents and two numbers for each passage; text and postings are read
/// when they are asked for, and postings are kept. Safe to use from many threads at once.
public final class Index: Sendable {
  public let path: String
  public let options: RetrievalOptions
  /// The resolved configuration of the stage that made the index, as JSON.
  public let configuration: String
  /// What was dropped while the index was made.
  public let drops: DropCounts
  public let counts: IndexCounts
  /// All documents, in the order of their URIs' UTF-8 bytes.
  public let documents: [IndexedDocument]
  let store: IndexStore
  let lexical: LexicalSearch
  let digests = Lazily<[String]>()
  private let metaEntries: [String: String]

  public init(path: String) throws(IndexError) {
    self.path = path
    store = try IndexStore(path: path)
    metaEntries = try store.meta()
    let meta: IndexMeta
    do {
      meta = try IndexMeta(metaEntries)
    } catch {
      throw IndexError(.damaged("\(error)"), path: path)
    }
    options = meta.options
    configuration = meta.configuration
    drops = meta.drops
    counts = meta.counts
    documents = try store.documents(count: counts.documents)
    let end = documents.reduce(Int?(0)) { next, document in
      document.passages.lowerBound == next ? document.passages.upperBound : nil
    }
    guard end == counts.passages else {
      throw IndexError(.damaged("documents and passages do not match"), path: path)
    }
    lexical = try LexicalSearch(
      store: store, options: options, analyses: meta.analyses, passages: counts.passages)
  }

  public var passageCount: Int { counts.passages }

  /// An entry of the table `meta`.
  public func meta(_ key: String) -> String? { metaEntries[key] }

  /// The files that the index was made from, by path.
  public var sources: [SourceRecord] {
    get throws(IndexError) { try store.sources() }
  }
}
