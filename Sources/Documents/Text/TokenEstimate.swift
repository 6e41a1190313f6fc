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
    var letters = 0
    var digits = 0
    var others = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x41...0x5a, 0x61...0x7a:
        if letters % 6 == 0 { tokens += 1 }
        letters += 1
        (digits, others) = (0, 0)
        index += 1
      case 0x30...0x39:
        if digits % 3 == 0 { tokens += 1 }
        digits += 1
        (letters, others) = (0, 0)
        index += 1
      case 0x80...:
        let width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
        // Three bytes: mostly East Asian, a token each; two: alphabets, half a token each.
        if width >= 3 || others % 2 == 0 { tokens += 1 }
        others = width == 2 ? others + 1 : 0
        (letters, digits) = (0, 0)
        index += width
      default:
        if byte > 0x20 || byte == 0x0a { tokens += 1 }
        (letters, digits, others) = (0, 0, 0)
        index += 1
      }
    }
    return tokens
  }
}
