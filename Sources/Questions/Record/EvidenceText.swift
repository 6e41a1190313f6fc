import Foundation

/// A stretch of text that someone says stands in a passage, and where it really stands.
///
/// Texts that differ in white space, in compatibility forms (NFKC: `ﬁ`, `①`, full width), or in the
/// shape of their quotation marks, dashes and ellipses are the same: people and models retype them.
struct EvidenceText {
  private let exact: [UInt8]
  private let plain: [UInt8]

  init(_ text: String) {
    exact = Array(text.utf8)
    plain = Self.plain(text).bytes
  }

  /// The range of the passage's bytes that is the text: as it stands, or else the same after
  /// normalisation. The range begins and ends at characters other than white space.
  func range(in passage: String) -> Range<Int>? {
    var place = Place(passage)
    return range(in: &place)
  }

  func range(in place: inout Place) -> Range<Int>? {
    if let start = ByteSearch.first(exact, in: place.exact) {
      return start..<start + exact.count
    }
    let (bytes, characters) = place.plain()
    guard let start = ByteSearch.first(plain, in: bytes) else { return nil }
    let end = start + plain.count
    // A match inside what one character stands for, as of “i” in “ﬁ”, takes the whole of it.
    return characters[start].lowerBound..<characters[end - 1].upperBound
  }

  /// A passage in which several texts are looked for: it is normalised once, if at all.
  struct Place {
    let text: String
    fileprivate let exact: [UInt8]
    private var normalized: (bytes: [UInt8], characters: [Range<Int>])?

    init(_ text: String) {
      self.text = text
      exact = Array(text.utf8)
    }

    fileprivate mutating func plain() -> (bytes: [UInt8], characters: [Range<Int>]) {
      if let normalized { return normalized }
      let made = EvidenceText.plain(text)
      normalized = made
      return made
    }
  }

  /// The text without white space and in plain characters; for each byte the range of the character
  /// that it is from.
  private static func plain(_ text: String) -> (bytes: [UInt8], characters: [Range<Int>]) {
    var bytes: [UInt8] = []
    var characters: [Range<Int>] = []
    var offset = 0
    for character in text {
      let width = character.utf8.count
      let range = offset..<offset + width
      offset += width
      if character.isWhitespace { continue }
      let before = bytes.count
      if let ascii = character.asciiValue {
        bytes.append(ascii)
      } else {
        for scalar in String(character).precomposedStringWithCompatibilityMapping.unicodeScalars {
          bytes += plain(scalar)
        }
      }
      characters += repeatElement(range, count: bytes.count - before)
    }
    return (bytes, characters)
  }

  private static func plain(_ scalar: Unicode.Scalar) -> [UInt8] {
    switch scalar.value {
    case 0x2018, 0x2019, 0x201a, 0x201b, 0x2032: [0x27]
    case 0x201c, 0x201d, 0x201e, 0x201f, 0x2033: [0x22]
    case 0x2010...0x2015, 0x2212: [0x2d]
    // Soft hyphens and joiners are not seen.
    case 0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x20: []
    default: Array(UTF8.encode(scalar)!)
    }
  }
}
