/// A read-only table with 64-bit keys that are never 0: names packed or hashed into a number.
///
/// A `Dictionary` hashes each key anew with SipHash, 20 ns a look-up; here a multiplication finds the
/// place, and most misses end at the first slot. Keys must not be chosen by an attacker: the tables
/// are made of the program's own names, so that only look-ups come from outside.
///
/// The memory is never freed, as a table is made once a process, for a `static let`: so a copy of
/// it, which every SAX event would make, counts no references and checks no bounds.
struct PackedTable<Value: Sendable>: @unchecked Sendable {
  // @unchecked since pointers are not Sendable: nothing writes to the slots after `init`.
  private let keys: UnsafePointer<UInt64>
  private let values: UnsafePointer<Value?>
  private let shift: UInt64
  private let mask: Int

  init(_ entries: [UInt64: Value]) {
    var bits: UInt64 = 4
    while 1 << bits < entries.count * 4 { bits += 1 }
    let size = 1 << Int(bits)
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: size)
    let values = UnsafeMutablePointer<Value?>.allocate(capacity: size)
    keys.initialize(repeating: 0, count: size)
    values.initialize(repeating: nil, count: size)
    shift = 64 - bits
    mask = size - 1
    for key in entries.keys.sorted() {
      precondition(key != 0, "0 marks an empty slot")
      var slot = Int(Self.spread(key) >> shift)
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = key
      values[slot] = entries[key]
    }
    self.keys = UnsafePointer(keys)
    self.values = UnsafePointer(values)
  }

  @inline(__always)
  subscript(_ key: UInt64) -> Value? {
    var slot = Int(Self.spread(key) >> shift)
    while true {
      let found = keys[slot]
      if found == key { return values[slot] }
      if found == 0 { return nil }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  private static func spread(_ key: UInt64) -> UInt64 { key &* 0x9e37_79b9_7f4a_7c15 }
}
