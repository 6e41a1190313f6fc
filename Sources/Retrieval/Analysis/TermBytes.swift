/// The bytes of terms: short, so that all is done in a few words of the machine.
enum TermBytes {
  /// A 64-bit hash by folded multiplication, as wyhash (Wang Yi) does it.
  @inline(__always)
  static func hash(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(term)
    var seed: UInt64 = 0xa076_1d64_78bd_642f
    var at = 0
    while raw.count - at > 16 {
      seed = mixed(word(raw, at) ^ 0xe703_7ed1_a0b4_28db, word(raw, at + 8) ^ seed)
      at += 16
    }
    let rest = raw.count - at
    var (first, second): (UInt64, UInt64) = (0, 0)
    if rest >= 8 {
      (first, second) = (word(raw, at), word(raw, raw.count - 8))
    } else if rest >= 4 {
      (first, second) = (half(raw, at), half(raw, raw.count - 4))
    } else if rest > 0 {
      first =
        UInt64(raw[at]) << 16 | UInt64(raw[at + rest / 2]) << 8 | UInt64(raw[raw.count - 1])
    }
    let length = UInt64(truncatingIfNeeded: raw.count)
    return mixed(
      0xe703_7ed1_a0b4_28db ^ length, mixed(first ^ 0xe703_7ed1_a0b4_28db, second ^ seed))
  }

  /// Whether as many bytes at an address are those of a term.
  @inline(__always)
  static func areEqual(_ bytes: UnsafePointer<UInt8>, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
    let left = UnsafeRawBufferPointer(start: bytes, count: term.count)
    let right = UnsafeRawBufferPointer(term)
    let count = term.count
    if count >= 8 {
      var at = 0
      while at + 8 < count {
        if word(left, at) != word(right, at) { return false }
        at += 8
      }
      return word(left, count - 8) == word(right, count - 8)
    }
    if count >= 4 {
      return half(left, 0) == half(right, 0) && half(left, count - 4) == half(right, count - 4)
    }
    for index in 0..<count where left[index] != right[index] { return false }
    return true
  }

  /// The first eight bytes as a number that orders as they do.
  @inline(__always)
  static func beginning(_ term: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(term)
    let count = raw.count
    if count >= 8 { return word(raw, 0).byteSwapped }
    if count >= 4 {
      return (half(raw, 0) | half(raw, count - 4) << UInt64(8 * (count - 4))).byteSwapped
    }
    if count == 0 { return 0 }
    // The first, middle and last byte are all that there are.
    let bytes =
      UInt64(raw[0]) | UInt64(raw[count / 2]) << UInt64(8 * (count / 2))
      | UInt64(raw[count - 1]) << UInt64(8 * (count - 1))
    return bytes.byteSwapped
  }

  @inline(__always)
  private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  @inline(__always)
  private static func half(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
    UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
  }
}
