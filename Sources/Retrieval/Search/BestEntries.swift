/// An entry of a ranking.
protocol RankedEntry {
  /// Whether `other` comes before it; of two different entries one is worse.
  func isWorse(than other: Self) -> Bool
}

/// The best entries seen so far: a heap with the worst of them on top.
struct BestEntries<Entry: RankedEntry> {
  let capacity: Int
  private var heap: [Entry] = []

  /// - Parameter capacity: how many are kept, at least 1.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The worst entry, once there is room for no other; nil before.
  var worst: Entry? { heap.count < capacity ? nil : heap[0] }

  mutating func offer(_ entry: Entry) {
    if heap.count < capacity {
      heap.append(entry)
      siftUp()
    } else if heap[0].isWorse(than: entry) {
      heap[0] = entry
      siftDown()
    }
  }

  mutating func merge(_ other: BestEntries) {
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

extension BestEntries: Sendable where Entry: Sendable {}
