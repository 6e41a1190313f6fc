import Foundation
import GRDB

extension Index {
  /// The vectors of the passages with these numbers, in order, as components; for those who take
  /// them elsewhere. `EmbeddedPassages` searches them.
  ///
  /// Throws where the index has no vectors, or not one for each of the passages.
  public func vectors(in numbers: Range<Int>) throws(IndexError) -> [[Float]] {
    guard let description = try embedding else { throw IndexError(.noVectors, path: path) }
    guard numbers.lowerBound >= 0, numbers.upperBound <= passageCount else {
      throw IndexError(.noPassage(numbers.upperBound - 1, count: passageCount), path: path)
    }
    return try store.read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT c.id, e.vector FROM chunk c LEFT JOIN embedding e ON e.chunk_id = c.id
          WHERE c.number >= ? AND c.number < ? ORDER BY c.number
          """)
      let rows = try Row.fetchCursor(
        statement, arguments: [numbers.lowerBound, numbers.upperBound])
      var vectors: [[Float]] = []
      vectors.reserveCapacity(numbers.count)
      while let row = try rows.next() {
        let vector = try row.withUnsafeData(atIndex: 1) { data in
          data.flatMap {
            description.storage.decode([UInt8]($0), dimension: description.dimension)
          }
        }
        guard let vector else {
          let id: Int = try row.decode(atIndex: 0)
          throw IndexStore.Damage(what: "the vector of chunk \(id) is missing or wrong")
        }
        vectors.append(vector)
      }
      guard vectors.count == numbers.count else {
        throw IndexStore.Damage(what: "chunks are missing")
      }
      return vectors
    }
  }
}
