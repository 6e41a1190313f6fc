/// Numbers packed into as many bits as the largest of them needs.
enum BitPacking {
  /// How many bits the largest of some numbers needs; 0 where all are 0.
  static func width(_ values: UnsafeBufferPointer<UInt32>) -> Int {
    let all = values.reduce(0, |)
    return UInt32.bitWidth - all.leadingZeroBitCount
  }

  /// Appends the low `width` bits of each number, the first in the lowest bits, in whole bytes.
  static func append(
    _ values: UnsafeBufferPointer<UInt32>, width: Int, to bytes: inout [UInt8]
  ) {
    var word: UInt64 = 0
    var filled = 0
    for value in values {
      word |= UInt64(value) << UInt64(filled)
      filled += width
      while filled >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
        filled -= 8
      }
    }
    if filled > 0 { bytes.append(UInt8(truncatingIfNeeded: word)) }
  }

  /// Reads `out.count` numbers; `bytes` goes on for at least eight bytes after the packed ones.
  @inline(__always)
  static func unpack(
    _ bytes: UnsafeRawPointer, width: Int, into out: UnsafeMutableBufferPointer<UInt32>
  ) {
    let mask = width == 32 ? UInt32.max : (UInt32(1) << UInt32(width)) &- 1
    var bit = 0
    for index in 0..<out.count {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
      out[index] = UInt32(truncatingIfNeeded: word >> UInt64(bit & 7)) & mask
      bit &+= width
    }
  }
}
