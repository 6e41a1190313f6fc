import Artifacts
import Documents
import GRDB

extension IndexBuild {
  static func insert(
    _ document: AnalyzedDocument, id: Int, position: Int, source: Int, firstChunk: Int,
    chunkIDs: [Int], _ db: Database
  ) throws {
    var row = try RowWriter("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", db)
    row.bind(id)
    row.bind(position)
    row.bind(source)
    row.bind(document.uri)
    row.bind(document.docno)
    row.bind(document.title)
    row.bind(document.language)
    row.bind(document.digest.hex)
    try document.structure.tables.withUnsafeBufferPointer { tables in
      row.bind(text: tables)
      row.bind(firstChunk)
      row.bind(chunkIDs.count)
      try document.structure.metadata.withUnsafeBufferPointer {
        row.bind(text: $0)
        try row.insert()
      }
    }
    try document.columns.withUnsafeBufferPointer {
      try insert(document.passages, $0, of: id, firstChunk: firstChunk, chunkIDs: chunkIDs, db)
    }
  }

  private static func insert(
    _ passages: [AnalyzedDocument.Passage], _ columns: UnsafeBufferPointer<UInt8>,
    of document: Int, firstChunk: Int, chunkIDs: [Int], _ db: Database
  ) throws {
    var row = try RowWriter("INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", db)
    for (index, passage) in passages.enumerated() {
      row.bind(firstChunk + index)
      row.bind(chunkIDs[index])
      row.bind(document)
      row.bind(passage.ordinal)
      row.bind(passage.start)
      row.bind(text: UnsafeBufferPointer(rebasing: columns[passage.headingPath]))
      row.bind(passage.tokenCount)
      row.bind(text: UnsafeBufferPointer(rebasing: columns[passage.digest]))
      row.bind(text: UnsafeBufferPointer(rebasing: columns[passage.text]))
      row.bind(text: UnsafeBufferPointer(rebasing: columns[passage.structure]))
      try row.insert()
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
