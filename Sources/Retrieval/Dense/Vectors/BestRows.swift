/// The best rows of a matrix for one query: a heap with the worst of them on top.
struct BestRows: Sendable {
  struct Entry: Sendable, Equatable {
    var row: Int
    var score: Float

    /// Of equal scores the later row is the worse one.
    @inline(__always)
    func isWorse(than other: Entry) -> Bool {
      score != other.score ? score < other.score : row > other.row
    }
  }

  let capacity: Int
  private var heap: [Entry] = []

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Only a greater score than this is among the best, as rows come in their order.
  var least: Float { heap.count < capacity ? -.infinity : heap[0].score }

  mutating func offer(_ entry: Entry) {
    if heap.count < capacity {
      heap.append(entry)
      siftUp()
    } else if heap[0].isWorse(than: entry) {
      heap[0] = entry
      siftDown()
    }
  }

  mutating func merge(_ other: BestRows) {
    for entry in other.heap { offer(entry) }
  }

  /// The best first.
  func sorted() -> [Entry] {
    heap.sorted { $1.isWorse(than: $0) }
  }

  private mutating func siftUp() {
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].isWorse(than: heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].isWorse(than: heap[worst]) {
        worst = child
      }
      if worst == parent { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }
}
