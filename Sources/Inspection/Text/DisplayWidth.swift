/// How many columns of a terminal text takes: two for East Asian wide characters and emoji, none
/// for combining marks (Unicode Standard Annex 11).
///
///     DisplayWidth.columns("日本")    // 4
///     DisplayWidth.columns("e\u{301}")  // 1
public enum DisplayWidth {
  public static func columns(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + columns($1) }
  }

  /// A character's columns are those of its widest scalar.
  public static func columns(_ character: Character) -> Int {
    if character.isASCII { return 1 }
    var widest = 0
    for scalar in character.unicodeScalars {
      if scalar == "\u{fe0f}" || isWide(scalar) { return 2 }
      if !isZeroWidth(scalar) { widest = 1 }
    }
    return widest
  }

  /// Text followed by spaces up to `width` columns.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  /// Text after spaces up to `width` columns: for numbers.
  static func aligned(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns(text))) + text
  }

  /// The longest beginning of `text` that fits, with an ellipsis where something was cut off.
  public static func truncated(_ text: String, to width: Int) -> String {
    if columns(text) <= width { return text }
    var result = ""
    var used = 0
    for character in text {
      let size = columns(character)
      if used + size > width - 1 { break }
      result.append(character)
      used += size
    }
    return result + "…"
  }

  /// The beginning and the end of `text`, with an ellipsis between them where it does not fit: what
  /// parts the names of files is often their end.
  ///
  ///     DisplayWidth.shortened("runtime-config-logging.html", to: 16)   // "runtime…ing.html"
  static func shortened(_ text: String, to width: Int) -> String {
    if columns(text) <= width { return text }
    var (end, used) = (text.endIndex, 0)
    while end > text.startIndex {
      let before = text.index(before: end)
      used += columns(text[before])
      if used > width / 2 { break }
      end = before
    }
    return truncated(text, to: width - columns(text[end...])) + text[end...]
  }

  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xa000...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19,
      0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18aff, 0x1b000...0x1b2ff,
      0x20000...0x3fffd:
      return true
    default:
      return scalar.properties.isEmojiPresentation
    }
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return true
    default: return false
    }
  }
}
