import Questions

/// The runs of five words of a text, as hashes: how alike two texts are (Broder 1997).
///
/// A text of fewer than five words is one shingle.
struct Shingles: Sendable {
  static let size = 5
  /// In order, each once.
  let hashes: [UInt64]

  init(_ text: NormalizedText) {
    var unique: [UInt64] = []
    for hash in WordHashes(text).runs(of: Self.size).sorted() where hash != unique.last {
      unique.append(hash)
    }
    hashes = unique
  }

  /// Jaccard similarity: shared shingles over all shingles.
  func similarity(to other: Shingles) -> Double {
    var (shared, i, j) = (0, 0, 0)
    while i < hashes.count, j < other.hashes.count {
      if hashes[i] == other.hashes[j] { shared += 1 }
      let step = hashes[i] <= other.hashes[j]
      if hashes[i] >= other.hashes[j] { j += 1 }
      if step { i += 1 }
    }
    return Double(shared) / Double(hashes.count + other.hashes.count - shared)
  }

  /// Whether the similarity exceeds a limit; texts of very different size are not compared.
  func resembles(_ other: Shingles, over limit: Double) -> Bool {
    let (small, large) = (
      min(hashes.count, other.hashes.count), max(hashes.count, other.hashes.count)
    )
    return Double(small) > limit * Double(large) && similarity(to: other) > limit
  }
}
