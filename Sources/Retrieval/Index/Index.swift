import Artifacts
import Documents

/// An open `index.sqlite`: its documents and passages, and BM25 search over them.
///
///     let index = try Index(path: "index.sqlite")
///     for hit in try index.search("how to vacuum a table", top: 5) {
///       print(hit.score, try index.passage(number: hit.number).text)
///     }
///
/// Opening reads two numbers for each passage; text, documents and postings are read when they are
/// asked for, and postings are kept. Safe to use from many threads at once.
public final class Index: Sendable {
  public let path: String
  public let options: RetrievalOptions
  /// The resolved configuration of the stage that made the index, as JSON.
  public let configuration: String
  /// What was dropped while the index was made.
  public let drops: DropCounts
  public let counts: IndexCounts
  let store: IndexStore
  let lexical: LexicalSearch
  let digests = Lazily<[String]>()
  let recordTitles = Lazily<[RecordTitle: Int]>()
  private let documentList = Lazily<[IndexedDocument]>()
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
    lexical = try LexicalSearch(
      store: store, options: options, analyses: meta.analyses, passages: counts.passages)
  }

  public var passageCount: Int { counts.passages }

  /// All documents, in the order of their files and of the records in them. All are read at the
  /// first call.
  public var documents: [IndexedDocument] {
    get throws(IndexError) {
      try documentList.value { () throws(IndexError) in
        var documents = try store.documents(count: counts.documents)
        var next = 0
        for index in documents.indices {
          // Where they lie in the file becomes what they are called.
          let count = documents[index].passages.count
          guard next + count <= counts.passages,
            count == 0 || places.place(of: next) == documents[index].passages.lowerBound
          else { throw IndexError(.damaged("documents and passages do not match"), path: path) }
          documents[index].passages = next..<next + count
          next += count
        }
        guard next == counts.passages else {
          throw IndexError(.damaged("documents and passages do not match"), path: path)
        }
        return documents
      }
    }
  }

  /// Where passages lie in the file.
  var places: ScoredPassages { lexical.passages }

  /// An entry of the table `meta`.
  public func meta(_ key: String) -> String? { metaEntries[key] }

  /// The files that the index was made from, by path.
  public var sources: [SourceRecord] {
    get throws(IndexError) { try store.sources() }
  }
}
