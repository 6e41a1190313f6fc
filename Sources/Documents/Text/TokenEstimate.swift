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
    // How many characters of two bytes stand before this place.
    var others = 0
    var index = 0
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      let start = index
      if isLetter(byte) {
        repeat { index += 1 } while index < count && isLetter(bytes[index])
        tokens += (index - start + 5) / 6
        others = 0
      } else if byte < 0x80 {
        if isDigit(byte) {
          repeat { index += 1 } while index < count && isDigit(bytes[index])
          tokens += (index - start + 2) / 3
        } else {
          if byte > 0x20 || byte == 0x0a { tokens += 1 }
          index += 1
        }
        others = 0
      } else {
        let width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
        // Three bytes: mostly East Asian, a token each; two: alphabets, half a token each.
        if width >= 3 || others % 2 == 0 { tokens += 1 }
        others = width == 2 ? others + 1 : 0
        index += width
      }
    }
    return tokens
  }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
