/// Possible merges of a long piece, the lowest rank first and leftmost among equals.
struct MergeHeap {
  struct Entry {
    var rank: UInt32
    var place: Int
    var id: Int32

    @inline(__always)
    func precedes(_ other: Entry) -> Bool {
      rank != other.rank ? rank < other.rank : place < other.place
    }
  }

  private var entries: [Entry] = []

  mutating func push(rank: UInt32, place: Int, id: Int32) {
    entries.append(Entry(rank: rank, place: place, id: id))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].precedes(entries[parent]) else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> Entry? {
    guard let top = entries.first, let last = entries.popLast() else { return nil }
    if entries.isEmpty { return top }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].precedes(entries[least]) {
        least = child
      }
      if least == parent { return top }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
