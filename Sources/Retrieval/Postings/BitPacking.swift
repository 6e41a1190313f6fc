/// Numbers packed into as many bits as the largest of them needs.
enum BitPacking {
  /// How many bits the largest of some numbers needs; 0 where all are 0.
  static func width(_ values: UnsafeBufferPointer<UInt32>) -> Int {
    let all = values.reduce(0, |)
    return UInt32.bitWidth - all.leadingZeroBitCount
  }

  /// Appends the low `width` bits of each number, the first in the lowest bits, in whole bytes.
  static func append(
    _ values: UnsafeBufferPointer<UInt32>, width: Int, to bytes: inout GrowingBuffer<UInt8>
  ) {
    let size = (values.count * width + 7) / 8
    // Whole words are written, also where the last one has fewer bytes.
    let out = UnsafeMutableRawPointer(bytes.extend(by: size, and: 8))
    var at = 0
    var word: UInt64 = 0
    var filled = 0
    for value in values {
      word |= UInt64(value) << UInt64(filled)
      filled += width
      if filled >= 64 {
        out.storeBytes(of: word.littleEndian, toByteOffset: at, as: UInt64.self)
        at += 8
        filled -= 64
        // A shift by all 32 bits of the value, where it fitted, leaves nothing.
        word = UInt64(value) >> UInt64(width - filled)
      }
    }
    if filled > 0 { out.storeBytes(of: word.littleEndian, toByteOffset: at, as: UInt64.self) }
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
