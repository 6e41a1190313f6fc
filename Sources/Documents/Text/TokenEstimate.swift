/// Estimates how many tokens a text has for a subword tokenizer, without one.
///
/// Words cost a token for every six letters begun, as subword vocabularies hold most words whole;
/// digits go in threes; a mark or symbol is a token; white space is free but for line breaks. Other
/// scripts cost by the character: one for Han, kana and Hangul, a token for every two or three
/// letters of alphabetic scripts.
public enum TokenEstimate {
  public static func count(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { count($0) }
  }

  public static func count(_ text: ArraySlice<UInt8>) -> Int {
    text.withUnsafeBufferPointer { count($0) }
  }

  public static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var tokens = 0
    var index = 0
    // How many characters of two bytes stand before this place.
    var others = 0
    while index < bytes.count {
      if others == 0, let window = ASCIIWindow(bytes, from: index), window.count > 0 {
        tokens += window.tokens
        index += window.count
      } else {
        let stop = min(index + ASCIIWindow.size, bytes.count)
        while index < stop { tokens += next(bytes, &index, &others) }
      }
    }
    return tokens
  }

  /// The tokens of a word, a number, a mark or a character beyond ASCII at `index`, which moves on.
  private static func next(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ others: inout Int
  ) -> Int {
    let byte = bytes[index]
    let start = index
    if byte >= 0x80 {
      let width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
      // Three bytes: mostly East Asian, a token each; two: alphabets, half a token each.
      let tokens = width >= 3 || others % 2 == 0 ? 1 : 0
      others = width == 2 ? others + 1 : 0
      index += width
      return tokens
    }
    others = 0
    if isLetter(byte) {
      repeat { index += 1 } while index < bytes.count && isLetter(bytes[index])
      return (index - start + 5) / 6
    }
    if isDigit(byte) {
      repeat { index += 1 } while index < bytes.count && isDigit(bytes[index])
      return (index - start + 2) / 3
    }
    index += 1
    return byte > 0x20 || byte == 0x0a ? 1 : 0
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

/// The tokens of 64 bytes of ASCII, counted with a bit for each byte.
///
/// Every text is counted once, and a loop over bytes mispredicts at each word: 2 ns a byte, this 0.4.
/// A window ends before the word or number that goes on behind it.
private struct ASCIIWindow {
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
