import Foundation
import GRDB

/// The vectors of an index's passages, in memory: exact search over them.
///
///     let vectors = try EmbeddedPassages(index: index)
///     let hits = try vectors.search([vector], top: 10, threads: 2)
///
/// Opening reads all vectors. Safe to use from many threads at once.
public final class EmbeddedPassages: Sendable {
  /// What the index records of its vectors.
  public struct Description: Sendable, Hashable {
    public var model: String
    public var dimension: Int
    public var storage: VectorStorage

    public init(model: String, dimension: Int, storage: VectorStorage) {
      self.model = model
      self.dimension = dimension
      self.storage = storage
    }
  }

  public let description: Description
  private let matrix: VectorMatrix
  private let path: String
  /// Passages in the order of their ids, as the matrix's rows are: ties go to the smaller id.
  private let rows: [(id: Int, number: Int)]

  /// Reads the vectors; throws where the index has none, or not one for each passage.
  public init(index: Index) throws(IndexError) {
    guard let description = try index.embedding else {
      throw IndexError(.noVectors, path: index.path)
    }
    self.description = description
    path = index.path
    let rows = (0..<index.passageCount).map { (id: index.id(ofPassage: $0), number: $0) }
      .sorted { $0.id < $1.id }
    self.rows = rows
    let matrix = VectorMatrix(
      dimension: description.dimension, storage: description.storage, capacity: rows.count)
    try index.store.read { db in
      let sql = "SELECT chunk_id, vector FROM embedding ORDER BY chunk_id"
      let cursor = try Row.fetchCursor(db, sql: sql)
      while matrix.count < rows.count, let row = try cursor.next() {
        let id: Int = try row.decode(atIndex: 0)
        // A chunk that is no more may still have a vector.
        if id < rows[matrix.count].id { continue }
        let isWhole = try row.withUnsafeData(atIndex: 1) { data in
          id == rows[matrix.count].id && data?.withUnsafeBytes { matrix.append($0) } == true
        }
        guard isWhole else { throw IndexStore.Damage(what: "the vector of chunk \(id) is wrong") }
      }
      guard matrix.count == rows.count else {
        throw IndexStore.Damage(what: "\(rows.count - matrix.count) passages have no vector")
      }
    }
    self.matrix = matrix
  }

  /// The passages whose vectors have the greatest products with each query's, the best first and of
  /// equal ones the smaller id; all passages are scored. A query of zeros finds nothing.
  ///
  /// - Parameter queries: vectors of the index's model and dimension; of unit length, scores are
  ///   cosines.
  public func search(
    _ queries: [[Float]], top: Int, threads: Int
  ) throws(IndexError) -> [[Hit]] {
    for query in queries where query.count != description.dimension {
      throw IndexError(
        .otherDimension(index: description.dimension, query: query.count), path: path)
    }
    let known = queries.indices.filter { queries[$0].contains { $0 != 0 } }
    let found = matrix.best(top, for: known.map { queries[$0] }, threads: threads)
    var hits = [[Hit]](repeating: [], count: queries.count)
    for (query, entries) in zip(known, found) {
      hits[query] = entries.map {
        Hit(number: rows[$0.row].number, id: rows[$0.row].id, score: Double($0.score))
      }
    }
    return hits
  }
}

extension Index {
  /// What the index records of its vectors; nil where it has none.
  public var embedding: EmbeddedPassages.Description? {
    get throws(IndexError) {
      guard let model = meta(EmbeddingMeta.model) else { return nil }
      guard let dimension = meta(EmbeddingMeta.dimension).flatMap({ Int($0) }), dimension > 0,
        let storage = meta(EmbeddingMeta.storage).flatMap(VectorStorage.init(rawValue:))
      else { throw IndexError(.damaged("meta does not say how vectors are stored"), path: path) }
      return EmbeddedPassages.Description(model: model, dimension: dimension, storage: storage)
    }
  }
}

/// The keys of `meta` that describe vectors.
enum EmbeddingMeta {
  static let model = "embedding_model"
  static let dimension = "embedding_dimension"
  static let storage = "embedding_storage"
}
