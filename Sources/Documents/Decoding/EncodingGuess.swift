/// Guesses the encoding of a text that does not say its own and is not UTF-8.
///
/// East Asian encodings of two bytes are told by how many of their characters are common ones;
/// scripts of one byte by their most frequent letters; Western European is the rest. It is a guess:
/// a few words may be too little for it, and Latin scripts other than Western and Central European
/// ones read as Windows-1252, as the WHATWG's standard has it.
struct EncodingGuess {
  /// How many characters beyond ASCII are looked at.
  private static let enough = 20_000

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A name that `PieceDecoder` knows.
  var encoding: String {
    multibyte ?? singleByte
  }

  // MARK: Seven bits

  /// The encoding of text that is ASCII only to the eye: ISO 2022 by its escapes, HZ by its braces.
  static func escaped(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(1 << 16)
    if let escape = head.firstIndex(of: 0x1b) {
      let rest = head[escape...].dropFirst().prefix(3)
      if rest.starts(with: Array("$)C".utf8)) { return "ISO-2022-KR" }
      for mark in ["$B", "$@", "(J", "(I", "$(D"] where rest.starts(with: Array(mark.utf8)) {
        return "ISO-2022-JP-2"
      }
    }
    return HZDecoder.isLikely(head) ? HZDecoder.name : nil
  }

  // MARK: Two bytes

  /// How the characters of a text look in one encoding.
  private struct Tally {
    var characters = 0
    var common = 0
    var kana = 0
    var hangul = 0
    var ideographs = 0
    var fourBytes = 0
    var invalid = 0

    var score: Double {
      characters < 2 ? 0 : Double(common - 5 * invalid) / Double(characters)
    }
  }

  private var multibyte: String? {
    let chinese = tally(Self.chinese)
    // Nothing else looks like characters of four bytes with digits in them.
    if chinese.fourBytes >= 2 && chinese.invalid == 0 { return "GB18030" }
    var best: (name: String, score: Double)?
    func offer(_ name: String, _ tally: Tally, if isLikely: Bool) {
      if isLikely, tally.score >= 0.75, tally.score > best?.score ?? 0 {
        best = (name, tally.score)
      }
    }
    let (eucJP, shiftJIS) = (tally(Self.eucJP), tally(Self.shiftJIS))
    offer("EUC-JP-MS", eucJP, if: eucJP.kana * 10 >= eucJP.characters)
    offer("CP932", shiftJIS, if: shiftJIS.kana * 10 >= shiftJIS.characters)
    let korean = tally(Self.korean)
    offer("CP949", korean, if: korean.hangul * 10 >= korean.ideographs * 9)
    if best == nil {
      offer("GB18030", chinese, if: true)
      offer("BIG5-HKSCS", tally(Self.big5), if: true)
    }
    return best?.name
  }

  /// Takes the character at an index that begins with a byte beyond ASCII; returns its width.
  private typealias Step = (_ lead: UInt8, _ trail: UInt8, _ tally: inout Tally) -> Int

  private func tally(_ step: Step) -> Tally {
    var tally = Tally()
    var index = 0
    while index < bytes.count, tally.characters < Self.enough {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard index + 1 < bytes.count else { break }
      tally.characters += 1
      // Four bytes of GB18030: byte, digit, byte, digit.
      if bytes[index + 1] >= 0x30, bytes[index + 1] <= 0x39, index + 3 < bytes.count,
        bytes[index + 2] >= 0x81, bytes[index + 3] >= 0x30, bytes[index + 3] <= 0x39
      {
        tally.fourBytes += 1
        index += 4
        continue
      }
      let width = step(lead, bytes[index + 1], &tally)
      if width == 0 { tally.invalid += 1 }
      index += max(1, width)
    }
    return tally
  }

  private static func chinese(_ lead: UInt8, _ trail: UInt8, _ tally: inout Tally) -> Int {
    guard lead >= 0x81, lead <= 0xfe, trail >= 0x40, trail != 0x7f, trail <= 0xfe else { return 0 }
    if trail >= 0xa1, 0xb0...0xd7 ~= lead || lead == 0xa1 || lead == 0xa3 { tally.common += 1 }
    return 2
  }

  private static func big5(_ lead: UInt8, _ trail: UInt8, _ tally: inout Tally) -> Int {
    guard lead >= 0x81, lead <= 0xfe, 0x40...0x7e ~= trail || 0xa1...0xfe ~= trail else { return 0 }
    if 0xa4...0xc6 ~= lead || lead == 0xa1 { tally.common += 1 }
    return 2
  }

