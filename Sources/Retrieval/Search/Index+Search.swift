import Dispatch
import Synchronization

extension Index {
  /// The passages that answer a query best, the best first; of equal ones the smaller id first.
  ///
  /// The ranking is that of scoring every passage. A query without a term that the index knows
  /// finds nothing. A term that the query repeats counts as often as it stands there.
  public func search(_ query: String, top: Int) throws(IndexError) -> [Hit] {
    try lexical.search(query, top: top)
  }

  /// The results of many queries, in their order, found on several threads.
  ///
  /// The results do not depend on the number of threads.
  public func searchBatch(
    _ queries: [String], top: Int, threads: Int
  ) throws(IndexError) -> [[Hit]] {
    let piece = 32
    let pieces = (queries.count + piece - 1) / piece
    let next = Atomic(0)
    let found = Mutex([[[Hit]]](repeating: [], count: pieces))
    let failure = Mutex<IndexError?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, pieces))) { _ in
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard number < pieces, failure.withLock({ $0 == nil }) else { return }
        do throws(IndexError) {
          var hits: [[Hit]] = []
          for query in queries[number * piece..<min((number + 1) * piece, queries.count)] {
            hits.append(try search(query, top: top))
          }
          let done = hits
          found.withLock { $0[number] = done }
        } catch {
          failure.withLock { $0 = $0 ?? error }
          return
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return found.withLock { $0.flatMap { $0 } }
  }
}
