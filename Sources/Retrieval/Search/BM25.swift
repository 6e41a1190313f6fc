#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// BM25 with Lucene's idf (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework").
///
/// A term that n of N passages hold adds, to a passage of length L that holds it tf times,
///
///     ln(1 + (N − n + 0.5)/(n + 0.5)) · tf/(tf + k1·(1 − b + b·L/average))
///
/// as a fixed-point number with 24 binary places. Integers are added without rounding, so a score
/// does not depend on the order of the terms, and every correct search ranks alike.
struct BM25: Sendable {
  let options: RetrievalOptions

  /// One in fixed point.
  static let one = 16_777_216.0

  /// For each of some lengths what a frequency competes with: k1·(1 − b + b·L/average).
  ///
  /// - Parameters:
  ///   - total: the length of all passages that are there; `lengths` may hold some that are gone.
  ///   - passages: how many they are.
  func norms(lengths: [Int], total: Int, passages: Int) -> [Double] {
    let average = total == 0 ? 1 : Double(total) / Double(passages)
    return lengths.map { options.k1 * (1 - options.b + options.b * Double($0) / average) }
  }

  /// How much one more term matters the fewer passages hold it.
  static func idf(passages: Int, of total: Int) -> Double {
    log(1 + (Double(total - passages) + 0.5) / (Double(passages) + 0.5))
  }

  /// tf/(tf + norm): between 0 and 1.
  @inline(__always)
  static func weight(frequency: Int, norm: Double) -> Double {
    Double(frequency) / (Double(frequency) + norm)
  }

  /// What a term with `scale` = idf · 2²⁴ adds to a score. The idf of a billion passages is below
  /// 22, so a term's part fits 32 bits; it is at least 1, so
  /// that a passage with the term is told from one without.
  @inline(__always)
  static func contribution(scale: Double, weight: Double) -> UInt32 {
    max(1, UInt32(scale * weight + 0.5))
  }
}
