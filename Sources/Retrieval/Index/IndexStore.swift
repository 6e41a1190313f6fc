import Documents
import Foundation
import GRDB

/// Reads `index.sqlite`, and turns what goes wrong into the index's own errors.
///
/// One connection, opened once: when a new file takes the place of the old one, an open index goes
/// on answering from the old.
struct IndexStore: Sendable {
  let path: String
  private let queue: DatabaseQueue

  init(path: String) throws(IndexError) {
    try IndexFileHeader.check(path)
    self.path = path
    var configuration = Configuration()
    configuration.readonly = true
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA mmap_size = 1073741824") }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw Self.indexError(error, path)
    }
  }

  /// Reads rows; an error is reported as damage, a missing table for instance.
  func read<R>(_ body: (Database) throws -> R) throws(IndexError) -> R {
    do {
      return try queue.read(body)
    } catch {
      throw Self.indexError(error, path)
    }
  }

  /// The entries of `meta`.
  func meta() throws(IndexError) -> [String: String] {
    try read { db in
      let rows = try Row.fetchCursor(db, sql: "SELECT key, value FROM meta")
      var entries: [String: String] = [:]
      while let row = try rows.next() {
        let key: String = try row.decode(atIndex: 0)
        entries[key] = try row.decode(String.self, atIndex: 1)
      }
      return entries
    }
  }

  /// An array that is kept as one blob.
  func packed(_ name: String) throws(IndexError) -> [UInt8] {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT value FROM packed WHERE name = ?")
      guard let data = try Data.fetchOne(statement, arguments: [name]) else {
        throw Damage(what: "it has no array `\(name)`")
      }
      return [UInt8](data)
    }
  }

  /// A term's number of passages and its packed postings; nil for an unknown term.
  func postings(of term: [UInt8], _ db: Database) throws -> (passages: Int, bytes: [UInt8])? {
    let statement = try db.cachedStatement(
      sql: "SELECT passages, postings FROM term WHERE term = ?")
    let row = try Row.fetchOne(statement, arguments: [String(decoding: term, as: UTF8.self)])
    guard let row else { return nil }
    return (try row.decode(atIndex: 0), [UInt8](try row.decode(Data.self, atIndex: 1)))
  }

  /// All documents in the order of their positions, that of their URIs.
  func documents(count: Int) throws(IndexError) -> [IndexedDocument] {
    try read { db in
      let sql = """
        SELECT id, uri, docno, title, language, digest, tables, first_chunk, chunks, position
        FROM document
        """
      let rows = try Row.fetchCursor(db, sql: sql)
      var documents = [IndexedDocument?](repeating: nil, count: max(0, count))
      while let row = try rows.next() {
        let first: Int = try row.decode(atIndex: 7)
        let chunks: Int = try row.decode(atIndex: 8)
        let position: Int = try row.decode(atIndex: 9)
        guard first >= 0, chunks >= 0, documents.indices.contains(position) else {
          throw Damage(what: "a document has an impossible place")
        }
        documents[position] = IndexedDocument(
          id: try row.decode(atIndex: 0), uri: try row.decode(atIndex: 1),
          docno: try row.decode(atIndex: 2), title: try row.decode(atIndex: 3),
          language: try row.decode(atIndex: 4), digest: try row.decode(atIndex: 5),
          tables: try ChunkStructure.tables(row.decode(atIndex: 6)),
          passages: first..<first + chunks)
      }
      let whole = documents.compactMap { $0 }
      guard whole.count == count else { throw Damage(what: "documents are missing") }
      return whole
    }
  }

  func sources() throws(IndexError) -> [SourceRecord] {
    try read { db in
      let sql = "SELECT * FROM source ORDER BY path"
      let rows = try Row.fetchCursor(db, sql: sql)
      var sources: [SourceRecord] = []
      while let row = try rows.next() {
        sources.append(
          SourceRecord(
            path: try row.decode(atIndex: 0), bytes: try row.decode(atIndex: 1),
            digest: try row.decode(atIndex: 2), reader: try row.decode(atIndex: 3),
            documents: try row.decode(atIndex: 4), textBytes: try row.decode(atIndex: 5),
            coveredBytes: try row.decode(atIndex: 6)))
      }
      return sources
    }
  }

  /// The passages with these numbers, in order.
  func passages(_ numbers: Range<Int>) throws(IndexError) -> [Passage] {
    try read { db in
      let sql = """
        SELECT number, id, document_id, ordinal, heading_path, text, token_count, digest, structure,
          start
        FROM chunk WHERE number >= ? AND number < ? ORDER BY number
        """
      let statement = try db.cachedStatement(sql: sql)
      let rows = try Row.fetchCursor(
        statement, arguments: [numbers.lowerBound, numbers.upperBound])
      var passages: [Passage] = []
      passages.reserveCapacity(numbers.count)
      while let row = try rows.next() {
        passages.append(
          Passage(
            id: try row.decode(atIndex: 1), number: try row.decode(atIndex: 0),
            documentID: try row.decode(atIndex: 2), ordinal: try row.decode(atIndex: 3),
            start: try row.decode(atIndex: 9),
            headingPath: try ChunkStructure.strings(row.decode(atIndex: 4)),
            text: try row.decode(atIndex: 5), tokenCount: try row.decode(atIndex: 6),
            digest: try row.decode(atIndex: 7),
            spans: try ChunkStructure.spans(row.decode(atIndex: 8))))
      }
      guard passages.count == numbers.count else { throw Damage(what: "chunks are missing") }
      return passages
    }
  }

  /// The number of the chunk with an id.
  func number(ofChunk id: Int) throws(IndexError) -> Int? {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT number FROM chunk WHERE id = ?")
      return try Int.fetchOne(statement, arguments: [id])
    }
  }

  /// The digests of all passages by number.
  func digests() throws(IndexError) -> [String] {
    try read { db in
      try String.fetchAll(db, sql: "SELECT digest FROM chunk ORDER BY number")
    }
  }

  /// Something in the file that contradicts the rest of it.
  struct Damage: Error {
    let what: String
  }

  private static func indexError(_ error: any Error, _ path: String) -> IndexError {
    switch error {
    case let error as IndexError: error
    case let error as Damage: IndexError(.damaged(error.what), path: path)
    case let error as DatabaseError:
      IndexError(.damaged("SQLite: \(error.message ?? "\(error.resultCode)")"), path: path)
    default: IndexError(.damaged("\(error)"), path: path)
    }
  }
}
