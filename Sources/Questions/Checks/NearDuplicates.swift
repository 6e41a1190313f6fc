import Artifacts
import Retrieval

/// Finds questions that ask the same in almost the same words, without comparing each with each.
///
/// A question is the set of its terms and of the pairs of neighbouring ones. MinHash signatures
/// (Broder 1997, "On the resemblance and containment of documents") of 64 numbers, cut into bands,
/// bring together those that may resemble each other (Leskovec, Rajaraman and Ullman, "Mining of
/// Massive Datasets", 3.4); whether they do is computed from the sets themselves, so nothing that is
/// dropped was guessed.
struct NearDuplicates {
  private static let numbers = 64

  /// From this resemblance on, two questions are the same.
  let limit: Double
  /// Numbers to a band: few enough that a pair at the limit meets almost surely.
  private let rows: Int
  private var buckets: [UInt64: [Int]] = [:]
  private var sets: [Set<UInt64>] = []
  /// Of questions of no terms at all, by their own text.
  private var texts: [String: Int] = [:]
  private let multipliers: [UInt64]

  /// - Parameter limit: a Jaccard index from 0 to 1; 1 for questions of the same words only.
  init(limit: Double) {
    self.limit = limit
    // 64/rows bands: a pair of resemblance s is missed with (1 − s^rows)^(64/rows), below 0.0003 at
    // the limit.
    rows = limit >= 0.75 ? 4 : limit >= 0.5 ? 2 : 1
    var draw = SeededHash(seed: 0x5eed).sequence("MinHash")
    multipliers = (0..<Self.numbers).map { _ in draw.next() | 1 }
  }

  /// Takes up a question; gives the number of an earlier one that it resembles, from 0, counting
  /// those only that resembled none.
  mutating func earlier(like terms: [String], text: String) -> Int? {
    let hashes = Self.shingles(of: terms)
    if let same = texts[text] { return same }
    let number = sets.count
    let keys = hashes.isEmpty ? [] : bands(of: hashes)
    if limit < 1 {
      for candidate in Set(keys.flatMap { buckets[$0] ?? [] }).sorted()
      where Self.resemblance(hashes, sets[candidate]) >= limit {
        return candidate
      }
    }
    for key in keys { buckets[key, default: []].append(number) }
    sets.append(hashes)
    texts[text] = number
    return nil
  }

  private static func shingles(of terms: [String]) -> Set<UInt64> {
    let hash = SeededHash(seed: 0)
    var found: Set<UInt64> = []
    for term in terms { found.insert(hash.rank(term)) }
    for (first, second) in zip(terms, terms.dropFirst()) { found.insert(hash.rank(first, second)) }
    return found
  }

  private func bands(of hashes: Set<UInt64>) -> [UInt64] {
    let signature = multipliers.map { multiplier in
      hashes.reduce(UInt64.max) { min($0, ($1 &* multiplier) ^ ($1 >> 29) &* multiplier) }
    }
    return stride(from: 0, to: Self.numbers, by: rows).map { start in
      signature[start..<start + rows].reduce(UInt64(start)) {
        ($0 ^ $1) &* 0x9e37_79b9_7f4a_7c15
      }
    }
  }

  private static func resemblance(_ first: Set<UInt64>, _ second: Set<UInt64>) -> Double {
    let common = first.intersection(second).count
    return Double(common) / Double(first.count + second.count - common)
  }
}
