import CVectorKernels
import Dispatch
import Synchronization

extension VectorMatrix {
  /// Vectors that are scored at a time: few enough that they, and their scores, stay in the cache
  /// while all queries pass over them.
  private static let span = 512
  /// Queries whose scores are held at a time.
  private static let batch = 24

  /// The rows whose products with each query are greatest, the best first, of equal ones the
  /// smaller row first. Every row is scored; threads share the rows, and change nothing in the
  /// result.
  ///
  /// Queries have the matrix's dimension. O(queries · rows · dimension).
  func best(_ top: Int, for queries: [[Float]], threads: Int) -> [[RankedRow]] {
    guard top > 0, count > 0, !queries.isEmpty else { return queries.map { _ in [] } }
    let block = QueryBlock(queries, for: self)
    let spans = (count + Self.span - 1) / Self.span
    let workers = max(1, min(threads, spans))
    let parts = Mutex([[BestRows]](repeating: [], count: workers))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let share = spans * worker / workers..<spans * (worker + 1) / workers
      let found = best(min(top, count), for: block, in: share)
      parts.withLock { $0[worker] = found }
    }
    return parts.withLock { parts in
      queries.indices.map { query in
        var best = parts[0][query]
        for part in parts.dropFirst() { best.merge(part[query]) }
        return best.sorted()
      }
    }
  }

  private func best(_ top: Int, for block: QueryBlock, in spans: Range<Int>) -> [BestRows] {
    var best = [BestRows](repeating: BestRows(capacity: top), count: block.count)
    let rows = min(Self.batch, block.count) * block.rows
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows * Self.span) { scores in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.span) { places in
        for span in spans {
          let groups =
            span * Self.span / Self.group..<min((span + 1) * Self.span / Self.group, groupCount)
          for first in stride(from: 0, to: block.count, by: Self.batch) {
            let queries = first..<min(first + Self.batch, block.count)
            block.scores(
              of: queries, groups: groups, in: self, into: scores.baseAddress!, stride: Self.span)
            for query in queries {
              offer(
                scores.baseAddress! + (query - first) * block.rows * Self.span, of: groups,
                to: &best[query], places.baseAddress!)
            }
          }
        }
      }
    }
    return best
  }

  private func offer(
    _ scores: UnsafePointer<Float>, of groups: Range<Int>, to best: inout BestRows,
    _ places: UnsafeMutablePointer<UInt32>
  ) {
    let found = rw_places_above(scores, groups.count * Self.group, best.least, places)
    let first = groups.lowerBound * Self.group
    for index in 0..<found {
      let place = Int(places[index])
      // The last group's free places are no rows.
      if first + place < count {
        best.offer(RankedRow(row: first + place, score: scores[place]))
      }
    }
  }
}