  private static func korean(_ lead: UInt8, _ trail: UInt8, _ tally: inout Tally) -> Int {
    guard lead >= 0x81, lead <= 0xfe, trail >= 0x41, trail != 0xff else { return 0 }
    if lead >= 0xb0 && trail >= 0xa1 { tally.ideographs += 1 }
    if 0xb0...0xc8 ~= lead, trail >= 0xa1 { tally.hangul += 1 }
    if 0xb0...0xc8 ~= lead || lead == 0xa1, trail >= 0xa1 { tally.common += 1 }
    return 2
  }

  private static func eucJP(_ lead: UInt8, _ trail: UInt8, _ tally: inout Tally) -> Int {
    if lead == 0x8e { return 0xa1...0xdf ~= trail ? 2 : 0 }
    guard 0xa1...0xfe ~= lead || lead == 0x8f, 0xa1...0xfe ~= trail else { return 0 }
    if lead == 0xa4 || lead == 0xa5 { tally.kana += 1 }
    if 0xb0...0xcf ~= lead || [0xa1, 0xa3, 0xa4, 0xa5].contains(lead) { tally.common += 1 }
    return lead == 0x8f ? 3 : 2
  }

  private static func shiftJIS(_ lead: UInt8, _ trail: UInt8, _ tally: inout Tally) -> Int {
    if 0xa1...0xdf ~= lead { return 1 }
    guard 0x81...0x9f ~= lead || 0xe0...0xfc ~= lead, trail >= 0x40, trail != 0x7f, trail <= 0xfc
    else { return 0 }
    if lead == 0x82 && trail >= 0x9f || lead == 0x83 && trail <= 0x96 { tally.kana += 1 }
    if 0x81...0x83 ~= lead || 0x88...0x97 ~= lead { tally.common += 1 }
    return 2
  }

  // MARK: One byte

  /// The most frequent letters of a script, as bytes: Russian, Greek, Hebrew, Arabic, Thai.
  private static let frequent: [(name: String, letters: Set<UInt8>)] = [
    ("WINDOWS-1251", [0xee, 0xe5, 0xe0, 0xe8, 0xed, 0xf2, 0xf1, 0xf0]),
    ("KOI8-R", [0xcf, 0xc5, 0xc1, 0xc9, 0xce, 0xd4, 0xd3, 0xd2]),
    ("ISO-8859-5", [0xde, 0xd5, 0xd0, 0xd8, 0xdd, 0xe2, 0xe1, 0xe0]),
    ("IBM866", [0xae, 0xa5, 0xa0, 0xa8, 0xad, 0xe2, 0xe1, 0xe0]),
    ("WINDOWS-1253", [0xe1, 0xef, 0xe9, 0xe5, 0xf4, 0xed, 0xf3, 0xe7]),
    ("WINDOWS-1255", [0xe9, 0xe5, 0xe4, 0xec, 0xe0, 0xf8, 0xfa, 0xe1]),
    ("WINDOWS-1256", [0xc7, 0xe1, 0xed, 0xe3, 0xe4, 0xe6, 0xd1, 0xca]),
    ("WINDOWS-874", [0xd2, 0xb9, 0xc3, 0xcd, 0xa1, 0xe0, 0xe8, 0xa7]),
  ]

  /// Letters of Polish and Czech whose bytes are signs in Windows-1252: ą ł ż ś ź ľ ť.
  private static let centralEuropean: Set<UInt8> = [0xb9, 0xb3, 0xbf, 0x9c, 0x9f, 0xbe, 0x9d]

  private var singleByte: String {
    var counts = [Int](repeating: 0, count: 256)
    // Of letters of Western European words few stand beside another one beyond ASCII.
    var (total, beside, central) = (0, 0, 0)
    for index in bytes.indices where bytes[index] >= 0x80 {
      let before = index > 0 ? bytes[index - 1] : 0
      let after = index + 1 < bytes.count ? bytes[index + 1] : 0
      counts[Int(bytes[index])] += 1
      total += 1
      if before >= 0x80 || after >= 0x80 { beside += 1 }
      if Self.centralEuropean.contains(bytes[index]), Self.isLetter(before) || Self.isLetter(after)
      {
        central += 1
      }
      if total == Self.enough { break }
    }
    if beside * 10 >= total * 7, total >= 8 {
      let shares = Self.frequent.map { script in
        (script.name, share: script.letters.reduce(0) { $0 + counts[Int($1)] })
      }
      if let best = shares.max(by: { $0.share < $1.share }), best.share * 4 >= total {
        return best.0
      }
    }
    return central * 8 >= total && central >= 2 ? "WINDOWS-1250" : "WINDOWS-1252"
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
  }
}
