import Artifacts
import Retrieval

/// Draws passages for a row, every passage equally likely.
///
/// Passages stand in a table by the hash of their id, a few to a slot. A draw picks a slot and a
/// place in it, both uniformly, and is repeated where the place is empty (rejection sampling, von
/// Neumann 1951): uniform whatever the slots hold, in constant time however many passages there
/// are. A new document changes only the draws that meet its passages, until the table grows.
struct RandomPassages: Sendable {
  private let hash: SeededHash
  /// Passages by slot; those of slot `s` are `starts[s]..<starts[s + 1]`.
  private let numbers: [Int32]
  private let starts: [Int32]
  private let places: Int

  init(index: Index, hash: SeededHash) {
    self.hash = hash
    let ids = (0..<index.passageCount).map(index.id(ofPassage:))
    var slots = 1
    while slots < ids.count { slots *= 2 }
    let ranked = ids.enumerated().map { number, id in
      var draw = SplitMix64(state: UInt64(truncatingIfNeeded: id))
      return (rank: draw.next(), id: id, number: Int32(number))
    }.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }
    var starts = [Int32](repeating: 0, count: slots + 1)
    let shift = UInt64(64 - slots.trailingZeroBitCount)
    for entry in ranked { starts[Int(entry.rank >> shift) + 1] += 1 }
    // A power of two grows seldom.
    var places = 8
    while places < Int(starts.max() ?? 0) { places *= 2 }
    for slot in 0..<slots { starts[slot + 1] += starts[slot] }
    numbers = ranked.map(\.number)
    (self.starts, self.places) = (starts, places)
  }

  /// The passages in the row's own order; ends when it has drawn in vain too often.
  func draws(row: String) -> Draws {
    Draws(passages: self, draw: hash.sequence("distractors", row))
  }

  /// An endless draw without repetition, as far as there are passages.
  struct Draws {
    fileprivate let passages: RandomPassages
    fileprivate var draw: SplitMix64
    private var seen: Set<Int32> = []

    fileprivate init(passages: RandomPassages, draw: SplitMix64) {
      (self.passages, self.draw) = (passages, draw)
    }

    /// The number of a passage that was not drawn before; nil where all were.
    mutating func next() -> Int? {
      let count = passages.numbers.count
      if seen.count == count { return nil }
      // Most are drawn: the rest is put in order instead of being waited for.
      if 2 * seen.count >= count { return rest() }
      while true {
        let slot = draw.below(passages.starts.count - 1)
        let place = Int(passages.starts[slot]) + draw.below(passages.places)
        guard place < passages.starts[slot + 1] else { continue }
        let number = passages.numbers[place]
        if seen.insert(number).inserted { return Int(number) }
      }
    }

    private mutating func rest() -> Int? {
      let left = passages.numbers.filter { !seen.contains($0) }
      guard !left.isEmpty else { return nil }
      let number = left[draw.below(left.count)]
      seen.insert(number)
      return Int(number)
    }
  }
}
