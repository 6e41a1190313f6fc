import Artifacts
import Documents
import Foundation
import GRDB

/// An index while it is written: the open file, and the postings so far.
///
/// Not for use from two threads at once: `IndexWriter` holds it behind a lock.
final class IndexBuild {
  let path: String
  private var file: WholeFile?
  let queue: DatabaseQueue
  let options: RetrievalOptions
  /// What is kept of the index that is updated; nil for a fresh one.
  let kept: KeptRows?
  private var segment: SegmentPostings
  private var taken = TakenIDs()
  private var links = LinkWriter()
  private var analyses: Set<LanguageAnalysis> = []
  /// All documents and sources that the index will have, in the order in which they were added.
  var documents: [PlacedDocument] = []
  var sources: [PlacedSource] = []
  private var nextSource = 0
  /// Where the documents and the members since the last whole file begin.
  private var open = (documents: 0, sources: 0)
  /// How many vectors were added.
  var vectors = 0

  /// - Parameter old: an index at the same path that is to be updated, and which files of it stay.
  init(
    path: String, options: RetrievalOptions, updating old: (IndexContents, keeping: Set<String>)?
  ) throws {
    self.path = path
    self.options = options
    var file = try WholeFile(path)
    if old != nil { try file.copy(path) }
    let temporaryPath = file.temporaryPath
    self.file = consume file
    (queue, kept) = try Self.writing(path) { () -> (DatabaseQueue, KeptRows?) in
      let queue = try DatabaseQueue(path: temporaryPath, configuration: Self.unsafe)
      let kept = try queue.writeWithoutTransaction { db -> KeptRows? in
        try db.execute(sql: "BEGIN")
        if let old { return try KeptRows(old.0, keeping: old.keeping, db) }
        try db.execute(
          sql: """
            PRAGMA application_id = \(IndexSchema.applicationID);
            PRAGMA user_version = \(IndexSchema.version);
            """)
        try db.execute(sql: IndexSchema.creation)
        return nil
      }
      return (queue, kept)
    }
    segment = SegmentPostings(first: kept?.places ?? 0)
    guard let kept else { return }
    documents = kept.documents
    sources = kept.sources
    nextSource = (sources.map(\.id).max() ?? -1) + 1
    open = (documents.count, sources.count)
    analyses = Set(kept.languages.map { LanguageAnalysis(of: $0, options: options) })
    taken = kept.taken
    links = try write { try LinkWriter($0) }
  }

  /// The temporary file is thrown away whole when anything goes wrong: no journal, no syncs, and one
  /// transaction from the first row to the last.
  private static var unsafe: GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.allowsUnsafeTransactions = true
    // Documents come before their source, and members before their archive.
    configuration.foreignKeysEnabled = false
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
    return configuration
  }

  /// Adds a document of the file or member whose source comes next.
  func add(_ document: AnalyzedDocument) throws {
    guard taken.uris.insert(document.uri).inserted else {
      throw IndexError(.duplicateURI(document.uri), path: path)
    }
    let probes = taken.probes
    let documentID = taken.document(document.uri, first: document.id)
    let ids = document.passages.map {
      taken.chunk($0.ordinal, of: document.uri, first: $0.id)
    }
    // Which of two gets the first choice depends on the order, and here that is not a fresh index's.
    if kept != nil && taken.probes != probes { throw IndexError(.notUpdatable, path: path) }
    let first = segment.end
    try write { db in
      try Self.insert(
        document, id: documentID, position: documents.count, source: nextSource,
        firstChunk: first, chunkIDs: ids, db)
      try links.insert(document.links, from: first, db)
    }
    documents.append(
      PlacedDocument(
        id: documentID, file: "", position: documents.count, places: first..<first + ids.count))
    analyses.insert(document.analysis)
    segment.add(document, chunkIDs: ids)
  }

  /// Adds a source after its documents; an archive after its members.
  func add(_ source: SourceRecord, isMember: Bool) throws {
    let id = nextSource
    nextSource += 1
    try write { db in try Self.insert(source, id: id, db) }
    sources.append(PlacedSource(id: id, file: source.path, drops: source.drops))
    if isMember { return }
    for index in open.documents..<documents.count { documents[index].file = source.path }
    for index in open.sources..<sources.count { sources[index].file = source.path }
    let members = sources[open.sources...].dropLast()
    if let first = members.first?.id, let last = members.last?.id {
      try write { db in
        try db.execute(
          sql: "UPDATE source SET archive_id = ? WHERE id BETWEEN ? AND ?",
          arguments: [id, first, last])
      }
    }
    open = (documents.count, sources.count)
  }

  /// Writes what was kept in memory, and puts the file in place.
  ///
  /// - Parameter drops: what was dropped before any source was read.
  func finish(
    configuration: String, notes: [String: String], drops: DropCounts
  ) throws -> FinishedIndex {
    let hasSameDocuments = kept.map { $0.isEverything && $0.documents.count == documents.count }
    let (total, entries) = try write { db in
      let newTerms =
        kept != nil && segment.lengths.isEmpty
        ? 0 : try segment.write(segment: kept?.segments ?? 0, db)
      var counts = IndexCounts(
        sources: sources.count, documents: documents.count,
        passages: documents.reduce(0) { $0 + $1.places.count },
        terms: (kept?.counts.terms ?? 0) + newTerms, length: segment.lengths.reduce(0, +))
      if let kept {
        counts.length += kept.length
        if hasSameDocuments == false {
          try order(db)
          try LinkWriter.removeUnused(db)
        }
        if options.fts5 {
          try db.execute(sql: IndexSchema.addedFullText, arguments: [segment.first])
        }
      }
      var total = drops
      for source in sources { total.merge(source.drops) }
      total.merge(try CutTexts.drops(db))
      let meta = IndexMeta(
        options: options, analyses: analyses.sorted(), configuration: configuration,
        drops: total, counts: counts)
      let entries = meta.entries + notes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      try Self.insert(entries, db)
      if kept == nil {
        try db.execute(sql: IndexSchema.indices)
        if options.fts5 { try db.execute(sql: IndexSchema.fullText) }
      }
      try db.execute(sql: "COMMIT")
      return (total, entries)
    }
    try Self.writing(path) { try queue.close() }
    guard let file = file.take() else { throw IndexError(.finished, path: path) }
    if let kept, hasSameDocuments == true, vectors == 0,
      entries.allSatisfy({ kept.meta[$0.key] == $0.value })
    {
      return FinishedIndex(isNew: false, drops: total)
    }
    return FinishedIndex(isNew: try file.commit(), drops: total)
  }

  /// Works on the open file.
  func write<R>(_ body: (Database) throws -> R) throws -> R {
    try Self.writing(path) { try queue.writeWithoutTransaction(body) }
  }

  /// Turns SQLite's errors into the index's own.
  static func writing<R>(_ path: String, _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw IndexError(.unwritable(error.message ?? "\(error.resultCode)"), path: path)
    }
  }
}

/// What came of writing an index.
public struct FinishedIndex: Sendable {
  /// Whether its bytes are other than those that were there.
  public var isNew: Bool
  /// All that was dropped of its files.
  public var drops: DropCounts
}

/// A document of an index that is being written.
struct PlacedDocument {
  var id: Int
  /// The path of its file, an archive for instance.
  var file: String
  /// As the row has it; unique, and ascending within a file.
  var position: Int
  var places: Range<Int>
}

/// A source of an index that is being written.
struct PlacedSource {
  var id: Int
  /// The path of its file, an archive for instance.
  var file: String
  var drops: DropCounts
}
