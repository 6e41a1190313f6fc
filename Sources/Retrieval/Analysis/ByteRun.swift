/// Eight bytes of text at once: which of them are in words, and what they are in lower case.
///
/// All bytes of a machine word are classified together by additions that carry into the highest bit
/// of each byte ("SIMD within a register"): most words of a text end within eight bytes, so that
/// reading one takes a few steps without a branch for each letter.
struct ByteRun {
  /// The highest bit of each byte that is an ASCII letter, a digit or an underscore.
  private let words: UInt64
  /// The highest bit of each byte above 0x7f.
  private let high: UInt64
  /// The bytes, ASCII letters in lower case.
  let folded: UInt64

  private static let tops: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>) {
    let raw = UInt64(
      littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    high = raw & Self.tops
    let low = raw & ~Self.tops
    let upper = Self.isBetween(low, 0x41, 0x5a) & ~high
    folded = raw | upper >> 2
    let plain = folded & ~Self.tops
    let underscore = Self.tops &- (plain ^ Self.ones &* 0x5f)
    words =
      (Self.isBetween(plain, 0x61, 0x7a) | Self.isBetween(plain, 0x30, 0x39) | underscore)
      & Self.tops & ~high
  }

  /// For bytes below 0x80 the highest bit of those in a range.
  @inline(__always)
  private static func isBetween(_ bytes: UInt64, _ first: UInt64, _ last: UInt64) -> UInt64 {
    (bytes &+ ones &* (0x80 - first)) & ~(bytes &+ ones &* (0x7f - last)) & tops
  }

  /// How many bytes from the first on are in a word.
  @inline(__always)
  var wordCount: Int { (~words & Self.tops).trailingZeroBitCount >> 3 }

  /// How many bytes from the first on are ASCII and in no word.
  @inline(__always)
  var gapCount: Int { (words | high).trailingZeroBitCount >> 3 }

  /// The first bytes, up to seven, in lower case, with zeros behind them.
  @inline(__always)
  func prefix(_ count: Int) -> UInt64 { folded & ((1 &<< UInt64(8 &* count)) &- 1) }
}
