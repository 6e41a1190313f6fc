import Artifacts
import Documents
import Exports
import Foundation
import Retrieval
import Testing

@Suite(.serialized) struct PostgreSQLTests {
  /// Bytes as PostgreSQL's `encode(…, 'hex')` shows them.
  static func hex(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static func passages(of index: Index) throws -> [Passage] {
    try index.passages(in: 0..<index.passageCount).sorted { $0.id < $1.id }
  }

  @Test(.enabled(if: PostgresServer.isInstalled, Comment(rawValue: PostgresServer.hint)))
  func everyTextComesBackByteForByte() async throws {
    let folder = try TemporaryFolder()
    let index = try await TroublesomeCorpus.write(to: folder.file("i.sqlite"))
    let summary = try PostgreSQLExport(index: index, progress: SilentProgress())
      .write(to: folder.file("out"))
    #expect(summary["passages"] == 13 && summary["documents"] == 7 && summary.notes.isEmpty)
    #expect(try !folder.text("out/index.sql").contains("EXTENSION"))
    let server = try PostgresServer()
    try server.load(folder.file("out/index.sql"))

    let passages = try Self.passages(of: index)
    #expect(passages.map(\.text).sorted() == TroublesomeCorpus.texts.flatMap(\.texts).sorted())
    let expected = try passages.map { passage in
      let document = try index.document(ofPassage: passage.number)
      return [
        "\(passage.id)", "\(document.id)", "\(passage.ordinal)", "\(passage.start)",
        Self.hex(passage.text), Self.hex(document.title), document.language ?? "\\N",
        "\(passage.tokenCount)", passage.digest,
        Self.hex(passage.headingPath.joined(separator: "|")),
      ].joined(separator: "\t")
    }
    let found = try server.rows(
      """
      SELECT id, document_id, ordinal, start, encode(convert_to(text, 'UTF8'), 'hex'),
        encode(convert_to(title, 'UTF8'), 'hex'), language, token_count, digest,
        encode(convert_to((SELECT coalesce(string_agg(h, '|'), '')
          FROM jsonb_array_elements_text(heading_path) h), 'UTF8'), 'hex')
      FROM chunk ORDER BY id
      """)
    #expect(found == expected)

    let documents = try index.documents.sorted { $0.id < $1.id }.map { document in
      [
        "\(document.id)", Self.hex(document.uri), Self.hex(document.docno),
        Self.hex(document.title), document.language ?? "\\N", document.digest,
        Self.hex("A \\ B\t\"C\""),
      ].joined(separator: "\t")
    }
    let foundDocuments = try server.rows(
      """
      SELECT id, encode(convert_to(uri, 'UTF8'), 'hex'), encode(convert_to(docno, 'UTF8'), 'hex'),
        encode(convert_to(title, 'UTF8'), 'hex'), language, digest,
        encode(convert_to(metadata->>'author', 'UTF8'), 'hex') FROM document ORDER BY id
      """)
    #expect(foundDocuments == documents)
  }

  @Test(.enabled(if: PostgresServer.isInstalled, Comment(rawValue: PostgresServer.hint)))
  func wordsAreFoundByTheirStemsInTheirLanguage() async throws {
    let folder = try TemporaryFolder()
    let index = try await TroublesomeCorpus.write(to: folder.file("i.sqlite"))
    _ = try PostgreSQLExport(index: index, progress: SilentProgress()).write(to: folder.path)
    let server = try PostgresServer()
    try server.load(folder.file("index.sql"))
    func texts(_ configuration: String, _ words: String) throws -> [String] {
      try server.rows(
        """
        SELECT text FROM chunk
        WHERE search @@ plainto_tsquery('\(configuration)', '\(words)') ORDER BY id
        """)
    }
    #expect(try texts("english", "vacuum reclaimed") == ["Vacuuming reclaims storage."])
    #expect(try texts("german", "Haus stand") == ["Die Häuser standen leer."])
    #expect(try texts("simple", "word") == ["Word."])
    // Keys and their reference hold.
    #expect(throws: PostgresServer.Failed.self) { try server.load(folder.file("index.sql")) }
    let orphans = try server.rows(
      "SELECT count(*) FROM chunk WHERE document_id NOT IN (SELECT id FROM document)")
    #expect(orphans == ["0"])
  }

  @Test(.enabled(if: PostgresServer.hasVectors, Comment(rawValue: PostgresServer.vectorHint)))
  func vectorsComeBackAndAreSearched() async throws {
    let folder = try TemporaryFolder()
    let index = try await TroublesomeCorpus.write(
      to: folder.file("i.sqlite"), embedder: SizeEmbedder())
    let summary = try PostgreSQLExport(index: index, progress: SilentProgress())
      .write(to: folder.path)
    #expect(summary["vectors"] == 13)
    let server = try PostgresServer()
    try server.load(folder.file("index.sql"))
    let vectors = try index.vectors(in: 0..<index.passageCount)
    let found = try server.rows("SELECT id, embedding FROM chunk ORDER BY id")
    for (passage, line) in zip(try Self.passages(of: index), found) {
      let fields = line.split(separator: "\t")
      #expect(fields[0] == "\(passage.id)")
      let components = fields[1].dropFirst().dropLast().split(separator: ",").map { Float($0) }
      #expect(components == vectors[passage.number])
    }
    let query = vectors[5]
    let hits = try EmbeddedPassages(index: index).search([query], top: 3, threads: 1)[0]
    let text = query.map(\.description).joined(separator: ",")
    let nearest = try server.rows(
      "SELECT id FROM chunk ORDER BY embedding <#> '[\(text)]', id LIMIT 3")
    #expect(nearest == hits.map { "\($0.id)" })
  }

  @Test func aVectorColumnIsThereWhereTheIndexHasVectors() async throws {
    let folder = try TemporaryFolder()
    let index = try await TroublesomeCorpus.write(
      to: folder.file("i.sqlite"), embedder: SizeEmbedder())
    _ = try PostgreSQLExport(index: index, progress: SilentProgress()).write(to: folder.path)
    let sql = try folder.text("index.sql")
    #expect(sql.contains("CREATE EXTENSION IF NOT EXISTS vector;"))
    #expect(sql.contains("\n  embedding vector(3),\n"))
    #expect(sql.contains("USING hnsw (embedding vector_ip_ops)"))
    // The model's name has a newline, and stays in the comment.
    #expect(sql.contains("-- By vectors of the model size model, 3 floats:"))
    let rows = sql.components(separatedBy: "FROM stdin;\n")[2].components(separatedBy: "\\.\n")[0]
    #expect(rows.split(separator: "\n").count == 13)
    #expect(rows.split(separator: "\n").allSatisfy { $0.hasSuffix("]") })
  }

  @Test func theSameIndexGivesTheSameBytes() async throws {
    let folder = try TemporaryFolder()
    let index = try await TroublesomeCorpus.write(to: folder.file("i.sqlite"))
    let first = try PostgreSQLExport(index: index, progress: SilentProgress())
      .write(to: folder.path)
    let again = try PostgreSQLExport(index: index, progress: SilentProgress())
      .write(to: folder.path)
    #expect(first.files.map(\.isNew) == [true] && again.files.map(\.isNew) == [false])
    #expect(first.files.map(\.bytes) == again.files.map(\.bytes))
    #expect(first.files[0].bytes == (try folder.text("index.sql")).utf8.count)
  }
}
