/// The hash of a word that is read byte by byte: FNV-1a.
struct WordHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  var isEmpty: Bool { value == 0xcbf2_9ce4_8422_2325 }

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
