extension Sentences {
  /// The scalar at `index` and its width in bytes.
  @inline(__always)
  static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> (value: UInt32, width: Int) {
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let width = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard index + width <= end else { return (UInt32(first), 1) }
    var value = UInt32(first & (width == 2 ? 0x1f : width == 3 ? 0x0f : 0x07))
    for offset in 1..<width { value = value << 6 | UInt32(bytes[index + offset] & 0x3f) }
    return (value, width)
  }

  /// Ends of sentences beyond ASCII that need no space behind them: `STerm` of UAX #29 (Unicode 16),
  /// the full-width full stop of `ATerm`, and its separators of paragraphs.
  @inline(__always)
  static func isTerminator(_ value: UInt32) -> Bool {
    // Letters with accents, Greek, Cyrillic, Han and Hangul: nearly all there is.
    if value < 0x37e && value != 0x85 { return false }
    if value >= 0x3003 && value < 0xa4ff || value >= 0xac00 && value < 0xfe52 { return false }
    switch value {
    case 0x3002, 0xff01, 0xff0e, 0xff1f, 0xff61, 0x85, 0x2028, 0x2029: return true
    // Armenian, Arabic, Urdu, Syriac, N’Ko, Samaritan, Devanagari and its kin, Myanmar, Ethiopic.
    case 0x0589, 0x061d...0x061f, 0x06d4, 0x0700...0x0702, 0x07f9, 0x0837, 0x0839, 0x083d, 0x083e,
      0x0964, 0x0965, 0x104a, 0x104b, 0x1362, 0x1367, 0x1368:
      return true
    // Canadian syllabics, Philippine, Khmer, Mongolian, Limbu, Tai Tham, Balinese, Sundanese,
    // Lepcha, Ol Chiki.
    case 0x166e, 0x1735, 0x1736, 0x17d4, 0x17d5, 0x1803, 0x1809, 0x1944, 0x1945, 0x1aa8...0x1aab,
      0x1b4e, 0x1b4f, 0x1b5a, 0x1b5b, 0x1b5e, 0x1b5f, 0x1b7d...0x1b7f, 0x1c3b, 0x1c3c, 0x1c7e,
      0x1c7f:
      return true
    case 0x203c, 0x203d, 0x2047...0x2049, 0x2cf9...0x2cfb, 0x2e2e, 0x2e3c, 0x2e53, 0x2e54:
      return true
    // Lisu, Vai, Bamum, Phags-pa, Saurashtra, Kayah Li, Javanese, Cham, Meetei Mayek; small forms.
    case 0xa4ff, 0xa60e, 0xa60f, 0xa6f3, 0xa6f7, 0xa876, 0xa877, 0xa8ce, 0xa8cf, 0xa92f, 0xa9c8,
      0xa9c9, 0xaa5d...0xaa5f, 0xaaf0, 0xaaf1, 0xabeb, 0xfe56, 0xfe57:
      return true
    default: return value >= 0x10a56 && isRareTerminator(value)
    }
  }

  /// Those of the supplementary planes, in scripts of India and of antiquity.
  private static func isRareTerminator(_ value: UInt32) -> Bool {
    switch value {
    case 0x10a56, 0x10a57, 0x10f55...0x10f59, 0x10f86...0x10f89, 0x11047, 0x11048,
      0x110be...0x110c1,
      0x11141...0x11143, 0x111c5, 0x111c6, 0x111cd, 0x111de, 0x111df, 0x11238, 0x11239, 0x1123b,
      0x1123c, 0x112a9, 0x1144b, 0x1144c, 0x115c2, 0x115c3, 0x115c9...0x115d7, 0x11641, 0x11642,
      0x1173c...0x1173e, 0x11944, 0x11946, 0x11a42, 0x11a43, 0x11a9b, 0x11a9c, 0x11c41, 0x11c42,
      0x11ef7, 0x11ef8, 0x11f43, 0x11f44, 0x16a6e, 0x16a6f, 0x16af5, 0x16b37, 0x16b38, 0x16b44,
      0x16e98, 0x1bc9f, 0x1da88:
      return true
    default: return false
    }
  }

  /// Closing quotation marks and brackets, which belong to the sentence that ends before them.
  @inline(__always)
  static func isClosing(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x27, 0x29, 0x5d, 0x7d, 0xab, 0xbb, 0x2018, 0x2019, 0x201c, 0x201d, 0x2039, 0x203a:
      return true
    case 0x3009, 0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0x3017, 0x3019, 0x301b, 0x301e, 0x301f,
      0xff09, 0xff3d, 0xff5d, 0xff60, 0xff63, 0xfe42, 0xfe44:
      return true
    default: return false
    }
  }

  /// `SContinue`: what goes on with the sentence, even behind a full stop.
  @inline(__always)
  static func isContinuing(_ value: UInt32) -> Bool {
    switch value {
    case 0x2c, 0x2d, 0x3a, 0x3b, 0x55d, 0x60c, 0x60d, 0x7f8, 0x1802, 0x1808, 0x2013, 0x2014, 0x3001,
      0xfe10, 0xfe11, 0xfe13, 0xfe31, 0xfe32, 0xfe50, 0xfe51, 0xfe55, 0xfe58, 0xfe63, 0xff0c,
      0xff0d, 0xff1a, 0xff64:
      return true
    default: return false
    }
  }

  /// A lowercase letter beyond ASCII.
  static func isForeignLowercase(_ value: UInt32) -> Bool {
    guard value >= 0x80, let scalar = Unicode.Scalar(value) else { return false }
    return scalar.properties.isLowercase
  }

  /// Whether the semicolon at `index` is a Greek question mark: it stands behind a Greek letter and
  /// before white space.
  static func isGreekQuestion(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ range: Range<Int>
  ) -> Bool {
    guard index - 2 >= range.lowerBound, bytes[index - 1] & 0xc0 == 0x80 else { return false }
    let before = scalar(bytes, index - 2, range.upperBound).value
    let isGreek = before >= 0x370 && before <= 0x3ff || bytes[index - 2] & 0xc0 == 0x80
    guard isGreek, index - 3 >= range.lowerBound || before >= 0x370 else { return false }
    if before < 0x370 || before > 0x3ff {
      // Three bytes: letters with breathings.
      let long = scalar(bytes, index - 3, range.upperBound)
      guard long.width == 3, long.value >= 0x1f00, long.value <= 0x1fff else { return false }
    }
    return index + 1 >= range.upperBound || bytes[index + 1] <= 0x20
  }
}
