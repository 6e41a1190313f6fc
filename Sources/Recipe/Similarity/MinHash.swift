/// A sketch of a set by which it is found among many that resemble it.
///
/// One permutation hashing (Li, Owen and Zhang 2012): each hash falls into one of 64 bins, which
/// keeps the least; empty bins take what the next filled one has (Shrivastava and Li 2014). The share
/// of equal bins estimates the Jaccard similarity, with a standard error of 0.06 at most.
struct MinHash: Sendable {
  static let bins = 64
  /// Bins to a band: a pair of similarity 0.8 shares no band with a probability of 0.0002.
  private static let bandSize = 4

  let values: [UInt32]

  init(_ hashes: [UInt64]) {
    var least = [UInt64](repeating: .max, count: Self.bins)
    for hash in hashes {
      let mixed = hash &* 0x9e37_79b9_7f4a_7c15
      let spread = mixed ^ (mixed >> 32)
      let bin = Int(spread & 63)
      least[bin] = min(least[bin], spread >> 6)
    }
    if let first = least.first(where: { $0 != .max }) {
      var next = first
      for bin in least.indices.reversed() {
        if least[bin] == .max { least[bin] = next } else { next = least[bin] }
      }
    }
    values = least.map { UInt32(truncatingIfNeeded: $0 ^ ($0 >> 32)) }
  }

  init(values: [UInt32]) {
    self.values = values
  }

  /// The estimate of the Jaccard similarity.
  func similarity(to other: MinHash) -> Double {
    var same = 0
    for bin in values.indices where values[bin] == other.values[bin] { same += 1 }
    return Double(same) / Double(Self.bins)
  }

  /// Keys under which sets that resemble each other meet, one a band.
  var bands: [UInt64] {
    stride(from: 0, to: Self.bins, by: Self.bandSize).map { start in
      var key = UInt64(start) &+ 0xcbf2_9ce4_8422_2325
      for value in values[start..<start + Self.bandSize] {
        key = (key ^ UInt64(value)) &* 0x0000_0100_0000_01b3
        key ^= key >> 29
      }
      return key
    }
  }
}
