/// The tokens of 64 bytes of ASCII, counted with a bit for each byte.
///
/// Every text is counted once, and a loop over bytes mispredicts at each word: 2 ns a byte, this 0.4.
/// A window ends before the word or number that goes on behind it.
struct ASCIIWindow {
  static let size = 64

  /// How many bytes were counted.
  let count: Int
  let tokens: Int

  /// Nil where fewer than 64 bytes are left, or not all are ASCII.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    guard start + Self.size <= bytes.count else { return nil }
    let raw = UnsafeRawBufferPointer(bytes)
    var letters: UInt64 = 0
    var digits: UInt64 = 0
    var marks: UInt64 = 0
    var high: UInt64 = 0
    for step in 0..<8 {
      let word = raw.loadUnaligned(fromByteOffset: start + step * 8, as: UInt64.self).littleEndian
      high |= word
      // All bytes are below 0x80, else `high` tells: so no sum carries into the next byte.
      let low = word & Self.every(0x7f)
      let lower = low | Self.every(0x20)
      let isLetter =
        (lower &+ Self.every(0x80 - 0x61)) & ~(lower &+ Self.every(0x80 - 0x7b)) & Self.every(0x80)
      let isDigit =
        (low &+ Self.every(0x80 - 0x30)) & ~(low &+ Self.every(0x80 - 0x3a)) & Self.every(0x80)
      let isVisible = (low &+ Self.every(0x80 - 0x21)) & Self.every(0x80)
      // Zero where the byte is a line feed; adding 0x7f sets the high bit of all others.
      let isBreak = ~((low ^ Self.every(0x0a)) &+ Self.every(0x7f)) & Self.every(0x80)
      let shift = UInt64(step * 8)
      letters |= Self.bits(isLetter) << shift
      digits |= Self.bits(isDigit) << shift
      marks |= Self.bits(isVisible & ~isLetter & ~isDigit | isBreak) << shift
    }
    guard high & Self.every(0x80) == 0 else { return nil }
    let open = max((~letters).leadingZeroBitCount, (~digits).leadingZeroBitCount)
    count = Self.size - open
    let inside: UInt64 = ~0 >> UInt64(open)
    letters &= inside
    digits &= inside
    let twoLetters = letters & (letters << 1)
    let fourLetters = twoLetters & (twoLetters << 2)
    let twoDigits = digits & (digits << 1)
    tokens =
      marks.nonzeroBitCount
      + Self.pieces(letters, of: 6, goesOn: fourLetters & (fourLetters << 3))
      + Self.pieces(digits, of: 3, goesOn: twoDigits & (twoDigits << 2))
  }

  /// How many pieces of `length` bits, the last one maybe shorter, the runs in `mask` have.
  ///
  /// - Parameter goesOn: the bits before which `length` bits of the same run stand.
  private static func pieces(_ mask: UInt64, of length: UInt64, goesOn: UInt64) -> Int {
    var begins = mask & ~(mask << 1)
    var count = 0
    while begins != 0 {
      count += begins.nonzeroBitCount
      begins = (begins << length) & goesOn
    }
    return count
  }

  @inline(__always)
  private static func every(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

  /// The high bits of the eight bytes, the first byte's lowest.
  @inline(__always)
  private static func bits(_ word: UInt64) -> UInt64 {
    ((word >> 7) &* 0x0102_0408_1020_4080) >> 56
  }
}
