/// The scripts, words and letters by which `Language` tells languages apart.
struct LanguageProfiles: Sendable {
  /// A script other than Latin, with the languages that are written in it.
  struct Script: Sendable {
    var range: ClosedRange<UInt32>
    var languages: [String]
  }

  static let scripts: [Script] = [
    Script(range: 0x3040...0x30ff, languages: ["ja"]),
    Script(range: 0xac00...0xd7a3, languages: ["ko"]),
    Script(range: 0x4e00...0x9fff, languages: ["zh"]),
    Script(range: 0x0e00...0x0e7f, languages: ["th"]),
    Script(
      range: 0x0400...0x052f, languages: ["ru", "uk", "bg", "sr", "mk", "be", "kk"]),
    Script(range: 0x0370...0x03ff, languages: ["el"]),
    Script(range: 0x0600...0x06ff, languages: ["ar", "fa", "ur"]),
    Script(range: 0x0590...0x05ff, languages: ["he"]),
    Script(range: 0x0900...0x097f, languages: ["hi", "mr", "ne"]),
    Script(range: 0x0980...0x09ff, languages: ["bn"]),
    Script(range: 0x0a00...0x0a7f, languages: ["pa"]),
    Script(range: 0x0a80...0x0aff, languages: ["gu"]),
    Script(range: 0x0b80...0x0bff, languages: ["ta"]),
    Script(range: 0x0c00...0x0c7f, languages: ["te"]),
    Script(range: 0x0c80...0x0cff, languages: ["kn"]),
    Script(range: 0x0d00...0x0d7f, languages: ["ml"]),
    Script(range: 0x0d80...0x0dff, languages: ["si"]),
    Script(range: 0x0e80...0x0eff, languages: ["lo"]),
    Script(range: 0x0f00...0x0fff, languages: ["bo"]),
    Script(range: 0x1000...0x109f, languages: ["my"]),
    Script(range: 0x10a0...0x10ff, languages: ["ka"]),
    Script(range: 0x0530...0x058f, languages: ["hy"]),
    Script(range: 0x1200...0x137f, languages: ["am"]),
    Script(range: 0x1780...0x17ff, languages: ["km"]),
  ]
  static let kana = 0
  private static let hangul = 1
  private static let han = 2

  /// The script of a scalar that may stand in a word: -1 for Latin, nil for what is no letter.
  @inline(__always)
  static func script(_ value: UInt32) -> Int? {
    if value < 0x250 { return value >= 0xc0 && value != 0xd7 && value != 0xf7 ? -1 : nil }
    if value >= 0x1e00 && value <= 0x1eff { return -1 }
    // Combining accents belong to the letter before them.
    if value >= 0x300 && value <= 0x36f { return -1 }
    if value >= 0x4e00 && value <= 0x9fff { return han }
    if value >= 0xac00 && value <= 0xd7a3 { return hangul }
    guard value < tabled else { return nil }
    let script = scriptOfBlock[Int(value >> 4)]
    return script < 0 ? nil : Int(script)
  }

  private static let tabled: UInt32 = 0x3100
  /// By sixteen scalars; -1 for those of no script that is listed.
  private static let scriptOfBlock: [Int8] = (0..<tabled >> 4).map { block in
    Int8(scripts.firstIndex { $0.range.contains(block << 4) } ?? -1)
  }

  /// Lowercase of the letters that the word lists hold.
  @inline(__always)
  static func lowercase(_ value: UInt32) -> UInt32 {
    switch value {
    case 0xc0...0xde where value != 0xd7: value + 0x20
    case 0x100...0x137, 0x14a...0x177: value | 1
    case 0x139...0x148, 0x179...0x17e: value + (value & 1)
    case 0x218...0x21b, 0x1ea0...0x1ef9: value | 1
    case 0x410...0x42f: value + 0x20
    case 0x400...0x40f: value + 0x50
    case 0x490...0x4bf: value | 1
    default: value
    }
  }

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  @inline(__always)
  static func step(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    (hash ^ UInt64(scalar)) &* 0x0000_0100_0000_01b3
  }

  static let shared = LanguageProfiles()

  static let longestWord = 8
  /// Letters beyond this are in no list, but for those of Vietnamese.
  static let lastLetter: UInt32 = 0x6ff

  static let languages: [String] = smallWords.map(\.language)
  /// Places in `languages` of those in Latin script, and of those in each other script.
  static let latin: [Int] = languages.indices.filter { index in
    !scripts.contains { $0.languages.contains(languages[index]) }
  }
  static let ofScript: [[Int]] = scripts.map { $0.languages.compactMap(languages.firstIndex) }

  /// Sets of languages, as bits in the order of `languages`, by hash of a word and by letter.
  private var keys = [UInt64](repeating: 0, count: size)
  private var sets = [UInt64](repeating: 0, count: size)
  private static let size = 4_096

  private init() {
    for (index, entry) in Self.smallWords.enumerated() {
      for word in entry.words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        insert(word.unicodeScalars.reduce(Self.seed) { Self.step($0, $1.value) }, index)
      }
      for scalar in entry.letters.unicodeScalars { insert(Self.letter(scalar.value), index) }
    }
  }

  /// The key of a letter, apart from that of a word of one letter.
  @inline(__always)
  static func letter(_ value: UInt32) -> UInt64 { step(~seed, value) }

  private mutating func insert(_ key: UInt64, _ language: Int) {
    var slot = Self.slot(key)
    while keys[slot] != 0 && keys[slot] != key { slot = (slot + 1) % Self.size }
    keys[slot] = key
    sets[slot] |= 1 << UInt64(language)
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key ^ key >> 29) % UInt64(size))
  }

  /// The languages of a word or letter; 0 for none.
  @inline(__always)
  func languages(of key: UInt64) -> UInt64 {
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return sets[slot] }
      slot = (slot + 1) % Self.size
    }
    return 0
  }
}
