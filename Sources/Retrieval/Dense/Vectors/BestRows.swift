/// The best rows of a matrix for one query.
typealias BestRows = BestEntries<RankedRow>

/// A row of a matrix with its product with a query.
struct RankedRow: RankedEntry, Sendable, Equatable {
  var row: Int
  var score: Float

  /// Of equal scores the later row is the worse one.
  @inline(__always)
  func isWorse(than other: RankedRow) -> Bool {
    score != other.score ? score < other.score : row > other.row
  }
}

extension BestEntries<RankedRow> {
  /// Only a greater score than this is among the best, as rows come in their order.
  var least: Float { worst?.score ?? -.infinity }
}
