/// Finds the best passages without scoring all: MaxScore over windows, the most promising first.
///
/// Passages are looked at in windows of 512. What a window can score at most is the sum of its
/// terms' bounds (block-max indexes: Ding and Suel 2011); windows are searched in the order of these
/// sums, so that the first few find nearly all of the best, and the search ends at the first window
/// whose sum stays below the worst passage kept. Within a window MaxScore (Turtle and Flood 1995):
/// the terms whose bounds together stay below that score bring no passage of their own; where they
/// are frequent they are only looked up for the passages that the other terms bring. The score to beat begins at what some term alone gives to
/// as many passages as are wanted.
///
/// Pruning is strict: a passage that could tie is scored, as its id may win. So the result is that
/// of scoring everything.
///
/// `Score` holds every sum: `Int32` for queries of ordinary length, else `Int64`.
struct WindowSearch<Score: WindowScore> {
  /// A term of the query in the window at hand.
  private struct Term {
    var bound: Score
    /// The sum of this bound and of all smaller ones.
    var total: Score = 0
    var postings: Range<Int>
    var number: Int
  }

  private let terms: [(postings: TermPostings, multiplicity: Int)]
  private let windows: Int
  private let scores: UnsafeMutablePointer<Score>
  private var open: [Term] = []
  /// Indices in `open`.
  private var lookedUp: [Int] = []

  /// To look a passage up in a term's postings costs as much as to walk so many of them.
  private static var lookUpCost: Int { 12 }
  /// With fewer postings than this to walk, they are gone over again rather than all the scores.
  private static var few: Int { 96 }

  /// - Parameter scores: zeros for a window's passages; they are zeros again after each search.
  init(
    terms: [(postings: TermPostings, multiplicity: Int)], passages: Int,
    scores: UnsafeMutablePointer<Score>
  ) {
    self.terms = terms
    self.scores = scores
    windows = (passages + TermPostings.window - 1) / TermPostings.window
    open.reserveCapacity(terms.count)
  }

  /// The best `top` passages, at least 1, the best first.
  mutating func best(_ top: Int, ids: [Int]) -> [RankedPassage] {
    var best = TopPassages(capacity: min(top, ids.count))
    var least: Score = 1
    for (postings, multiplicity) in terms {
      least = max(least, Score(postings.reached(by: best.capacity)) * Score(multiplicity))
    }
    let bounds = windowBounds()
    let promising = (0..<windows).filter { bounds[$0] >= least }
      .sorted { bounds[$0] != bounds[$1] ? bounds[$0] > bounds[$1] : $0 < $1 }
    for window in promising {
      let threshold = max(least, Score(best.threshold))
      if bounds[window] < threshold { break }
      search(window, threshold, ids, &best)
    }
    return best.sorted()
  }

  /// For each window the sum of its terms' bounds.
  private func windowBounds() -> [Score] {
    var sums = [Score](repeating: 0, count: windows)
    sums.withUnsafeMutableBufferPointer { sums in
      for (postings, multiplicity) in terms {
        let factor = Score(multiplicity)
        if let bounds = postings.bounds {
          for window in 0..<windows { sums[window] &+= Score(bounds[window]) &* factor }
          continue
        }
        var index = 0
        while index < postings.count {
          let window = Int(postings.passages[index]) / TermPostings.window
          var most: UInt32 = 0
          while index < postings.count,
            Int(postings.passages[index]) / TermPostings.window == window
          {
            most = max(most, postings.impacts[index])
            index += 1
          }
          sums[window] &+= Score(most) &* factor
        }
      }
    }
    return sums
  }

  private mutating func search(
    _ window: Int, _ threshold: Score, _ ids: [Int], _ best: inout TopPassages
  ) {
    enter(window)
    let essential = open.firstIndex { $0.total >= threshold } ?? open.count
    guard essential < open.count else { return }
    let base = window * TermPostings.window
    var walked = 0
    for index in essential..<open.count {
      accumulate(open[index], base: base)
      walked += open[index].postings.count
    }
    // What the terms that are only looked up add at most.
    var rest: Score = 0
    lookedUp.removeAll(keepingCapacity: true)
    let affordable = walked * Self.lookUpCost
    for index in 0..<essential {
      if open[index].postings.count <= affordable {
        accumulate(open[index], base: base)
      } else {
        rest += open[index].bound
        open[index].total = rest
        lookedUp.append(index)
      }
    }
    let need = max(1, threshold - rest)
    if walked <= Self.few {
      for index in essential..<open.count {
        let passages = terms[open[index].number].postings.passages
        for posting in open[index].postings {
          let place = Int(passages[posting]) &- base
          let sum = scores[place]
          scores[place] = 0
          if sum >= need { complete(base &+ place, sum, ids, &best, floor: threshold) }
        }
      }
    } else {
      var place = 0
      while let next = Score.firstEight(from: place, in: scores, atLeast: need) {
        for place in next..<next + 8 {
          let sum = scores[place]
          if sum >= need { complete(base &+ place, sum, ids, &best, floor: threshold) }
        }
        place = next + 8
      }
    }
    scores.update(repeating: 0, count: TermPostings.window)
  }

  /// Finds each term's postings in a window, and puts the terms in the order of their bounds.
  private mutating func enter(_ window: Int) {
    open.removeAll(keepingCapacity: true)
    for (number, term) in terms.enumerated() {
      let postings = term.postings
      let range = postings.range(of: window)
      if range.isEmpty { continue }
      var most: UInt32 = 0
      if let bounds = postings.bounds {
        most = bounds[window]
      } else {
        for index in range { most = max(most, postings.impacts[index]) }
      }
      let bound = Score(most) &* Score(term.multiplicity)
      var place = open.count
      open.append(Term(bound: bound, postings: range, number: number))
      while place > 0, open[place - 1].bound > bound {
        open.swapAt(place - 1, place)
        place -= 1
      }
    }
    var total: Score = 0
    for index in open.indices {
      total += open[index].bound
      open[index].total = total
    }
  }

  /// Adds a term's part to the scores of all passages of the window that hold it.
  @inline(__always)
  private func accumulate(_ term: Term, base: Int) {
    let postings = terms[term.number].postings
    let factor = Score(terms[term.number].multiplicity)
    let (passages, impacts) = (postings.passages, postings.impacts)
    let end = term.postings.upperBound
    var index = term.postings.lowerBound
    while index < end {
      let place = Int(truncatingIfNeeded: passages[index]) &- base
      scores[place] &+= Score(truncatingIfNeeded: impacts[index]) &* factor
      index &+= 1
    }
  }

  /// Adds what the terms that were not walked give to a passage, while it can still be good enough.
  private func complete(
    _ passage: Int, _ sum: Score, _ ids: [Int], _ best: inout TopPassages, floor: Score
  ) {
    let threshold = max(floor, Score(best.threshold))
    var sum = sum
    for index in lookedUp.reversed() {
      let term = open[index]
      if sum &+ term.total < threshold { return }
      let (postings, multiplicity) = terms[term.number]
      let place = postings.lowerBound(UInt32(passage), in: term.postings)
      if place < term.postings.upperBound, postings.passages[place] == passage {
        sum &+= Score(postings.impacts[place]) &* Score(multiplicity)
      }
    }
    guard sum >= threshold else { return }
    best.offer(RankedPassage(score: Int64(sum), id: ids[passage], number: passage))
  }
}
