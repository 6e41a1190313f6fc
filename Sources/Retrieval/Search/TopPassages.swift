/// The best passages seen so far.
typealias TopPassages = BestEntries<RankedPassage>

/// A passage with its score in fixed point (`BM25`).
struct RankedPassage: RankedEntry {
  var score: Int64
  var id: Int
  var number: Int

  /// Higher scores are better; of equal ones the smaller id.
  @inline(__always)
  func isWorse(than other: RankedPassage) -> Bool {
    score != other.score ? score < other.score : id > other.id
  }
}

extension BestEntries<RankedPassage> {
  /// A passage that scores less than this is not among the best; 0 while there is room.
  var threshold: Int64 { worst?.score ?? 0 }
}
