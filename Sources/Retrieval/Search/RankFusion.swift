/// How two rankings become one: reciprocal rank fusion (Cormack, Clarke and Büttcher 2009), with
/// weights.
///
/// A passage's score is the sum of `weight / (k + rank)` over the rankings that hold it, ranks from
/// 1, scaled so that a passage that is first in both has 1. Only the first `depth` of each ranking
/// count, and only they are found.
public struct FusionOptions: Codable, Sendable, Equatable {
  /// How soon ranks stop to differ.
  public var k: Int
  /// The weight of the ranking by vectors; that of BM25 is 1.
  ///
  /// The default was chosen on cacm, cran and scifact with wordllama's table: see the README.
  public var denseWeight: Double
  /// How many passages of each ranking count.
  public var depth: Int

  public init(k: Int = 60, denseWeight: Double = 0.3, depth: Int = 1000) {
    self.k = k
    self.denseWeight = denseWeight
    self.depth = depth
  }

  /// Absent keys keep their defaults.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let defaults = FusionOptions()
    k = try values.decodeIfPresent(Int.self, forKey: .k) ?? defaults.k
    denseWeight =
      try values.decodeIfPresent(Double.self, forKey: .denseWeight) ?? defaults.denseWeight
    depth = try values.decodeIfPresent(Int.self, forKey: .depth) ?? defaults.depth
  }

  /// The passages of two rankings, the best first, of equal ones the smaller id first.
  func fused(_ lexical: [Hit], _ dense: [Hit], top: Int) -> [Hit] {
    var scores: [Int: Hit] = [:]
    let scale = Double(k + 1) / (1 + denseWeight)
    for (hits, weight) in [(lexical, 1), (dense, denseWeight)] {
      for (place, hit) in hits.prefix(depth).enumerated() {
        let score = scale * weight / Double(k + place + 1)
        scores[hit.id, default: Hit(number: hit.number, id: hit.id, score: 0)].score += score
      }
    }
    let sorted = scores.values.sorted { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
    return Array(sorted.prefix(top))
  }
}
