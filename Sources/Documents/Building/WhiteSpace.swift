/// White space in running text: what it is, and how a stretch of it becomes one space.
enum WhiteSpace {
  /// Copies text that begins with a visible byte, each stretch of white space as one space and that
  /// at the end as `endsWithSpace`; returns how many bytes it wrote.
  static func collapse(
    _ bytes: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>,
    endsWithSpace: inout Bool
  ) -> Int {
    var count = 0
    var index = 0
    var space = false
    while index < bytes.count {
      // Words with single spaces between them, eight bytes at a time.
      while !space, index + 9 <= bytes.count {
        let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
          fromByteOffset: index, as: UInt64.self)
        guard isPlain(word), bytes[index] != 0x20 else { break }
        // A space at the end waits for what follows it.
        let width = bytes[index + 7] == 0x20 ? 7 : 8
        UnsafeMutableRawBufferPointer(out).storeBytes(
          of: word, toByteOffset: count, as: UInt64.self)
        count += width
        index += width
      }
      let byte = bytes[index]
      if byte <= 0x20 || byte >= 0xc2 {
        let width = blankWidth(bytes, index)
        if width > 0 {
          if isSpace(bytes, index, width) { space = true }
          index += width
          continue
        }
      }
      if space {
        out[count] = 0x20
        count += 1
        space = false
      }
      out[count] = byte
      count += 1
      index += 1
    }
    endsWithSpace = space
    return count
  }

  /// Whether eight bytes are visible ASCII and spaces, no two spaces next to each other.
  @inline(__always)
  private static func isPlain(_ word: UInt64) -> Bool {
    let every: UInt64 = 0x0101_0101_0101_0101
    let high = every &* 0x80
    // With all bytes below 0x80, no sum carries into the next byte.
    let fromSpace = (word &+ every &* (0x80 - 0x20)) & high
    let visible = (word &+ every &* (0x80 - 0x21)) & high
    let spaces = ~visible & high
    return word & high == 0 && fromSpace == high && spaces & spaces << 8 == 0
  }

  /// Whether the blank of `width` bytes at `index` is a space, and not a character without a width.
  @inline(__always)
  static func isSpace(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ width: Int
  ) -> Bool {
    switch width {
    case 1: true
    case 2: bytes[index + 1] == 0xa0
    default: bytes[index] == 0xe2 && bytes[index + 2] != 0x8b
    }
  }

  /// How many bytes at `index` are white space or nothing to be seen; 0 where there is a character.
  ///
  /// 1 for ASCII space and controls, 2 for U+00A0 and U+00AD, 3 for the spaces of typesetting
  /// (U+2000 to U+200A, U+202F), U+200B and U+FEFF.
  @inline(__always)
  static func blankWidth(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    switch bytes[index] {
    case 0...0x20: return 1
    case 0xc2:
      guard index + 1 < bytes.count else { return 0 }
      return bytes[index + 1] == 0xa0 || bytes[index + 1] == 0xad ? 2 : 0
    case 0xe2:
      guard index + 2 < bytes.count else { return 0 }
      let last = bytes[index + 2]
      return bytes[index + 1] == 0x80 && (last >= 0x80 && last <= 0x8b || last == 0xaf) ? 3 : 0
    case 0xef:
      guard index + 2 < bytes.count else { return 0 }
      return bytes[index + 1] == 0xbb && bytes[index + 2] == 0xbf ? 3 : 0
    default: return 0
    }
  }
}
