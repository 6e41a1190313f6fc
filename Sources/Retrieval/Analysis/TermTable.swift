import CPrefetch

/// Terms, each kept once as UTF-8 bytes, numbered from 0 in the order in which they came.
///
/// An open-addressing hash table over one arena of bytes: no object per term, and terms are compared
/// by their bytes (`String` compares by canonical equivalence, and hashes six times as slowly). A slot
/// holds half of the hash, so that other terms are told apart without a look at their bytes. The
/// memory is the table's own, because a look-up per word leaves no time for counting references. The
/// same terms in the same order give the same numbers on every machine.
struct TermTable: ~Copyable {
  private struct Entry {
    var start: UInt32
    var size: UInt32
    var hash: UInt64
    /// The first eight bytes, by which most terms are told apart, and sorted.
    var beginning: UInt64
  }

  private struct Slot {
    /// The upper half of the term's hash; the lower half finds the slot.
    var tag: UInt32
    /// The term's number plus one; 0 where the slot is free.
    var next: UInt32

    static let free = Slot(tag: 0, next: 0)
  }

  /// How many terms ahead to ask for memory, as it is far away: terms come in no order of theirs.
  static let ahead = 8

  private(set) var count = 0
  private var arena: GrowingBuffer<UInt8>
  private var entries: GrowingBuffer<Entry>
  /// A power of two of them, at most half in use.
  private var slots: UnsafeMutableBufferPointer<Slot>

  init(capacity: Int = 64) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = .allocate(capacity: size)
    slots.initialize(repeating: .free)
    arena = GrowingBuffer(capacity: capacity * 8)
    entries = GrowingBuffer(capacity: capacity)
  }

  deinit {
    slots.deallocate()
  }

  /// The bytes of a term, until the next one is added.
  @inline(__always)
  func bytes(of number: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(number < count)
    let entry = entries[number]
    return UnsafeBufferPointer(start: arena.start + Int(entry.start), count: Int(entry.size))
  }

  @inline(__always)
  func hash(of number: Int) -> UInt64 {
    precondition(number < count)
    return entries[number].hash
  }

  /// The number of a term that is already there; nil otherwise.
  @inline(__always)
  func find(_ term: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
    let mask = slots.count - 1
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot.next == 0 { return nil }
      let number = Int(slot.next) - 1
      if slot.tag == tag && isEqual(number, term) { return number }
      place = (place + 1) & mask
    }
  }

  /// The number of a term, which is added where it is new.
  @inline(__always)
  mutating func insert(_ term: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    find(term, hash: hash) ?? add(term, hash: hash)
  }

  mutating func insert(_ term: UnsafeBufferPointer<UInt8>) -> Int {
    insert(term, hash: Self.hash(term))
  }

  /// Adds a term that is not there.
  @inline(never)
  private mutating func add(_ term: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    let number = count
    precondition(number < Int(UInt32.max) - 1, "there are too many terms")
    if (number + 1) * 2 > slots.count { grow() }
    precondition(arena.count + term.count < Int(UInt32.max), "the terms are too long")
    entries.append(
      Entry(
        start: UInt32(arena.count), size: UInt32(term.count), hash: hash,
        beginning: TermBytes.beginning(term)))
    arena.append(term)
    count += 1
    take(hash, number)
    return number
  }

  private func take(_ hash: UInt64, _ number: Int) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].next != 0 { place = (place + 1) & mask }
    slots[place] = Slot(tag: UInt32(truncatingIfNeeded: hash >> 32), next: UInt32(number + 1))
  }

  private mutating func grow() {
    let size = slots.count * 2
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: .free)
    for number in 0..<count { take(entries[number].hash, number) }
  }

  @inline(__always)
  private func isEqual(_ number: Int, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
    let entry = entries[number]
    guard entry.size == term.count else { return false }
    // A slot with this tag has a term that begins in the same way, but for rare accidents.
    return entry.beginning == TermBytes.beginning(term)
      && (term.count <= 8 || TermBytes.areEqual(arena.start + Int(entry.start), term))
  }

  /// Asks for the memory of the slot where a term with a hash would be.
  @inline(__always)
  func prefetch(hash: UInt64) {
    let place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    raftwright_prefetch(slots.baseAddress.map { $0 + place })
  }

  /// Asks for the memory of the entry of the term that is likely the one with a hash.
  @inline(__always)
  func prefetchEntry(hash: UInt64) {
    let slot = slots[Int(truncatingIfNeeded: hash) & (slots.count - 1)]
    raftwright_prefetch(entries.start + max(0, Int(slot.next) - 1))
  }

  /// Asks for the memory of a term's bytes.
  @inline(__always)
  func prefetch(bytes number: Int) {
    raftwright_prefetch(arena.start + Int(entries[number].start))
  }

  /// Asks for the memory of a term's entry.
  @inline(__always)
  func prefetch(entry number: Int) { raftwright_prefetch(entries.start + number) }

  /// The numbers of all terms in the order of their bytes.
  func sorted() -> [Int] {
    // Most terms differ in their first eight bytes.
    var keys = (0..<count).map { (key: entries[$0].beginning, number: $0) }
    keys.sort { left, right in
      if left.key != right.key { return left.key < right.key }
      return bytes(of: left.number).lexicographicallyPrecedes(bytes(of: right.number))
    }
    return keys.map(\.number)
  }

  static func hash(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 { TermBytes.hash(term) }
}
