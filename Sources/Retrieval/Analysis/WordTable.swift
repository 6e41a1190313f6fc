import CPrefetch

/// Words as they stand in text, each with the terms that it gives.
///
/// One look-up per word of a corpus, whose cost is that of memory far away: a slot has the first
/// eight bytes of its word and, where the word is no longer and gives one term, as most do, the
/// term's number, so that no more than the slot is read; any other word has a record behind it. Who
/// looks up asks for the memory some words ahead (`WordQueue`). Words have no zero byte.
struct WordTable: ~Copyable {
  /// What finds a word.
  struct Key {
    /// The word's first eight bytes as a little-endian number, with zeros behind a shorter one.
    var prefix: UInt64
    /// Where to look.
    var hash: UInt32
    /// Of a word of more than eight bytes other bits of its hash, never 0; 0 for any other.
    var tag: UInt32

    /// A word of up to eight bytes.
    @inline(__always)
    init(short prefix: UInt64) {
      let product = (prefix ^ 0xa076_1d64_78bd_642f)
        .multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
      self.init(
        prefix: prefix, hash: UInt32(truncatingIfNeeded: product.high ^ product.low), tag: 0)
    }

    @inline(__always)
    init(_ word: UnsafeBufferPointer<UInt8>) {
      let prefix = TermBytes.beginning(word).byteSwapped
      if word.count <= 8 {
        self.init(short: prefix)
        return
      }
      let hash = TermBytes.hash(word)
      self.init(
        prefix: prefix, hash: UInt32(truncatingIfNeeded: hash),
        tag: UInt32(truncatingIfNeeded: hash >> 32) | 1)
    }

    @inline(__always)
    private init(prefix: UInt64, hash: UInt32, tag: UInt32) {
      (self.prefix, self.hash, self.tag) = (prefix, hash, tag)
    }
  }

  /// The terms of a known word.
  enum Found {
    case one(Int)
    case many(UnsafeBufferPointer<UInt32>)
  }

  private struct Slot {
    /// 0 where the slot is free.
    var prefix: UInt64
    var tag: UInt32
    /// With the highest bit the number of the word's only term, without it where its record is.
    var value: UInt32

    static let free = Slot(prefix: 0, tag: 0, value: 0)
  }

  private static let isTerm: UInt32 = 1 << 31

  private(set) var count = 0
  /// For each word with a record the number of its bytes, that of its terms, its terms, its bytes in
  /// whole words of the machine's four bytes.
  private var records = GrowingBuffer<UInt32>(capacity: 4096)
  /// A power of two of them, at most half in use.
  private var slots: UnsafeMutableBufferPointer<Slot>

  init() {
    slots = .allocate(capacity: 1 << 13)
    slots.initialize(repeating: .free)
  }

  deinit {
    slots.deallocate()
  }

  @inline(__always)
  private func place(_ hash: UInt32) -> Int { Int(hash) & (slots.count &- 1) }

  /// Asks for the memory of a word's slot.
  @inline(__always)
  func prefetchSlot(_ key: Key) {
    raftwright_prefetch(slots.baseAddress.map { $0 + place(key.hash) })
  }

  /// Asks for the memory of a word's record, where it has one.
  @inline(__always)
  func prefetchRecord(_ key: Key) {
    let slot = slots[place(key.hash)]
    if slot.value & Self.isTerm == 0 { raftwright_prefetch(records.start + Int(slot.value)) }
  }

  /// The terms of a word; nil where it was not added.
  @inline(__always)
  func find(_ key: Key, _ word: UnsafeBufferPointer<UInt8>) -> Found? {
    var place = place(key.hash)
    while true {
      let slot = slots[place]
      if slot.prefix == key.prefix && slot.tag == key.tag {
        if slot.value & Self.isTerm != 0 { return .one(Int(slot.value & ~Self.isTerm)) }
        let record = records.start + Int(slot.value)
        if key.tag == 0 || isEqual(record, word) {
          return .many(UnsafeBufferPointer(start: record + 2, count: Int(record[1])))
        }
      }
      if slot.prefix == 0 { return nil }
      place = (place &+ 1) & (slots.count &- 1)
    }
  }

  @inline(__always)
  private func isEqual(
    _ record: UnsafeMutablePointer<UInt32>, _ word: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    record[0] == word.count && TermBytes.areEqual(Self.bytes(of: record), word)
  }

  @inline(__always)
  private static func bytes(of record: UnsafeMutablePointer<UInt32>) -> UnsafePointer<UInt8> {
    UnsafeRawPointer(record + 2 + Int(record[1])).assumingMemoryBound(to: UInt8.self)
  }

  /// Adds a word that is not there, with its terms; not an empty one.
  mutating func add(
    _ word: UnsafeBufferPointer<UInt8>, terms: borrowing GrowingBuffer<UInt32>
  ) {
    count += 1
    if count * 2 > slots.count { grow() }
    let key = Key(word)
    let value: UInt32
    if key.tag == 0 && terms.count == 1 && terms[0] < Self.isTerm {
      value = terms[0] | Self.isTerm
    } else {
      precondition(records.count < Int(Self.isTerm), "there are too many words")
      value = UInt32(records.count)
      records.append(UInt32(word.count))
      records.append(UInt32(terms.count))
      records.append(terms.all)
      let bytes = UnsafeMutableRawPointer(records.extend(by: (word.count + 3) / 4))
      bytes.copyMemory(from: UnsafeRawPointer(word.baseAddress!), byteCount: word.count)
    }
    take(key.hash, Slot(prefix: key.prefix, tag: key.tag, value: value))
  }

  private func take(_ hash: UInt32, _ slot: Slot) {
    var place = place(hash)
    while slots[place].prefix != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = .allocate(capacity: old.count * 2)
    slots.initialize(repeating: .free)
    for slot in old where slot.prefix != 0 {
      if slot.tag == 0 {
        take(Key(short: slot.prefix).hash, slot)
      } else {
        let record = records.start + Int(slot.value)
        let word = UnsafeBufferPointer(start: Self.bytes(of: record), count: Int(record[0]))
        take(Key(word).hash, slot)
      }
    }
    old.deallocate()
  }
}
