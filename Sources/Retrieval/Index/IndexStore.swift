import Artifacts
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

  /// The arrays of each segment, in order.
  func packed() throws(IndexError) -> [(ids: [UInt8], lengths: [UInt8])] {
    try read { db in
      let sql = """
        SELECT i.segment, i.value, l.value FROM packed i LEFT JOIN packed l
        ON l.segment = i.segment AND l.name = 'lengths' WHERE i.name = 'ids' ORDER BY i.segment
        """
      let rows = try Row.fetchCursor(db, sql: sql)
      var found: [(ids: [UInt8], lengths: [UInt8])] = []
      while let row = try rows.next() {
        guard try row.decode(Int.self, atIndex: 0) == found.count,
          let lengths = try row.decode(Data?.self, atIndex: 2)
        else { throw Damage(what: "an array of segment \(found.count) is missing") }
        found.append(([UInt8](try row.decode(Data.self, atIndex: 1)), [UInt8](lengths)))
      }
      guard !found.isEmpty else { throw Damage(what: "it has no array `ids`") }
      return found
    }
  }

  /// The array `order`; nil in a fresh index.
  func order() throws(IndexError) -> [UInt8]? {
    try read { db in
      try Data.fetchOne(db, sql: "SELECT value FROM packed WHERE name = 'order'").map {
        [UInt8]($0)
      }
    }
  }

  /// A term in one segment: its number of passages there and its packed postings.
  struct PostingRow {
    var segment: Int
    var passages: Int
    var bytes: [UInt8]
  }

  /// A term's postings in the first so many segments; none for an unknown term.
  func postings(of term: [UInt8], segments: Int, _ db: Database) throws -> [PostingRow] {
    let statement = try db.cachedStatement(
      sql: "SELECT passages, postings FROM term WHERE segment = ? AND term = ?")
    let term = String(decoding: term, as: UTF8.self)
    var found: [PostingRow] = []
    for segment in 0..<segments {
      let row = try Row.fetchOne(statement, arguments: [segment, term])
      guard let row else { continue }
      found.append(
        PostingRow(
          segment: segment, passages: try row.decode(atIndex: 0),
          bytes: [UInt8](try row.decode(Data.self, atIndex: 1))))
    }
    return found
  }

  private static let documentColumns =
    "id, uri, docno, title, language, digest, tables, first_chunk, chunks"

  /// All documents in order of their positions; their passages are where they lie in the file.
  func documents(count: Int) throws(IndexError) -> [IndexedDocument] {
    try read { db in
      let sql = "SELECT \(Self.documentColumns), position FROM document"
      let rows = try Row.fetchCursor(db, sql: sql)
      var documents = [IndexedDocument?](repeating: nil, count: max(0, count))
      while let row = try rows.next() {
        let position: Int = try row.decode(atIndex: 9)
        guard documents.indices.contains(position) else {
          throw Damage(what: "a document has an impossible place")
        }
        documents[position] = try Self.document(row)
      }
      let whole = documents.compactMap { $0 }
      guard whole.count == count else { throw Damage(what: "documents are missing") }
      return whole
    }
  }

  /// One document; its passages are where they lie in the file.
  func document(id: Int) throws(IndexError) -> IndexedDocument {
    try read { db in
      let statement = try db.cachedStatement(
        sql: "SELECT \(Self.documentColumns) FROM document WHERE id = ?")
      guard let row = try Row.fetchOne(statement, arguments: [id]) else {
        throw Damage(what: "document \(id) is missing")
      }
      return try Self.document(row)
    }
  }

  /// The document with a URI; its passages are where they lie in the file.
  func document(uri: String) throws(IndexError) -> IndexedDocument? {
    try read { db in
      let statement = try db.cachedStatement(
        sql: "SELECT \(Self.documentColumns) FROM document WHERE uri = ?")
      return try Row.fetchOne(statement, arguments: [uri]).map(Self.document)
    }
  }

  private static func document(_ row: Row) throws -> IndexedDocument {
    let first: Int = try row.decode(atIndex: 7)
    let chunks: Int = try row.decode(atIndex: 8)
    guard first >= 0, chunks >= 0 else {
      throw Damage(what: "a document has an impossible place")
    }
    return IndexedDocument(
      id: try row.decode(atIndex: 0), uri: try row.decode(atIndex: 1),
      docno: try row.decode(atIndex: 2), title: try row.decode(atIndex: 3),
      language: try row.decode(atIndex: 4), digest: try row.decode(atIndex: 5),
      tables: try ChunkStructure.tables(row.decode(atIndex: 6)), passages: first..<first + chunks)
  }

  func sources() throws(IndexError) -> [SourceRecord] {
    try read { db in
      let sql = """
        SELECT s.path, s.bytes, s.digest, s.reader, s.documents, s.text_bytes, s.covered_bytes,
          a.path, s.drops
        FROM source s LEFT JOIN source a ON a.id = s.archive_id ORDER BY s.path
        """
      let rows = try Row.fetchCursor(db, sql: sql)
      var sources: [SourceRecord] = []
      while let row = try rows.next() {
        sources.append(
          SourceRecord(
            path: try row.decode(atIndex: 0), bytes: try row.decode(atIndex: 1),
            digest: try row.decode(atIndex: 2), reader: try row.decode(atIndex: 3),
            documents: try row.decode(atIndex: 4), textBytes: try row.decode(atIndex: 5),
            coveredBytes: try row.decode(atIndex: 6), archive: try row.decode(atIndex: 7),
            drops: try DropCounts(storedJSON: row.decode(atIndex: 8))))
      }
      return sources
    }
  }

  /// The passages that lie in a row in the file, in order, with the numbers from `number` on.
  func passages(
    at places: Range<Int>, numbered number: Int
  ) throws(IndexError) -> [Passage] {
    try read { db in try passages(at: places, numbered: number, db) }
  }

  /// Single passages at their places, all in one transaction: locks cost more than a row.
  func passages(
    at places: [(place: Int, number: Int)]
  ) throws(IndexError) -> [Passage] {
    try read { db in
      try places.flatMap { place, number in
        try passages(at: place..<place + 1, numbered: number, db)
      }
    }
  }

  private func passages(
    at places: Range<Int>, numbered number: Int, _ db: Database
  ) throws -> [Passage] {
    let sql = """
      SELECT id, document_id, ordinal, heading_path, text, token_count, digest, structure, start
      FROM chunk WHERE number >= ? AND number < ? ORDER BY number
      """
    let statement = try db.cachedStatement(sql: sql)
    let rows = try Row.fetchCursor(
      statement, arguments: [places.lowerBound, places.upperBound])
    var passages: [Passage] = []
    passages.reserveCapacity(places.count)
    while let row = try rows.next() {
      passages.append(
        Passage(
          id: try row.decode(atIndex: 0), number: number + passages.count,
          documentID: try row.decode(atIndex: 1), ordinal: try row.decode(atIndex: 2),
          start: try row.decode(atIndex: 8),
          headingPath: try ChunkStructure.strings(row.decode(atIndex: 3)),
          text: try row.decode(atIndex: 4), tokenCount: try row.decode(atIndex: 5),
          digest: try row.decode(atIndex: 6),
          spans: try ChunkStructure.spans(row.decode(atIndex: 7))))
    }
    guard passages.count == places.count else { throw Damage(what: "chunks are missing") }
    return passages
  }

  /// The place of the chunk with an id.
  func place(ofChunk id: Int) throws(IndexError) -> Int? {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT number FROM chunk WHERE id = ?")
      return try Int.fetchOne(statement, arguments: [id])
    }
  }

  /// The digests of all passages with their places.
  func digests() throws(IndexError) -> [(place: Int, digest: String)] {
    try read { db in
      let rows = try Row.fetchCursor(db, sql: "SELECT number, digest FROM chunk")
      var digests: [(place: Int, digest: String)] = []
      while let row = try rows.next() {
        digests.append((try row.decode(atIndex: 0), try row.decode(atIndex: 1)))
      }
      return digests
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
