import Questions
import Retrieval

/// How much of a corpus says what another part of it says.
public struct PassageTwins: Sendable, Equatable {
  /// Passages that were looked at: all, or so many evenly chosen.
  public private(set) var looked = 0
  /// Those whose text is, byte for byte, that of a passage before them.
  public private(set) var same = 0
  /// Those that nearly are one before them: more than `threshold` of their shingles.
  public private(set) var near = 0

  /// Looks for twins among at most `limit` passages; candidates by MinHash, compared exactly.
  public init(in index: Index, threshold: Double = 0.8, limit: Int = 20_000) throws {
    let count = index.passageCount
    var digests: Set<String> = []
    var buckets: [UInt64: [Int32]] = [:]
    var kept: [Shingles] = []
    for place in 0..<min(limit, count) {
      let passage = try index.passage(number: place * count / min(limit, count))
      looked += 1
      guard digests.insert(passage.digest).inserted else {
        same += 1
        continue
      }
      let shingles = Shingles(NormalizedText(passage.text))
      var met: Set<Int32> = []
      for band in MinHash(shingles.hashes).bands {
        met.formUnion(buckets[band] ?? [])
        // What many passages share is met by the first of them.
        if (buckets[band]?.count ?? 0) < 64 { buckets[band, default: []].append(Int32(kept.count)) }
      }
      if met.contains(where: { kept[Int($0)].resembles(shingles, over: threshold) }) { near += 1 }
      kept.append(shingles)
    }
  }

  /// The share of passages that need not be read twice.
  public var share: Double { looked == 0 ? 0 : Double(same + near) / Double(looked) }
}
