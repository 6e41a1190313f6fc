/// The merges of a BPE model: which two tokens become which one, and how early.
struct MergeTable: Sendable {
  /// A merge with its rank; lower ranks go first.
  struct Merge: Sendable {
    var rank: UInt32
    var id: Int32
  }

  private var keys: [UInt64]
  private var merges: [Merge]
  private let mask: Int
  private static let free = UInt64.max

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: Self.free, count: size)
    merges = [Merge](repeating: Merge(rank: .max, id: -1), count: size)
    mask = size - 1
  }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    let mixed = key &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: mixed >> 32) & mask
  }

  @inline(__always)
  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// A pair that is there already takes the later rank, as in the reference implementation.
  mutating func insert(_ left: Int32, _ right: Int32, _ merge: Merge) {
    let key = Self.key(left, right)
    var place = slot(key)
    while keys[place] != Self.free && keys[place] != key { place = (place + 1) & mask }
    keys[place] = key
    merges[place] = merge
  }

  /// The merge of two neighbours; rank `.max` where there is none.
  @inline(__always)
  func find(_ left: Int32, _ right: Int32) -> Merge {
    if left < 0 || right < 0 { return Merge(rank: .max, id: -1) }
    let key = Self.key(left, right)
    var place = slot(key)
    while true {
      let found = keys[place]
      if found == key { return merges[place] }
      if found == Self.free { return Merge(rank: .max, id: -1) }
      place = (place + 1) & mask
    }
  }
}
