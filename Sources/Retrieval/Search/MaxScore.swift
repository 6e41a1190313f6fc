/// Finds the best passages without scoring all: block-max MaxScore.
///
/// MaxScore (Turtle and Flood 1995) over windows of passages, with the bounds of the blocks in the
/// window (Ding and Suel 2011). In each window the terms whose bounds together stay below the score
/// of the worst passage kept so far are not walked; they are only looked up for the passages that
/// the other terms bring. A window whose bounds all stay below it is skipped.
///
/// Pruning is strict: a passage that could tie is scored, as its id may win. So the result is that
/// of scoring everything.
struct MaxScore: ~Copyable {
  /// Passages in a window: the scores of one fit the first-level cache.
  static let window = 2048

  private let passages: Int
  private var cursors: [PostingCursor]
  private let memory: UnsafeMutableBufferPointer<UInt32>
  private let scores: UnsafeMutableBufferPointer<Int64>
  private let marks: UnsafeMutableBufferPointer<UInt64>

  /// - Parameter terms: the postings of the query's terms, and how often the query has each.
  init(terms: [(list: PostingList, multiplicity: Int)], passages: Int) {
    self.passages = passages
    let room = 2 * PostingEncoder.blockSize
    let memory = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: room * terms.count)
    memory.initialize(repeating: 0)
    scores = .allocate(capacity: Self.window)
    scores.initialize(repeating: 0)
    marks = .allocate(capacity: Self.window / 64)
    marks.initialize(repeating: 0)
    cursors = terms.enumerated().map { index, term in
      let part = UnsafeMutableBufferPointer(
        rebasing: memory[index * room..<(index + 1) * room])
      return PostingCursor(list: term.list, multiplicity: term.multiplicity, memory: part)
    }
    self.memory = memory
  }

  deinit {
    memory.deallocate()
    scores.deallocate()
    marks.deallocate()
  }

  /// The best `top` passages, at least 1, the best first; throws where postings are damaged.
  mutating func best(
    _ top: Int, norms: [Double], ids: [Int]
  ) throws(PostingList.Damage) -> [TopPassages.Entry] {
    var best = TopPassages(capacity: min(top, passages))
    norms.withUnsafeBufferPointer { norms in
      var start = 0
      while start < passages {
        let end = min(start + Self.window, passages)
        search(start..<end, norms, ids, &best)
        start = end
      }
    }
    if cursors.contains(where: \.isDamaged) { throw PostingList.Damage() }
    return best.sorted()
  }

  private mutating func search(
    _ window: Range<Int>, _ norms: UnsafeBufferPointer<Double>, _ ids: [Int],
    _ best: inout TopPassages
  ) {
    for index in cursors.indices { cursors[index].enter(window) }
    cursors.sort { $0.windowBound < $1.windowBound }
    // bounds[i] is the most that the cursors up to i add together.
    var bounds: [Int64] = []
    var sum: Int64 = 0
    for cursor in cursors {
      sum += cursor.windowBound
      bounds.append(sum)
    }
    let essential = bounds.firstIndex { $0 >= best.threshold } ?? bounds.count
    for index in essential..<cursors.count {
      cursors[index].accumulate(window, norms: norms, scores: scores, marks: marks)
    }
    for word in 0..<(window.count + 63) / 64 {
      var bits = marks[word]
      marks[word] = 0
      while bits != 0 {
        let place = word << 6 | bits.trailingZeroBitCount
        bits &= bits - 1
        let passage = window.lowerBound + place
        var score = scores[place]
        scores[place] = 0
        var index = essential
        let threshold = best.threshold
        while index > 0 && score + bounds[index - 1] >= threshold {
          index -= 1
          score += cursors[index].contribution(to: passage, norms: norms)
        }
        if index == 0 && score >= threshold {
          best.offer(TopPassages.Entry(score: score, id: ids[passage], number: passage))
        }
      }
    }
  }
}
