/// The best passages seen so far: a heap with the worst of them on top.
struct TopPassages {
  /// Higher scores are better; of equal ones the smaller id.
  struct Entry {
    var score: Int64
    var id: Int
    var number: Int

    func isWorse(than other: Entry) -> Bool {
      score != other.score ? score < other.score : id > other.id
    }
  }

  let capacity: Int
  private var heap: [Entry] = []

  /// - Parameter capacity: how many are kept, at least 1.
  init(capacity: Int) {
    self.capacity = capacity
    heap.reserveCapacity(capacity)
  }

  /// A passage that scores less than this is not among the best; 0 while there is room.
  var threshold: Int64 { heap.count < capacity ? 0 : heap[0].score }

  mutating func offer(_ entry: Entry) {
    if heap.count < capacity {
      heap.append(entry)
      siftUp()
    } else if heap[0].isWorse(than: entry) {
      heap[0] = entry
      siftDown()
    }
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
