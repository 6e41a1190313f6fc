/// Terms, each kept once as UTF-8 bytes, numbered from 0 in the order in which they came.
///
/// An open-addressing hash table over one arena of bytes: no object per term, and terms are
/// compared by their bytes (`String` compares by canonical equivalence, and hashes six times as
/// slowly). The same terms in the same order give the same numbers on every machine.
struct TermTable: Sendable {
  private var arena: [UInt8] = []
  private var ends: [Int] = [0]
  private var hashes: [UInt64] = []
  /// Numbers of terms, -1 where free; a power of two of them, at most half in use.
  private var slots: [Int32]

  init(capacity: Int = 64) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
  }

  var count: Int { hashes.count }

  func bytes(of number: Int) -> ArraySlice<UInt8> {
    arena[ends[number]..<ends[number + 1]]
  }

  func withBytes<R>(of number: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R
  {
    try arena.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[ends[number]..<ends[number + 1]]))
    }
  }

  func hash(of number: Int) -> UInt64 { hashes[number] }

  /// The number of a term that is already there; nil otherwise.
  func find(_ term: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let number = Int(slots[slot])
      if number < 0 { return nil }
      if hashes[number] == hash && equal(number, term) { return number }
      slot = (slot + 1) & mask
    }
  }

  /// The number of a term, which is added where it is new.
  mutating func insert(_ term: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let number = Int(slots[slot])
      if number < 0 { break }
      if hashes[number] == hash && equal(number, term) { return number }
      slot = (slot + 1) & mask
    }
    let number = hashes.count
    slots[slot] = Int32(number)
    hashes.append(hash)
    arena.append(contentsOf: term)
    ends.append(arena.count)
    if hashes.count * 2 > slots.count { grow() }
    return number
  }

  mutating func insert(_ term: UnsafeBufferPointer<UInt8>) -> Int {
    insert(term, hash: Self.hash(term))
  }

  /// The numbers of all terms in the order of their bytes.
  func sorted() -> [Int] {
    arena.withUnsafeBufferPointer { arena in
      (0..<count).sorted { left, right in
        arena[ends[left]..<ends[left + 1]].lexicographicallyPrecedes(
          arena[ends[right]..<ends[right + 1]])
      }
    }
  }

  /// FNV-1a in steps of eight bytes, mixed at the end as MurmurHash3 does.
  static func hash(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(term.count)
    var index = 0
    let raw = UnsafeRawBufferPointer(term)
    while index + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      hash = (hash ^ word) &* 0x9fb2_1c65_1e98_df25
      hash ^= hash >> 32
      index += 8
    }
    while index < raw.count {
      hash = (hash ^ UInt64(raw[index])) &* 0x0000_0100_0000_01b3
      index += 1
    }
    hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
    return hash ^ (hash >> 33)
  }

  private func equal(_ number: Int, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == term.count else { return false }
    for index in 0..<term.count where arena[start + index] != term[index] { return false }
    return true
  }

  private mutating func grow() {
    var larger = [Int32](repeating: -1, count: slots.count * 2)
    let mask = larger.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while larger[slot] >= 0 { slot = (slot + 1) & mask }
      larger[slot] = Int32(number)
    }
    slots = larger
  }
}
