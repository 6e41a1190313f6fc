/// A character that joins what stands on both of its sides to one word: `1.5`, `10,000`, `don't`.
struct WordJoint {
  static let bytes: [UInt8] = [0x27, 0x2c, 0x2e]

  /// How the joint is written in a term: U+2019 as an apostrophe.
  let byte: UInt8
  /// How many bytes of the text it takes, a possessive's `s` with it.
  let width: Int
  /// Whether it is a possessive `'s`, which ends the word and is no part of it.
  let endsWord: Bool

  /// Nil where the bytes at a position, which is not the first, join nothing.
  init?(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) {
    let sign: UInt8
    let next: Int
    switch text[position] {
    case 0x27, 0x2c, 0x2e:
      (sign, next) = (text[position], position + 1)
    case 0xe2
    where position + 2 < text.count && text[position + 1] == 0x80 && text[position + 2] == 0x99:
      (sign, next) = (0x27, position + 3)
    default:
      return nil
    }
    guard position > 0, next < text.count else { return nil }
    let (before, after) = (text[position - 1], text[next])
    guard sign == 0x27 else {
      guard Self.isDigit(before), Self.isDigit(after) else { return nil }
      self.init(byte: sign, width: next - position, endsWord: false)
      return
    }
    if after | 0x20 == 0x73, !Self.isLetter(text, next + 1), !Self.isWord(text, next + 1) {
      self.init(byte: sign, width: next + 1 - position, endsWord: true)
      return
    }
    guard before >= 0x80 || Self.isASCIILetter(before), Self.isLetter(text, next) else {
      return nil
    }
    self.init(byte: sign, width: next - position, endsWord: false)
  }

  private init(byte: UInt8, width: Int, endsWord: Bool) {
    self.byte = byte
    self.width = width
    self.endsWord = endsWord
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isASCIILetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a
  }

  private static func isWord(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    position < text.count && TermReader.isWordByte(text[position])
  }

  /// Whether a letter, or another word character above U+007F, stands at a position.
  private static func isLetter(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    guard position < text.count else { return false }
    if text[position] < 0x80 { return isASCIILetter(text[position]) }
    return CharacterClass(UTF8Reader.scalar(text, position).scalar) == .word
  }
}
