/// What Unicode says of a scalar, as far as tokenizers ask: general categories and white space.
struct CharacterClasses: Sendable {
  /// Bits of a scalar's class.
  struct Bits: OptionSet, Sendable {
    let rawValue: UInt8
    static let letter = Bits(rawValue: 1)
    static let number = Bits(rawValue: 2)
    static let space = Bits(rawValue: 4)
    /// Categories P*.
    static let punctuation = Bits(rawValue: 8)
    /// Category Mn.
    static let nonspacingMark = Bits(rawValue: 16)
    /// Categories Cc, Cf, Co.
    static let control = Bits(rawValue: 32)
    /// What `\w` matches: letters, marks, decimal digits, connectors, joiners (UTS #18).
    static let word = Bits(rawValue: 64)
    /// Categories M*.
    static let mark = Bits(rawValue: 128)
  }

  static let shared = CharacterClasses()

  private static let tableSize: UInt32 = 0x1_0000
  private let table: [Bits]

  private init() {
    table = (0..<Self.tableSize).map { value in
      Unicode.Scalar(value).map(Self.bits) ?? []
    }
  }

  @inline(__always)
  subscript(_ value: UInt32) -> Bits {
    if value < Self.tableSize { return table[Int(value)] }
    return Unicode.Scalar(value).map(Self.bits) ?? []
  }

  private static func bits(of scalar: Unicode.Scalar) -> Bits {
    let properties = scalar.properties
    var bits: Bits = properties.isWhitespace ? .space : []
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      bits.formUnion([.letter, .word])
    case .decimalNumber: bits.formUnion([.number, .word])
    case .letterNumber, .otherNumber: bits.formUnion(.number)
    case .connectorPunctuation: bits.formUnion([.punctuation, .word])
    case .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      bits.formUnion(.punctuation)
    case .nonspacingMark: bits.formUnion([.nonspacingMark, .mark, .word])
    case .spacingMark, .enclosingMark: bits.formUnion([.mark, .word])
    case .control, .format, .privateUse: bits.formUnion(.control)
    default: break
    }
    if properties.isAlphabetic || properties.isJoinControl { bits.formUnion(.word) }
    return bits
  }
}

/// Reads and writes scalars in UTF-8 bytes that are known to be valid.
enum UTF8Scalar {
  /// The scalar at `index` and its width in bytes; a byte that begins none stands for itself.
  @inline(__always)
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> (value: UInt32, width: Int) {
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    if first < 0xe0, index + 1 < end {
      return (UInt32(first & 0x1f) << 6 | UInt32(bytes[index + 1] & 0x3f), 2)
    }
    if first < 0xf0, index + 2 < end {
      return (
        UInt32(first & 0x0f) << 12 | UInt32(bytes[index + 1] & 0x3f) << 6
          | UInt32(bytes[index + 2] & 0x3f), 3
      )
    }
    if index + 3 < end {
      let high = UInt32(first & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3f) << 12
      return (high | UInt32(bytes[index + 2] & 0x3f) << 6 | UInt32(bytes[index + 3] & 0x3f), 4)
    }
    return (UInt32(first), 1)
  }

  /// How many bytes the character has that begins with `first`.
  @inline(__always)
  static func width(_ first: UInt8) -> Int {
    first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  }

  static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UTF8.encode(scalar)!)
  }
}
