import Artifacts
import Documents
import GRDB

extension IndexBuild {
  static func insert(
    _ document: AnalyzedDocument, id: Int, position: Int, firstChunk: Int, chunkIDs: [Int],
    _ db: Database
  ) throws {
    try db.cachedStatement(sql: "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .execute(arguments: [
        id, position, document.uri, document.docno, document.title, document.language,
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

  static func insert(_ sources: [SourceRecord], _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?)")
    for source in sources.sorted(by: { IndexWriter.precedes($0.path, $1.path) }) {
      try statement.execute(arguments: [
        source.path, source.bytes, source.digest, source.reader, source.documents,
        source.textBytes, source.coveredBytes,
      ])
    }
  }
}
