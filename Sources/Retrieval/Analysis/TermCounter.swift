/// Counts the terms of the passages of a document, by the numbers that a `TermReader` gives them.
struct TermCounter: ~Copyable {
  /// How often each term occurs in the passage at hand.
  private var counts = GrowingBuffer<UInt32>(capacity: 4096)
  /// The terms of the passage at hand, in the order in which they came.
  private var seen = GrowingBuffer<UInt32>(capacity: 512)
  private var length = 0
  /// The number of each term among those of the document plus one; 0 where it has not come yet.
  private var local = GrowingBuffer<UInt32>(capacity: 4096)
  /// The terms of the document, in the order in which they came.
  private var document = GrowingBuffer<UInt32>(capacity: 1024)

  @inline(__always)
  mutating func count(_ term: Int, times: Int) {
    if term >= counts.count {
      counts.fill(to: term + 1, with: 0)
      local.fill(to: term + 1, with: 0)
    }
    let before = counts[term]
    if before == 0 { seen.append(UInt32(truncatingIfNeeded: term)) }
    counts[term] = before &+ UInt32(truncatingIfNeeded: times)
    length += times
  }

  /// What was counted since the last time, each term by its number in the document.
  mutating func takePassage() -> (frequencies: [(term: UInt32, count: UInt32)], length: Int) {
    var frequencies: [(term: UInt32, count: UInt32)] = []
    frequencies.reserveCapacity(seen.count)
    for index in 0..<seen.count {
      let term = Int(seen[index])
      if local[term] == 0 {
        document.append(UInt32(truncatingIfNeeded: term))
        local[term] = UInt32(truncatingIfNeeded: document.count)
      }
      frequencies.append((term: local[term] - 1, count: counts[term]))
      counts[term] = 0
    }
    seen.removeAll()
    defer { length = 0 }
    return (frequencies, length)
  }

  /// The terms of all passages since the last time.
  mutating func takeDocument(_ terms: borrowing TermTable) -> TermList {
    var list = TermList()
    list.reserve(document.count)
    for index in 0..<document.count {
      let term = Int(document[index])
      list.append(terms.bytes(of: term), hash: terms.hash(of: term))
      local[term] = 0
    }
    document.removeAll()
    return list
  }
}
