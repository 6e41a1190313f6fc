/// A read-only table with 64-bit keys that are never 0: names packed or hashed into a number.
///
/// A `Dictionary` hashes each key anew with SipHash, 20 ns a look-up; here a multiplication finds the
/// place, and most misses end at the first slot. Keys must not be chosen by an attacker: the tables
/// are made of the program's own names, so that only look-ups come from outside.
struct PackedTable<Value: Sendable>: Sendable {
  private let keys: [UInt64]
  private let values: [Value?]
  private let shift: UInt64

  init(_ entries: [UInt64: Value]) {
    var bits: UInt64 = 4
    while 1 << bits < entries.count * 4 { bits += 1 }
    shift = 64 - bits
    var keys = [UInt64](repeating: 0, count: 1 << Int(bits))
    var values = [Value?](repeating: nil, count: keys.count)
    for key in entries.keys.sorted() {
      precondition(key != 0, "0 marks an empty slot")
      var slot = Int(Self.spread(key) >> shift)
      while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
      keys[slot] = key
      values[slot] = entries[key]
    }
    self.keys = keys
    self.values = values
  }

  subscript(_ key: UInt64) -> Value? {
    var slot = Int(Self.spread(key) >> shift)
    while true {
      let found = keys[slot]
      if found == key { return values[slot] }
      if found == 0 { return nil }
      slot = (slot + 1) & (keys.count - 1)
    }
  }

  @inline(__always)
  private static func spread(_ key: UInt64) -> UInt64 { key &* 0x9e37_79b9_7f4a_7c15 }
}
