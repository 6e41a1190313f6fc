/// What the first bytes of a text say about its language, counted in one pass over UTF-8.
///
/// No string is made: words are packed into 64 bits, scripts are told by code points.
struct LanguageSample {
  private(set) var letters = 0
  private(set) var words = 0
  /// Letters by the index of their script in `Language.scripts`.
  private(set) var scriptCounts: [Int]
  /// Small words by the index of their language in `Language.smallWords`, and which of them were
  /// seen, a bit each.
  private(set) var wordCounts: [Int]
  private(set) var seen: [UInt32]

  /// The word that is being read: its bytes, lowercase, while it has at most eight.
  private var word: UInt64 = 0
  private var wordLength = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    scriptCounts = [Int](repeating: 0, count: Language.scripts.count)
    wordCounts = [Int](repeating: 0, count: Language.smallWords.count)
    seen = [UInt32](repeating: 0, count: Language.smallWords.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if Self.isLetter(byte) {
        let start = index
        repeat { index += 1 } while index < bytes.count && Self.isLetter(bytes[index])
        letters += index - start
        if wordLength == 0, index - start > Language.longestSmallWord,
          index == bytes.count || bytes[index] < 0x80
        {
          // Most words are too long to be small ones.
          words += 1
        } else {
          for place in start..<index { append(bytes[place] | 0x20) }
        }
      } else if byte < 0x80 {
        endWord()
        index += 1
      } else {
        index += readScalar(bytes, at: index)
      }
    }
    endWord()
  }

  /// How many different small words of a language were seen.
  func differentWords(of language: Int) -> Int { seen[language].nonzeroBitCount }

  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private mutating func append(_ byte: UInt8) {
    if wordLength < 8 { word |= UInt64(byte) << UInt64(wordLength * 8) }
    wordLength += 1
  }

  private mutating func endWord() {
    guard wordLength > 0 else { return }
    words += 1
    if wordLength <= Language.longestSmallWord, let found = Language.smallWordTable[word] {
      for entry in found {
        wordCounts[entry.language] += 1
        seen[entry.language] |= 1 << UInt32(entry.word)
      }
    }
    word = 0
    wordLength = 0
  }

  /// Reads a character beyond ASCII; returns how many bytes it has.
  private mutating func readScalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let (scalar, width) = Self.scalar(bytes, at: index)
    guard let scalar else {
      endWord()
      return width
    }
    if Self.isAlphabetic(scalar) {
      letters += 1
      if scalar.value >= 0x370,
        let script = Language.scripts.firstIndex(where: { $0.range.contains(scalar.value) })
      {
        scriptCounts[script] += 1
      }
      if wordLength > 8 || scalar.value >= 0x250 {
        // No small word has it: only that the word goes on counts.
        wordLength += 9
      } else {
        for byte in scalar.properties.lowercaseMapping.utf8 { append(byte) }
      }
    } else if wordLength > 0, Self.continuesWord(scalar) {
      wordLength += 9
    } else {
      endWord()
    }
    return width
  }

  /// The character at `index` and its width; nil for what is cut off or not UTF-8.
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (Unicode.Scalar?, Int) {
    let lead = bytes[index]
    let width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    guard lead >= 0xc2, index + width <= bytes.count else { return (nil, 1) }
    var value = UInt32(lead) & (0x7f >> UInt32(width))
    for offset in 1..<width { value = value << 6 | UInt32(bytes[index + offset] & 0x3f) }
    return (Unicode.Scalar(value), width)
  }

  /// The property of that name, without a look at Unicode's tables for the usual characters.
  private static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x100...0x2c1, 0x400...0x481, 0x3041...0x3096, 0x30a1...0x30fa, 0x4e00...0x9fff,
      0xac00...0xd7a3:
      true
    case 0x80...0xa9, 0x2000...0x206f, 0x3001...0x3004, 0x3008...0x3020: false
    default: scalar.properties.isAlphabetic
    }
  }

  /// Marks and joiners belong to the letter before them.
  private static func continuesWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x2ff, 0x2000...0x200b, 0x200e...0x206f: false
    case 0x200c, 0x200d: true
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .spacingMark: true
      default: false
      }
    }
  }
}
