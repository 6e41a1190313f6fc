import Artifacts
import Retrieval

/// Draws passages for a row, every passage equally likely.
///
/// Passages are taken in the order of a hash of the row and the passage's id: adding a document
/// changes the draw only where one of its passages comes first.
struct RandomPassages: Sendable {
  private let ids: [Int]
  private let hash: SeededHash

  init(index: Index, hash: SeededHash) {
    ids = (0..<index.passageCount).map(index.id(ofPassage:))
    self.hash = hash
  }

  /// The numbers of the first passages in the row's own order, at least `count` if there are.
  func numbers(row: String, count: Int) -> [Int] {
    let key = hash.rank("distractors", row)
    // Twice as many as are asked for pass on average; short of that, all are put in order.
    let share = 2 * (Double(count) + 8) / Double(max(1, ids.count))
    let threshold = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
    let few = ranked(key, below: threshold)
    return (few.count >= min(count, ids.count) ? few : ranked(key, below: .max))
      .sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }.map(\.number)
  }

  private func ranked(
    _ key: UInt64, below threshold: UInt64
  ) -> [(rank: UInt64, id: Int, number: Int)] {
    var result: [(rank: UInt64, id: Int, number: Int)] = []
    for (number, id) in ids.enumerated() {
      var draw = SplitMix64(state: key ^ UInt64(truncatingIfNeeded: id))
      let rank = draw.next()
      if rank <= threshold { result.append((rank, id, number)) }
    }
    return result
  }
}
