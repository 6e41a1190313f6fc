/// Walks one term's postings during one search, unpacking a block when it is needed.
struct PostingCursor {
  let list: PostingList
  /// How often the query has the term.
  let multiplicity: Int64
  /// The most that the term adds to a score in the window at hand.
  private(set) var windowBound: Int64 = 0
  /// True once a block contradicted its table.
  private(set) var isDamaged = false

  private var block = 0
  private var unpacked = -1
  private let passages: UnsafeMutableBufferPointer<UInt32>
  private let frequencies: UnsafeMutableBufferPointer<UInt32>

  /// - Parameter memory: room for two blocks of numbers, for the life of the cursor.
  init(list: PostingList, multiplicity: Int, memory: UnsafeMutableBufferPointer<UInt32>) {
    self.list = list
    self.multiplicity = Int64(multiplicity)
    let size = PostingEncoder.blockSize
    passages = UnsafeMutableBufferPointer(rebasing: memory[..<size])
    frequencies = UnsafeMutableBufferPointer(rebasing: memory[size..<2 * size])
  }

  /// Goes on to a window of passages; windows come in ascending order.
  mutating func enter(_ window: Range<Int>) {
    list.blocks.withUnsafeBufferPointer { blocks in
      while block < blocks.count && blocks[block].last < window.lowerBound { block += 1 }
      var most: Int64 = 0
      var next = block
      while next < blocks.count && blocks[next].first < window.upperBound {
        most = max(most, blocks[next].bound)
        next += 1
      }
      windowBound = most * multiplicity
    }
  }

  /// Adds the term's part to the scores of all passages of the window that hold it, and marks them.
  mutating func accumulate(
    _ window: Range<Int>, norms: UnsafeBufferPointer<Double>,
    scores: UnsafeMutableBufferPointer<Int64>, marks: UnsafeMutableBufferPointer<UInt64>
  ) {
    let scale = list.scale
    while block < list.blocks.count && list.blocks[block].first < window.upperBound {
      let count = unpack()
      var index = lowerBound(window.lowerBound, count)
      while index < count {
        let passage = Int(passages[index])
        if passage >= window.upperBound { return }
        let weight = BM25.weight(frequency: Int(frequencies[index]), norm: norms[passage])
        let place = passage - window.lowerBound
        scores[place] += BM25.contribution(scale: scale, weight: weight) * multiplicity
        marks[place >> 6] |= 1 << UInt64(place & 63)
        index += 1
      }
      block += 1
    }
  }

  /// What the term adds to a passage's score, 0 where the passage lacks it; passages ascend.
  mutating func contribution(to passage: Int, norms: UnsafeBufferPointer<Double>) -> Int64 {
    while block < list.blocks.count && list.blocks[block].last < passage { block += 1 }
    guard block < list.blocks.count, list.blocks[block].first <= passage else { return 0 }
    let count = unpack()
    let index = lowerBound(passage, count)
    guard index < count, Int(passages[index]) == passage else { return 0 }
    let weight = BM25.weight(frequency: Int(frequencies[index]), norm: norms[passage])
    return BM25.contribution(scale: list.scale, weight: weight) * multiplicity
  }

  /// Unpacks the block at hand where it is not; the number of its postings, 0 where it is damaged.
  private mutating func unpack() -> Int {
    let current = list.blocks[block]
    if unpacked != block {
      if !list.decode(current, passages: passages, frequencies: frequencies) {
        isDamaged = true
        unpacked = -1
        return 0
      }
      unpacked = block
    }
    return current.count
  }

  /// The first of `count` unpacked postings whose passage is not below `passage`.
  private func lowerBound(_ passage: Int, _ count: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Int(passages[middle]) < passage { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
