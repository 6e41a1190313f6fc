/// How often a term occurs in a passage, by its number in the document.
struct TermFrequency: Sendable {
  var term: UInt32
  var count: UInt32
}

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
  /// Those of all passages of the document, each term by its number in the document.
  private var frequencies = GrowingBuffer<TermFrequency>(capacity: 4096)

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

  /// Ends a passage: where its part of the document's frequencies is.
  mutating func takePassage() -> (terms: Range<Int>, length: Int) {
    let out = frequencies.extend(by: seen.count)
    for index in 0..<seen.count {
      let term = Int(seen[index])
      var number = local[term]
      if number == 0 {
        document.append(UInt32(truncatingIfNeeded: term))
        number = UInt32(truncatingIfNeeded: document.count)
        local[term] = number
      }
      out[index] = TermFrequency(term: number &- 1, count: counts[term])
      counts[term] = 0
    }
    let terms = frequencies.count - seen.count..<frequencies.count
    seen.removeAll()
    defer { length = 0 }
    return (terms, length)
  }

  /// The terms and frequencies of all passages since the last time.
  mutating func takeDocument(
    _ terms: borrowing TermTable
  ) -> (terms: TermList, frequencies: [TermFrequency]) {
    let list = TermList(document.all, of: terms)
    for term in document.all { local[Int(term)] = 0 }
    document.removeAll()
    defer { frequencies.removeAll() }
    return (list, Array(frequencies.all))
  }
}
