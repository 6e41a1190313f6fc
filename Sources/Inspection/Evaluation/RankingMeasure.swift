#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A measure of one topic's ranking, as trec_eval 9 defines it; between 0 and 1, higher is better.
public enum RankingMeasure: Sendable, Hashable, CustomStringConvertible {
  /// Normalised discounted cumulative gain of the first k: gains are the grades, discounts log₂ of
  /// rank + 1 (Järvelin and Kekäläinen 2002), the ideal ranking that of all judged documents.
  case nDCG(Int)
  /// The share of the relevant documents that is among the first k.
  case recall(Int)
  /// The share of the first k places that a relevant document holds.
  case precision(Int)
  /// One over the rank of the first relevant document; its mean over topics is MRR.
  case reciprocalRank
  /// The mean of the precision at each relevant document's rank; its mean over topics is MAP.
  case averagePrecision

  /// What a report shows where nothing else is asked for.
  public static let usual: [RankingMeasure] = [
    .nDCG(10), .reciprocalRank, .averagePrecision, .precision(1), .precision(10), .recall(10),
    .recall(100),
  ]

  public var description: String {
    switch self {
    case .nDCG(let k): "nDCG@\(k)"
    case .recall(let k): "recall@\(k)"
    case .precision(let k): "P@\(k)"
    case .reciprocalRank: "MRR"
    case .averagePrecision: "MAP"
    }
  }

  /// The value for a ranking, the best document first, none of them twice.
  public func value(of ranking: [String], grades: [String: Int]) -> Double {
    let relevant = grades.values.count { $0 > 0 }
    guard relevant > 0 else { return 0 }
    let isRelevant = { (docno: String) in (grades[docno] ?? 0) > 0 }
    switch self {
    case .nDCG(let k):
      let ideal = Self.gain(grades.values.filter { $0 > 0 }.sorted(by: >).prefix(k))
      return Self.gain(ranking.prefix(k).map { max(0, grades[$0] ?? 0) }) / ideal
    case .recall(let k):
      return Double(ranking.prefix(k).count(where: isRelevant)) / Double(relevant)
    case .precision(let k):
      return Double(ranking.prefix(k).count(where: isRelevant)) / Double(k)
    case .reciprocalRank:
      return ranking.firstIndex(where: isRelevant).map { 1 / Double($0 + 1) } ?? 0
    case .averagePrecision:
      var sum = 0.0
      var found = 0
      for (place, docno) in ranking.enumerated() where isRelevant(docno) {
        found += 1
        sum += Double(found) / Double(place + 1)
      }
      return sum / Double(relevant)
    }
  }

  private static func gain(_ grades: some Sequence<Int>) -> Double {
    var sum = 0.0
    for (place, grade) in grades.enumerated() where grade > 0 {
      sum += Double(grade) / log2(Double(place + 2))
    }
    return sum
  }
}
