import Artifacts
import Documents
import Foundation
import GRDB

/// An update of an index: what has changed goes into a segment of its own.
///
/// The old file is copied, and the copy changed: a run that is killed leaves the old index, and the
/// next one does the same again. Files that have gone or changed lose their rows; new ones come
/// behind all others, as in Lucene's segments (a log-structured merge without the merge: when a
/// fifth has changed, whoever updates builds anew). The rows say after it what those of a fresh index
/// say; searches give the same results, scores included, as `ScoredPassages` leaves out what is gone.
extension IndexBuild {
  /// Puts documents into the order that a fresh index has.
  func order(_ db: Database) throws {
    documents.sort {
      $0.file == $1.file
        ? $0.position < $1.position : IndexWriter.precedes($0.file, $1.file)
    }
    sources.sort {
      $0.file == $1.file ? $0.id < $1.id : IndexWriter.precedes($0.file, $1.file)
    }
    let statement = try db.cachedStatement(sql: "UPDATE document SET position = ? WHERE id = ?")
    let end = documents.map(\.places.upperBound).max() ?? 0
    var numbers = [UInt32](repeating: PassageArrays.gone, count: max(end, kept?.places ?? 0))
    var next: UInt32 = 0
    for (position, document) in documents.enumerated() {
      if document.position != position {
        try statement.execute(arguments: [position, document.id])
      }
      for place in document.places {
        numbers[place] = next
        next += 1
      }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 4)
    for number in numbers { ByteCoding.append(fixed: number, to: &bytes) }
    try db.execute(
      sql: "INSERT OR REPLACE INTO packed VALUES ('order', 0, ?)", arguments: [Data(bytes)])
  }
}

/// What stays of an index that is updated. Making it removes the rows of everything else.
struct KeptRows {
  var documents: [PlacedDocument] = []
  var sources: [PlacedSource] = []
  var languages: Set<String?> = []
  var taken = TakenIDs()
  /// Of the index before the update.
  let counts: IndexCounts
  let segments: Int
  let places: Int
  /// Its table `meta`.
  let meta: [String: String]
  /// Whether no source was removed.
  private(set) var isEverything = true
  /// The length of the passages that stay, in terms.
  var length = 0

  init(_ old: IndexContents, keeping files: Set<String>, _ db: Database) throws {
    (counts, meta) = (old.counts, old.meta)
    segments = old.passages.segments.count - 1
    places = old.passages.ids.count
    let vectorTables = try ["embedding", "cut_text"].filter { try db.tableExists($0) }
    for document in old.documents {
      if let file = document.file, files.contains(file) {
        documents.append(
          PlacedDocument(
            id: document.id, file: file, position: document.position, places: document.places))
        languages.insert(document.language)
        taken.uris.insert(document.uri)
        taken.documents.insert(document.id)
        for place in document.places {
          taken.chunks.insert(old.passages.ids[place])
          length += old.passages.lengths[place]
        }
      } else {
        try Self.remove(document, old, vectorTables, db)
      }
    }
    for source in old.sources {
      if files.contains(source.file) {
        sources.append(PlacedSource(id: source.id, file: source.file, drops: source.drops))
      } else {
        isEverything = false
        try db.cachedStatement(sql: "DELETE FROM source WHERE id = ?")
          .execute(arguments: [source.id])
      }
    }
  }

  private static func remove(
    _ document: IndexContents.Document, _ old: IndexContents, _ vectorTables: [String],
    _ db: Database
  ) throws {
    let range: StatementArguments = [document.places.lowerBound, document.places.upperBound]
    if old.options.fts5 {
      try db.cachedStatement(sql: IndexSchema.removedFullText).execute(arguments: range)
    }
    for table in vectorTables {
      let statement = try db.cachedStatement(sql: "DELETE FROM \(table) WHERE chunk_id = ?")
      for place in document.places { try statement.execute(arguments: [old.passages.ids[place]]) }
    }
    try LinkWriter.remove(document.places, db)
    try db.cachedStatement(sql: "DELETE FROM chunk WHERE number >= ? AND number < ?")
      .execute(arguments: range)
    try db.cachedStatement(sql: "DELETE FROM document WHERE id = ?")
      .execute(arguments: [document.id])
  }
}
