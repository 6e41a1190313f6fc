/// One term's postings as they are searched: passages, and what the term adds to each one's score.
///
/// Eight bytes a posting, unpacked once when a query first has the term. Passages are looked at in
/// windows of `window`; for each one stands where its postings begin and the most that one of them
/// adds. A term rarer than there are windows has no such table, and is asked by binary search.
/// Passages are named by their places (`ScoredPassages`).
///
/// Unchecked, because the pointers are written in `init` only and freed in `deinit`: all threads
/// read the same memory, and none changes it.
final class TermPostings: @unchecked Sendable {
  /// Passages to a window. Their scores fit the first-level cache with room to spare, and the
  /// bounds are four times as tight as with 2,048, for as much work again.
  static let window = 512
  private static let bins = 64

  let count: Int
  let passages: UnsafeMutablePointer<UInt32>
  /// Parallel to `passages`, in fixed point (`BM25`).
  let impacts: UnsafeMutablePointer<UInt32>
  /// The largest of `impacts`.
  let most: UInt32
  /// For each window the index of its first posting, and behind the last one `count`; nil for a
  /// rare term.
  let starts: UnsafeMutablePointer<UInt32>?
  /// For each window the largest of its impacts; nil for a rare term.
  let bounds: UnsafeMutablePointer<UInt32>?
  /// How many impacts are at least `most`·b/64, for b from 0 to 63.
  private let above: [UInt32]

  /// Unpacks the postings of each segment, those of passages that are gone left out; nil where none
  /// is left.
  ///
  /// - Parameters:
  ///   - lists: in the order of their segments, each with the number of the segment's first passage.
  ///   - passages: what is known of all passages.
  init?(
    _ lists: [(first: Int, list: PostingList)], _ passages: ScoredPassages
  ) throws(PostingList.Damage) {
    let room = lists.reduce(0) { $0 + $1.list.count }
    let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: room)
    // Frequencies at first.
    let impacts = UnsafeMutablePointer<UInt32>.allocate(capacity: room)
    var count = 0
    do throws(PostingList.Damage) {
      for (first, list) in lists {
        try list.unpack(passages: numbers + count, frequencies: impacts + count)
        count = passages.place(numbers, impacts, count..<count + list.count, first: first)
      }
    } catch {
      numbers.deallocate()
      impacts.deallocate()
      throw error
    }
    guard count > 0 else {
      numbers.deallocate()
      impacts.deallocate()
      return nil
    }
    self.count = count
    self.passages = numbers
    self.impacts = impacts
    let scale = BM25.idf(passages: count, of: passages.live) * BM25.one
    var most: UInt32 = 0
    for index in 0..<count {
      let weight = BM25.weight(
        frequency: Int(impacts[index]), norm: passages.norms[Int(numbers[index])])
      impacts[index] = BM25.contribution(scale: scale, weight: weight)
      most = max(most, impacts[index])
    }
    self.most = most
    let windows = (passages.norms.count + Self.window - 1) / Self.window
    if count >= windows {
      (starts, bounds) = Self.table(numbers, impacts, count, windows)
    } else {
      (starts, bounds) = (nil, nil)
    }
    above = Self.histogram(UnsafeBufferPointer(start: impacts, count: count), most: most)
  }

  /// Where each window's postings begin, and the most that one of them adds.
  private static func table(
    _ passages: UnsafePointer<UInt32>, _ impacts: UnsafePointer<UInt32>, _ count: Int,
    _ windows: Int
  ) -> (starts: UnsafeMutablePointer<UInt32>, bounds: UnsafeMutablePointer<UInt32>) {
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: windows + 1)
    let bounds = UnsafeMutablePointer<UInt32>.allocate(capacity: windows)
    bounds.initialize(repeating: 0, count: windows)
    var next = 0
    for index in 0..<count {
      let window = Int(passages[index]) / Self.window
      while next <= window {
        (starts + next).initialize(to: UInt32(index))
        next += 1
      }
      bounds[window] = max(bounds[window], impacts[index])
    }
    while next <= windows {
      (starts + next).initialize(to: UInt32(count))
      next += 1
    }
    return (starts, bounds)
  }

  deinit {
    passages.deallocate()
    impacts.deallocate()
    starts?.deallocate()
    bounds?.deallocate()
  }

  /// The memory that it takes, nearly, in bytes.
  var size: Int { count * 8 + (starts == nil ? 0 : count * 8) + Self.bins * 4 + 128 }

  /// A score that at least `top` passages reach by this term alone; 0 where it has fewer.
  func reached(by top: Int) -> UInt32 {
    guard let bin = above.lastIndex(where: { $0 >= top }) else { return 0 }
    return Self.edge(bin, most)
  }

  /// The postings of a window, as a range of indices.
  @inline(__always)
  func range(of window: Int) -> Range<Int> {
    if let starts { return Int(starts[window])..<Int(starts[window + 1]) }
    let first = lowerBound(UInt32(window * Self.window), in: 0..<count)
    return first..<lowerBound(UInt32((window + 1) * Self.window), in: first..<count)
  }

  /// The first posting in a range whose passage is not below `passage`.
  @inline(__always)
  func lowerBound(_ passage: UInt32, in range: Range<Int>) -> Int {
    var low = range.lowerBound
    var length = range.count
    while length > 0 {
      let half = length >> 1
      let isBelow = passages[low + half] < passage
      low = isBelow ? low + half + 1 : low
      length = isBelow ? length - half - 1 : half
    }
    return low
  }

  private static func histogram(
    _ impacts: UnsafeBufferPointer<UInt32>, most: UInt32
  ) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: bins)
    for impact in impacts {
      var bin = min(bins - 1, Int(UInt64(impact) * UInt64(bins) / UInt64(max(1, most))))
      while impact < edge(bin, most) { bin -= 1 }
      counts[bin] += 1
    }
    for bin in stride(from: bins - 2, through: 0, by: -1) { counts[bin] += counts[bin + 1] }
    return counts
  }

  /// The smallest impact of a bin of the histogram.
  private static func edge(_ bin: Int, _ most: UInt32) -> UInt32 {
    UInt32(UInt64(most) * UInt64(bin) / UInt64(bins))
  }
}
