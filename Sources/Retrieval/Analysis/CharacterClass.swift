/// What a character is to analysis.
enum CharacterClass {
  /// Between words.
  case separator
  /// A letter, digit or mark of a script that puts spaces between words.
  case word
  /// A character of a script without spaces, searched as bigrams.
  case ideograph
  /// Invisible inside a word: the soft hyphen, joiners, the byte order mark.
  case ignorable

  /// The class of a scalar above U+007F.
  ///
  /// Hangul is among the bigrams too, as in Lucene's CJKBigramFilter: its words carry particles
  /// that hide them from each other.
  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0xc0...0xd6, 0xd8...0xf6, 0xf8...0x2c1, 0x400...0x481, 0x48a...0x52f:
      self = .word
    case 0x3041...0x3096, 0x30a1...0x30fa, 0x30fc...0x30ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xac00...0xd7a3:
      self = .ideograph
    case 0xad, 0x200c, 0x200d, 0x2060, 0xfeff:
      self = .ignorable
    case 0x2000...0x206f, 0x2190...0x245f, 0x2500...0x2bff, 0x3000...0x3004, 0x3008...0x3020,
      0x30fb:
      self = .separator
    default:
      guard Self.isWordCategory(scalar.properties.generalCategory) else {
        self = .separator
        return
      }
      self = Self.isWithoutSpaces(scalar.value) ? .ideograph : .word
    }
  }

  /// Whether a scalar stands on the one before it, so that both are one character of a bigram.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x3096, 0x30a1...0x30ff, 0x3400...0x9fff, 0xac00...0xd7a3: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  private static func isWordCategory(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }

  /// Thai, Lao, Myanmar, Khmer, Hangul, Han, kana, and their half-width forms.
  private static func isWithoutSpaces(_ value: UInt32) -> Bool {
    switch value {
    case 0x0e00...0x0eff, 0x1000...0x109f, 0x1100...0x11ff, 0x1780...0x17ff, 0x2e80...0x2fdf,
      0x3005...0x3007, 0x3021...0x3029, 0x3031...0x30ff, 0x3105...0x318e, 0x31a0...0x31ff,
      0xa960...0xa97f, 0xaa60...0xaa7f, 0xd7b0...0xd7ff, 0xf900...0xfaff, 0xff66...0xffdc,
      0x1b000...0x1b16f, 0x20000...0x3ffff:
      return true
    default:
      return false
    }
  }
}
