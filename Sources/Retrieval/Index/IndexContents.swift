import Artifacts
import GRDB

/// What an index was made of, read before it is updated.
///
/// An update keeps the files that are unchanged (`IndexWriter.init(updating:keeping:)`).
public struct IndexContents: Sendable {
  struct Document {
    var id: Int
    var uri: String
    var language: String?
    var position: Int
    var places: Range<Int>
    /// The path of its file, an archive for instance; nil where the index does not say.
    var file: String?
  }

  struct Source {
    var id: Int
    var file: String
    var drops: DropCounts
  }

  public let counts: IndexCounts
  /// What was dropped when the index was made.
  public let drops: DropCounts
  let options: RetrievalOptions
  let passages: PassageArrays
  let documents: [Document]
  let sources: [Source]
  private let cutTexts: DropCounts
  private let digests: [String: String]
  let meta: [String: String]

  /// Reads an index; nil where there is none that this version can update.
  public init?(path: String) {
    do throws(IndexError) {
      try self.init(reading: path)
    } catch {
      return nil
    }
  }

  private init(reading path: String) throws(IndexError) {
    let store = try IndexStore(path: path)
    meta = try store.meta()
    do {
      let meta = try IndexMeta(meta)
      (options, counts, drops) = (meta.options, meta.counts, meta.drops)
    } catch {
      throw IndexError(.damaged("\(error)"), path: path)
    }
    passages = try PassageArrays(store)
    (sources, digests) = try Self.sources(store)
    documents = try Self.documents(store)
    cutTexts = try store.read { try CutTexts.drops($0) }
    let places = passages.ids.count
    guard documents.count == counts.documents,
      documents.allSatisfy({ $0.places.upperBound <= places })
    else { throw IndexError(.damaged("documents are missing"), path: path) }
  }

  /// Whether it was made at one go: a fresh index of the same files has the same bytes.
  public var isFresh: Bool { passages.numbers == nil }

  /// What is dropped when no file has changed.
  ///
  /// - Parameter earlier: before any file is read.
  public func drops(after earlier: DropCounts) -> DropCounts {
    var total = earlier
    let inOrder = sources.sorted {
      $0.file == $1.file ? $0.id < $1.id : IndexWriter.precedes($0.file, $1.file)
    }
    for source in inOrder { total.merge(source.drops) }
    total.merge(cutTexts)
    return total
  }

  /// An entry of the table `meta`.
  public func meta(_ key: String) -> String? { meta[key] }

  /// SHA-256 of a file, or archive, when it was read; nil for a file that is new.
  public func digest(ofFile path: String) -> String? { digests[path] }

  /// How many files there were, archives counted once.
  public var fileCount: Int { digests.count }

  /// How much of the index would be as a fresh one has it after an update that keeps `files`: the
  /// share of its passages that stay and lie in the first segment, from 0 to 1.
  public func orderedShare(keeping files: Set<String>) -> Double {
    var count = 0
    for document in documents where document.places.upperBound <= passages.segments[1] {
      if let file = document.file, files.contains(file) { count += document.places.count }
    }
    return passages.ids.isEmpty ? 0 : Double(count) / Double(passages.ids.count)
  }

  /// How many pieces the postings lie in; a search asks each for every term.
  public var segmentCount: Int { passages.segments.count - 1 }

  private static func sources(
    _ store: IndexStore
  ) throws(IndexError) -> (sources: [Source], digests: [String: String]) {
    try store.read { db in
      let sql = """
        SELECT s.id, s.path, a.path, s.digest, s.drops
        FROM source s LEFT JOIN source a ON a.id = s.archive_id
        """
      let rows = try Row.fetchCursor(db, sql: sql)
      var sources: [Source] = []
      var digests: [String: String] = [:]
      while let row = try rows.next() {
        let path: String = try row.decode(atIndex: 1)
        let archive: String? = try row.decode(atIndex: 2)
        let drops = try DropCounts(storedJSON: row.decode(atIndex: 4))
        sources.append(
          Source(id: try row.decode(atIndex: 0), file: archive ?? path, drops: drops))
        if archive == nil { digests[path] = try row.decode(String.self, atIndex: 3) }
      }
      return (sources, digests)
    }
  }

  private static func documents(_ store: IndexStore) throws(IndexError) -> [Document] {
    try store.read { db in
      let sql = """
        SELECT d.id, d.uri, d.language, d.position, d.first_chunk, d.chunks, coalesce(a.path, s.path)
        FROM document d LEFT JOIN source s ON s.id = d.source_id
        LEFT JOIN source a ON a.id = s.archive_id
        """
      let rows = try Row.fetchCursor(db, sql: sql)
      var documents: [Document] = []
      while let row = try rows.next() {
        let first: Int = try row.decode(atIndex: 4)
        let chunks: Int = try row.decode(atIndex: 5)
        guard first >= 0, chunks >= 0 else {
          throw IndexStore.Damage(what: "a document has an impossible place")
        }
        documents.append(
          Document(
            id: try row.decode(atIndex: 0), uri: try row.decode(atIndex: 1),
            language: try row.decode(atIndex: 2), position: try row.decode(atIndex: 3),
            places: first..<first + chunks, file: try row.decode(atIndex: 6)))
      }
      return documents
    }
  }
}
