import Artifacts
import Foundation
import GRDB

/// Scores of a re-ranker.
extension EndpointCache {
  /// The scores that are known of some digests.
  func scores(_ digests: [Digest]) throws(EndpointError) -> [Digest: ModelScore] {
    try reading { db in
      let statement = try db.cachedStatement(
        sql: "SELECT score, is_cut FROM score WHERE digest = ?")
      var found: [Digest: ModelScore] = [:]
      for digest in digests where found[digest] == nil {
        guard let row = try Row.fetchOne(statement, arguments: [Data(digest.bytes)]) else {
          continue
        }
        found[digest] = ModelScore(
          value: try row.decode(atIndex: 0), isCut: try row.decode(atIndex: 1))
      }
      return found
    }
  }

  func keep(_ scores: [(key: Digest, score: ModelScore)]) throws(EndpointError) {
    try writing { db in
      let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO score VALUES (?, ?, ?)")
      for (key, score) in scores {
        try statement.execute(arguments: [Data(key.bytes), score.value, score.isCut])
      }
    }
  }
}
