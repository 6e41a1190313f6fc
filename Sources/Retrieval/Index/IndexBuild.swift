import Artifacts
import Documents
import Foundation
import GRDB

/// An index while it is written: the open file, and the postings so far.
///
/// Not for use from two threads at once: `IndexWriter` holds it behind a lock.
final class IndexBuild {
  private let path: String
  private var file: WholeFile?
  private let queue: DatabaseQueue
  private var terms = TermTable(capacity: 1 << 14)
  private var postings: [PostingBuffer] = []
  private var lengths: [Int] = []
  private var chunkIDs: [Int] = []
  private var takenChunkIDs: Set<Int> = []
  private var takenDocumentIDs: Set<Int> = []
  private var uris: Set<String> = []
  private var analyses: Set<LanguageAnalysis> = []

  init(path: String) throws {
    self.path = path
    let file = try WholeFile(path)
    var configuration = Configuration()
    // The temporary file is thrown away whole when anything goes wrong: no journal, no syncs, and
    // one transaction from the first row to the last.
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA page_size = \(IndexSchema.pageSize);
          PRAGMA journal_mode = OFF;
          PRAGMA synchronous = OFF;
          PRAGMA locking_mode = EXCLUSIVE;
          PRAGMA cache_size = -32768;
          PRAGMA secure_delete = ON;
          """)
    }
    let temporaryPath = file.temporaryPath
    self.file = consume file
    queue = try Self.writing(path) {
      let queue = try DatabaseQueue(path: temporaryPath, configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try db.execute(
          sql: """
            PRAGMA application_id = \(IndexSchema.applicationID);
            PRAGMA user_version = \(IndexSchema.version);
            BEGIN;
            """)
        try db.execute(sql: IndexSchema.creation)
      }
      return queue
    }
  }

  func add(_ document: AnalyzedDocument) throws {
    guard uris.insert(document.uri).inserted else {
      throw IndexError(.duplicateURI(document.uri), path: path)
    }
    let position = takenDocumentIDs.count
    let documentID = Self.freeID(document.uri, &takenDocumentIDs)
    let first = lengths.count
    let ids = document.passages.map {
      Self.freeID("\(document.uri)#\($0.ordinal)", &takenChunkIDs)
    }
    try Self.writing(path) {
      try queue.writeWithoutTransaction { db in
        try Self.insert(
          document, id: documentID, position: position, firstChunk: first, chunkIDs: ids, db)
      }
    }
    chunkIDs += ids
    analyses.insert(document.analysis)
    addPostings(document)
  }

  /// Writes what was kept in memory, and puts the file in place.
  func finish(
    options: RetrievalOptions, configuration: String, sources: [SourceRecord], drops: DropCounts
  ) throws -> Bool {
    try Self.writing(path) {
      try queue.writeWithoutTransaction { db in
        try writePostings(options, db)
        try writePacked(db)
        try Self.insert(sources, db)
        let meta = IndexMeta(
          options: options, analyses: analyses.sorted(), configuration: configuration,
          drops: drops,
          counts: IndexCounts(
            sources: sources.count, documents: takenDocumentIDs.count, passages: lengths.count,
            terms: terms.count, length: lengths.reduce(0, +)))
        for (key, value) in meta.entries {
          try db.cachedStatement(sql: "INSERT INTO meta VALUES (?, ?)")
            .execute(arguments: [key, value])
        }
        try db.execute(sql: IndexSchema.indices)
        if options.fts5 { try db.execute(sql: IndexSchema.fullText) }
        try db.execute(sql: "COMMIT")
      }
      try queue.close()
    }
    guard let file = file.take() else { throw IndexError(.finished, path: path) }
    return try file.commit()
  }

  private func addPostings(_ document: AnalyzedDocument) {
    let global = (0..<document.terms.count).map { local in
      document.terms.withBytes(of: local) {
        terms.insert($0, hash: document.terms.hash(of: local))
      }
    }
    while postings.count < terms.count { postings.append(PostingBuffer()) }
    for passage in document.passages {
      let number = lengths.count
      for (term, count) in passage.frequencies {
        postings[global[Int(term)]].append(passage: number, frequency: Int(count))
      }
      lengths.append(passage.length)
    }
  }

  private func writePostings(_ options: RetrievalOptions, _ db: Database) throws {
    let norms = BM25(options: options).norms(lengths: lengths)
    let statement = try db.cachedStatement(sql: "INSERT INTO term VALUES (?, ?, ?)")
    for term in terms.sorted() {
      let buffer = postings[term]
      let bytes = PostingEncoder.encode(buffer.postings()) {
        BM25.weight(frequency: $0.frequency, norm: norms[$0.passage])
      }
      postings[term] = PostingBuffer()
      try statement.execute(arguments: [
        String(decoding: terms.bytes(of: term), as: UTF8.self), buffer.count, Data(bytes),
      ])
    }
  }

  private func writePacked(_ db: Database) throws {
    var packedLengths: [UInt8] = []
    for length in lengths { ByteCoding.append(UInt64(length), to: &packedLengths) }
    var ids: [UInt8] = []
    for id in chunkIDs { ByteCoding.append(fixed: UInt64(id), to: &ids) }
    for (name, bytes) in [("ids", ids), ("lengths", packedLengths)] {
      try db.execute(
        sql: "INSERT INTO packed VALUES (?, ?)", arguments: [name, Data(bytes)])
    }
  }

  /// 48 bits of the digest of a name, and of `name#1`, `name#2`, … while they are taken.
  static func freeID(_ name: String, _ taken: inout Set<Int>) -> Int {
    var id = Int(Digest(of: name).prefix(bits: 48))
    var probe = 0
    while !taken.insert(id).inserted {
      probe += 1
      id = Int(Digest(of: "\(name)#\(probe)").prefix(bits: 48))
    }
    return id
  }

  /// Works on the open file.
  func write<R>(_ body: (Database) throws -> R) throws -> R {
    try Self.writing(path) { try queue.writeWithoutTransaction(body) }
  }

  /// Turns SQLite's errors into the index's own.
  private static func writing<R>(_ path: String, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw IndexError(.unwritable(error.message ?? "\(error.resultCode)"), path: path)
    }
  }
}
