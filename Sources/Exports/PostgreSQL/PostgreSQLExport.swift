import Artifacts
import Documents
import Retrieval

/// Writes an index as one SQL file for PostgreSQL, with pgvector's `vector` where the index has vectors:
/// tables `document` and `chunk`, their data as COPY blocks, keys and indices. `psql` loads it in one
/// transaction.
public struct PostgreSQLExport: Sendable {
  static let file = "index.sql"
  public static let files = [ExportTarget(name: file, beginning: PostgreSQLSchema.mark)]

  private let index: Index
  private let progress: any ProgressReporter

  public init(index: Index, progress: any ProgressReporter) {
    self.index = index
    self.progress = progress
  }

  public func write(to folder: String) throws -> ExportSummary {
    let source = try PassageSource(index: index, progress: progress)
    let schema = try PostgreSQLSchema(index: index, vectors: source.vectors)
    var file = try ExportFile(Self.file, in: folder)
    var rows = CopyRows()
    try file.append(Array(schema.beginning.utf8))
    try file.append(Array(schema.copyDocuments.utf8))
    let documents = try index.documents
    for document in documents {
      try append(document, to: &rows)
      try file.append(rows.bytes)
      rows.removeAll()
    }
    try file.append(Array(PostgreSQLSchema.endOfCopy.utf8))
    try file.append(Array(schema.copyChunks.utf8))
    try source.forEach(withVectors: true) { item in
      Self.append(item, to: &rows)
      try file.append(rows.bytes)
      rows.removeAll()
    }
    try file.append(Array(PostgreSQLSchema.endOfCopy.utf8))
    try file.append(Array(schema.ending.utf8))
    var summary = ExportSummary()
    summary.files = [try file.commit()]
    summary.counts = [
      .init(name: "documents", value: documents.count),
      .init(name: "passages", value: index.passageCount),
    ]
    if source.vectors != nil {
      summary.counts.append(.init(name: "vectors", value: index.passageCount))
    }
    if rows.replaced > 0 {
      summary.notes.append(
        "\(rows.replaced) characters U+0000 became U+FFFD: PostgreSQL keeps none in a text")
    }
    return summary
  }

  private func append(_ document: IndexedDocument, to rows: inout CopyRows) throws {
    let metadata = try index.metadata(ofDocument: document.id)
    rows.number(document.id)
    rows.text(document.uri)
    rows.text(document.docno)
    rows.text(document.title)
    rows.text(document.language)
    rows.text(document.digest)
    rows.json([
      ("author", metadata.author), ("published", metadata.published),
      ("modified", metadata.modified), ("description", metadata.description),
    ])
    rows.end()
  }

  private static func append(_ item: PassageSource.Item, to rows: inout CopyRows) {
    let (passage, document) = (item.passage, item.document)
    rows.number(passage.id)
    rows.number(document.id)
    rows.number(passage.ordinal)
    rows.number(passage.start)
    rows.text(document.title)
    rows.json(passage.headingPath)
    rows.text(document.language)
    rows.number(passage.tokenCount)
    rows.text(passage.digest)
    rows.text(passage.text)
    if let vector = item.vector { rows.vector(vector) }
    rows.end()
  }
}
