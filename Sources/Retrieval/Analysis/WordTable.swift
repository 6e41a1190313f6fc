/// Words as they stand in text, each with the terms that it gives.
///
/// One look-up per word of a corpus, whose cost is that of memory far away: a slot has the first
/// eight bytes of its word and, where the word is no longer and gives one term, as most do, the
/// term's number, so that no more than the slot is read. Words have no zero byte.
struct WordTable: ~Copyable {
  private struct Slot {
    /// The word's first eight bytes, zeros behind a shorter one; 0 where the slot is free.
    var prefix: UInt64
    /// Of a word of more than eight bytes bits of its hash, never 0; 0 for any other.
    var tag: UInt32
    /// With the highest bit the number of its only term, without it that of its entry.
    var value: UInt32

    static let free = Slot(prefix: 0, tag: 0, value: 0)
  }

  private struct Entry {
    /// Where its bytes begin in `arena`, and how many there are.
    var start: Int
    var size: Int
    /// Its part of `terms`.
    var firstTerm: Int
    var lastTerm: Int
  }

  private static let isTerm: UInt32 = 1 << 31

  private(set) var count = 0
  private var arena = GrowingBuffer<UInt8>(capacity: 4096)
  private var entries = GrowingBuffer<Entry>(capacity: 1024)
  private var terms = GrowingBuffer<UInt32>(capacity: 1024)
  /// A power of two of them, at most half in use.
  private var slots: UnsafeMutableBufferPointer<Slot>

  init() {
    slots = .allocate(capacity: 1 << 13)
    slots.initialize(repeating: .free)
  }

  deinit {
    slots.deallocate()
  }

  /// The terms of a known word.
  enum Found {
    case one(Int)
    case many(UnsafeBufferPointer<UInt32>)
  }

  /// The terms of a word of up to eight bytes, by its bytes as a little-endian number; nil where it
  /// was not added.
  @inline(__always)
  func find(short prefix: UInt64) -> Found? {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: Self.hash(prefix)) & mask
    while true {
      let slot = slots[place]
      if slot.prefix == prefix && slot.tag == 0 { return found(slot.value) }
      if slot.prefix == 0 { return nil }
      place = (place + 1) & mask
    }
  }

  @inline(__always)
  func find(_ word: UnsafeBufferPointer<UInt8>) -> Found? {
    if word.count <= 8 { return find(short: Self.prefix(word)) }
    let (hash, tag, prefix) = Self.long(word)
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot.prefix == prefix && slot.tag == tag && isEqual(slot.value, word) {
        return found(slot.value)
      }
      if slot.prefix == 0 { return nil }
      place = (place + 1) & mask
    }
  }

  @inline(__always)
  private func found(_ value: UInt32) -> Found {
    if value & Self.isTerm != 0 { return .one(Int(value & ~Self.isTerm)) }
    let entry = entries[Int(value)]
    return .many(UnsafeBufferPointer(rebasing: terms.all[entry.firstTerm..<entry.lastTerm]))
  }

  @inline(__always)
  private func isEqual(_ value: UInt32, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let entry = entries[Int(value)]
    return entry.size == word.count && TermBytes.areEqual(arena.start + entry.start, word)
  }

  /// Adds a word that is not there, with its terms; not an empty one.
  mutating func add(_ word: UnsafeBufferPointer<UInt8>, terms new: borrowing GrowingBuffer<UInt32>)
  {
    count += 1
    if count * 2 > slots.count { grow() }
    if word.count <= 8 && new.count == 1 && new[0] < Self.isTerm {
      let prefix = Self.prefix(word)
      take(Self.hash(prefix), Slot(prefix: prefix, tag: 0, value: new[0] | Self.isTerm))
      return
    }
    let number = UInt32(entries.count)
    entries.append(
      Entry(
        start: arena.count, size: word.count, firstTerm: terms.count,
        lastTerm: terms.count + new.count))
    arena.append(word)
    terms.append(new.all)
    if word.count <= 8 {
      let prefix = Self.prefix(word)
      take(Self.hash(prefix), Slot(prefix: prefix, tag: 0, value: number))
    } else {
      let (hash, tag, prefix) = Self.long(word)
      take(hash, Slot(prefix: prefix, tag: tag, value: number))
    }
  }

  private func take(_ hash: UInt64, _ slot: Slot) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].prefix != 0 { place = (place + 1) & mask }
    slots[place] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = .allocate(capacity: old.count * 2)
    slots.initialize(repeating: .free)
    for slot in old where slot.prefix != 0 {
      if slot.tag == 0 {
        take(Self.hash(slot.prefix), slot)
      } else {
        let entry = entries[Int(slot.value)]
        let bytes = arena.all[entry.start..<entry.start + entry.size]
        take(Self.long(UnsafeBufferPointer(rebasing: bytes)).hash, slot)
      }
    }
    old.deallocate()
  }

  @inline(__always)
  private static func hash(_ prefix: UInt64) -> UInt64 {
    let product = (prefix ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }

  @inline(__always)
  private static func prefix(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    TermBytes.beginning(word).byteSwapped
  }

  @inline(__always)
  private static func long(
    _ word: UnsafeBufferPointer<UInt8>
  ) -> (hash: UInt64, tag: UInt32, prefix: UInt64) {
    let hash = TermBytes.hash(word)
    return (hash, UInt32(truncatingIfNeeded: hash >> 32) | 1, prefix(word))
  }
}
