import Questions

/// The words of a text as hashes, and its runs of words: how texts are compared whatever their
/// punctuation and case.
///
/// Characters beyond U+2E80 (Han, kana, Hangul) count as words.
struct WordHashes: Sendable {
  let words: [UInt64]
  /// Where each word stands in `bytes`.
  private let places: [Range<Int>]
  /// The text as it is compared.
  private let bytes: [UInt8]

  init(_ text: NormalizedText) {
    self.init(bytes: text.bytes)
  }

  /// The words of a text of which only ASCII letters are folded: faster, and enough where texts of
  /// one source are compared.
  init(folding text: ArraySlice<UInt8>) {
    self.init(bytes: text.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 })
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    var words: [UInt64] = []
    var places: [Range<Int>] = []
    var hash = Self.offset
    var start: Int?
    func endWord(_ index: Int) {
      if let begin = start {
        words.append(hash)
        places.append(begin..<index)
      }
      (hash, start) = (Self.offset, nil)
    }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x30...0x39, 0x61...0x7a, 0x5f, 0x80...0xdf: break
      case 0xe0...:
        // Three and four bytes: a character of its own, nearly always.
        endWord(index)
      default:
        endWord(index)
        continue
      }
      if start == nil { start = index }
      hash = (hash ^ UInt64(byte)) &* Self.prime
    }
    endWord(bytes.count)
    (self.words, self.places) = (words, places)
  }

  /// The hash of the `count` words from a place on.
  func run(at start: Int, count: Int) -> UInt64 {
    var hash = Self.offset
    for word in words[start..<start + count] {
      hash = (hash ^ word) &* Self.prime
      hash ^= hash >> 29
    }
    return hash
  }

  /// The hashes of all runs of `count` words; the whole text is one where it is shorter.
  func runs(of count: Int) -> [UInt64] {
    if words.count <= count { return [run(at: 0, count: words.count)] }
    return (0...words.count - count).map { run(at: $0, count: count) }
  }

  /// The text of some words.
  func text(_ range: Range<Int>) -> String {
    let part = places[range.lowerBound].lowerBound..<places[range.upperBound - 1].upperBound
    return String(decoding: bytes[part], as: UTF8.self)
  }

  private static let offset: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3
}
