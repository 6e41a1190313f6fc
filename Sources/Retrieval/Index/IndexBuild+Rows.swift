import Artifacts
import Documents
import GRDB

extension IndexBuild {
  static func insert(
    _ document: AnalyzedDocument, id: Int, position: Int, source: Int, firstChunk: Int,
    chunkIDs: [Int], _ db: Database
  ) throws {
    try db.cachedStatement(
      sql: "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      id, position, source, document.uri, document.docno, document.title, document.language,
      document.digest.hex, ChunkStructure.encode(document.tables), firstChunk, chunkIDs.count,
      ChunkStructure.encode(document.metadata),
    ])
    let statement = try db.cachedStatement(
      sql: "INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (index, passage) in document.passages.enumerated() {
      try statement.execute(arguments: [
        firstChunk + index, chunkIDs[index], id, passage.ordinal, passage.start,
        ChunkStructure.encode(passage.headingPath), passage.tokenCount, passage.digest.hex,
        passage.text, ChunkStructure.encode(passage.spans),
      ])
    }
  }

  static func insert(_ source: SourceRecord, id: Int, _ db: Database) throws {
    try db.cachedStatement(sql: "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .execute(arguments: [
        id, source.path, nil, source.bytes, source.digest, source.reader, source.documents,
        source.textBytes, source.coveredBytes, source.drops.storedJSON,
      ])
  }

  static func insert(_ entries: [(key: String, value: String)], _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO meta VALUES (?, ?)")
    for (key, value) in entries { try statement.execute(arguments: [key, value]) }
  }
}
