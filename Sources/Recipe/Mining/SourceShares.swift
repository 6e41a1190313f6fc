import Artifacts

/// How many of a row's distractors come from each source.
///
/// Systematic sampling (Madow 1949): one number in 0..<1 for the row shifts the cumulated shares, so
/// that every row has its k distractors, each source gets its share of `k` rounded up or down, and
/// over all rows exactly its share.
struct SourceShares: Sendable {
  private let shares: [(source: DistractorSource, share: Double)]

  init(_ options: DatasetOptions) {
    shares = options.distractorSources
  }

  var sources: [DistractorSource] { shares.map(\.source) }

  /// Counts by source, in the order of `sources`; they add up to `count`.
  func counts(_ count: Int, hash: SeededHash, row: String) -> [Int] {
    let shift = Double(hash.rank("sources", row) >> 11) * 0x1p-53
    var (cumulated, taken) = (0.0, 0)
    return shares.indices.map { index in
      cumulated += shares[index].share
      let end =
        index == shares.count - 1
        ? count : min(count, Int((cumulated * Double(count) + shift).rounded(.down)))
      defer { taken = end }
      return end - taken
    }
  }
}
