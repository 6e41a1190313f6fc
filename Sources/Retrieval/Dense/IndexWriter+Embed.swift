import Artifacts
import Foundation
import GRDB

extension IndexWriter {
  /// Texts that go to the embedder in one call.
  private static let batch = 256

  /// Embeds every passage that has no vector yet, as `PassageRendering` shows it: title, heading
  /// path, text (on SciFact, by wordllama's table, nDCG@10 .551, and .540 with the text alone). To be
  /// called between the last `add` and `finish`.
  ///
  /// Passages are read, embedded and written in batches of 256, of which twice `threads` are under
  /// way at most, so memory stays bounded; what is written does not depend on `threads`. Vectors of
  /// another model, dimension or storage that the index had are dropped first.
  ///
  /// - Returns: how many passages were embedded.
  @discardableResult
  public func embed(
    with embedder: any Embedder, storage: VectorStorage, threads: Int,
    progress: any ProgressReporter
  ) async throws -> Int {
    let kept = try withBuild { try $0.beginEmbedding(model: embedder.model, storage: storage) }
    progress.begin(stage: "embed", total: kept.missing, unit: "passages")
    var dimension = kept.dimension
    var missing: MissingVectors?
    try await withThrowingTaskGroup(of: Batch.self) { group in
      var after = -1
      var (started, written) = (0, 0)
      var ready: [Int: Batch] = [:]
      var hasMore = true
      while hasMore || written < started {
        while hasMore, started - written < max(1, threads) * 2 {
          let passages = try withBuild {
            try $0.unembedded(after: after, limit: Self.batch)
          }
          guard let last = passages.last else {
            hasMore = false
            break
          }
          after = last.number
          let number = started
          started += 1
          group.addTask {
            do {
              return try await Batch(number: number, passages: passages, embedder, storage)
            } catch let missing as MissingVectors {
              return Batch(number: number, missing: missing)
            }
          }
        }
        guard let batch = try await group.next() else { break }
        ready[batch.number] = batch
        while let next = ready.removeValue(forKey: written) {
          written += 1
          if let more = next.missing {
            missing = MissingVectors(
              count: more.count + (missing?.count ?? 0), texts: kept.missing, cache: more.cache)
          }
          // The rest is asked for only to tell how much is missing in all.
          if missing != nil { continue }
          dimension = dimension ?? next.dimension
          guard let dimension, next.dimension == dimension else {
            throw EmbeddingError(
              .uneven(expected: dimension ?? 0, found: next.dimension), subject: embedder.model)
          }
          try withBuild { try $0.insert(next.rows) }
          progress.advance(by: next.rows.count)
        }
      }
    }
    if let missing { throw missing }
    try withBuild {
      try $0.finishEmbedding(model: embedder.model, dimension: dimension, storage: storage)
    }
    progress.finish(detail: "\(kept.missing) passages embedded")
    return kept.missing
  }

  /// The rows of passages, numbered in the order of passages.
  private struct Batch: Sendable {
    let number: Int
    let dimension: Int
    let rows: [EmbeddedRow]
    /// What the embedder lacks, of a batch without rows.
    var missing: MissingVectors?

    init(number: Int, missing: MissingVectors) {
      self.number = number
      self.missing = missing
      (dimension, rows) = (0, [])
    }

    init(
      number: Int, passages: [IndexBuild.Unembedded], _ embedder: any Embedder,
      _ storage: VectorStorage
    ) async throws {
      self.number = number
      let vectors = try await embedder.vectors(of: passages.map(\.text))
      func failure(_ code: EmbeddingError.Code) -> EmbeddingError {
        EmbeddingError(code, subject: embedder.model)
      }
      guard vectors.count == passages.count else {
        throw failure(.miscounted(texts: passages.count, vectors: vectors.count))
      }
      let dimension = vectors.first?.values.count ?? 0
      self.dimension = dimension
      rows = try zip(passages, vectors).map { passage, vector in
        let values = vector.values
        guard values.count == dimension, dimension > 0 else {
          throw failure(.uneven(expected: dimension, found: values.count))
        }
        guard values.allSatisfy(\.isFinite) else { throw failure(.notFinite) }
        return EmbeddedRow(id: passage.id, vector: storage.encode(values), isCut: vector.isCut)
      }
    }
  }
}

/// A row of `embedding`.
struct EmbeddedRow: Sendable {
  var id: Int
  var vector: [UInt8]
  /// Whether it is the vector of the passage's beginning only.
  var isCut: Bool
}

extension IndexBuild {
  /// A passage without a vector, with the text that stands for it.
  struct Unembedded: Sendable {
    let number: Int
    let id: Int
    let text: String
  }

  /// Makes the table where it is missing; vectors of another kind than the new ones go.
  ///
  /// - Returns: how many passages have no vector, and the dimension of those there are.
  func beginEmbedding(
    model: String, storage: VectorStorage
  ) throws -> (missing: Int, dimension: Int?) {
    try write { db in
      try db.execute(sql: IndexSchema.embedding)
      let meta = try Row.fetchAll(
        db, sql: "SELECT key, value FROM meta WHERE key LIKE 'embedding%'"
      )
      .reduce(into: [String: String]()) { $0[$1[0]] = $1[1] }
      let isSame =
        meta[EmbeddingMeta.model] == model && meta[EmbeddingMeta.storage] == storage.rawValue
      if !isSame { try db.execute(sql: "DELETE FROM embedding; DELETE FROM cut_text") }
      let missing = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM chunk WHERE id NOT IN (SELECT chunk_id FROM embedding)")
      return (missing ?? 0, isSame ? meta[EmbeddingMeta.dimension].flatMap { Int($0) } : nil)
    }
  }

  /// The next passages without a vector, in the order of their numbers.
  func unembedded(after number: Int, limit: Int) throws -> [Unembedded] {
    try write { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT chunk.number, chunk.id, document.title, chunk.heading_path, chunk.text
          FROM chunk JOIN document ON document.id = chunk.document_id
          WHERE chunk.number > ?
            AND NOT EXISTS (SELECT 1 FROM embedding WHERE chunk_id = chunk.id)
          ORDER BY chunk.number LIMIT ?
          """)
      let rows = try Row.fetchCursor(statement, arguments: [number, limit])
      var found: [Unembedded] = []
      while let row = try rows.next() {
        let text = PassageRendering.text(
          title: try row.decode(atIndex: 2),
          headingPath: try ChunkStructure.strings(row.decode(atIndex: 3)),
          text: try row.decode(atIndex: 4))
        found.append(
          Unembedded(
            number: try row.decode(atIndex: 0), id: try row.decode(atIndex: 1), text: text))
      }
      return found
    }
  }

  func insert(_ rows: [EmbeddedRow]) throws {
    try write { db in
      let statement = try db.cachedStatement(sql: "INSERT INTO embedding VALUES (?, ?)")
      for row in rows { try statement.execute(arguments: [row.id, Data(row.vector)]) }
      vectors += rows.count
      try CutTexts.insert(rows.lazy.filter(\.isCut).map(\.id), db)
    }
  }

  /// Records what the vectors are. An index without passages has none, and so no dimension.
  func finishEmbedding(model: String, dimension: Int?, storage: VectorStorage) throws {
    try write { db in
      for (key, value) in [
        (EmbeddingMeta.dimension, String(dimension ?? 1)), (EmbeddingMeta.model, model),
        (EmbeddingMeta.storage, storage.rawValue),
      ] {
        try db.execute(sql: "INSERT OR REPLACE INTO meta VALUES (?, ?)", arguments: [key, value])
      }
    }
  }
}
