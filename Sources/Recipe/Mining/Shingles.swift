import Questions

/// The runs of five words of a text, as hashes: how alike two texts are (Broder 1997).
///
/// Characters beyond U+2E80 (Han, kana, Hangul) count as words. A text of fewer than five words is
/// one shingle.
struct Shingles: Sendable {
  private static let size = 5
  /// In order, each once.
  private let hashes: [UInt64]

  init(_ text: NormalizedText) {
    var words: [UInt64] = []
    var hash = Self.offset
    var isInWord = false
    func endWord() {
      if isInWord { words.append(hash) }
      (hash, isInWord) = (Self.offset, false)
    }
    for byte in text.bytes {
      switch byte {
      case 0x30...0x39, 0x61...0x7a, 0x5f, 0x80...0xdf:
        break
      case 0xe0...:
        // Three and four bytes: a character of its own, nearly always.
        endWord()
      default:
        endWord()
        continue
      }
      hash = (hash ^ UInt64(byte)) &* Self.prime
      isInWord = true
    }
    endWord()
    var hashes: [UInt64] = []
    for start in 0..<max(1, words.count - Self.size + 1) {
      var hash = Self.offset
      for word in words[start..<min(start + Self.size, words.count)] {
        hash = (hash ^ word) &* Self.prime
        hash ^= hash >> 29
      }
      hashes.append(hash)
    }
    hashes.sort()
    var unique: [UInt64] = []
    unique.reserveCapacity(hashes.count)
    for hash in hashes where hash != unique.last { unique.append(hash) }
    self.hashes = unique
  }

  /// Jaccard similarity: shared shingles over all shingles.
  func similarity(to other: Shingles) -> Double {
    var (shared, i, j) = (0, 0, 0)
    while i < hashes.count, j < other.hashes.count {
      if hashes[i] == other.hashes[j] { shared += 1 }
      let step = hashes[i] <= other.hashes[j]
      if hashes[i] >= other.hashes[j] { j += 1 }
      if step { i += 1 }
    }
    return Double(shared) / Double(hashes.count + other.hashes.count - shared)
  }

  /// Whether the similarity exceeds a limit; texts of very different size are not compared.
  func resembles(_ other: Shingles, over limit: Double) -> Bool {
    let (small, large) = (
      min(hashes.count, other.hashes.count), max(hashes.count, other.hashes.count)
    )
    return Double(small) > limit * Double(large) && similarity(to: other) > limit
  }

  private static let offset: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x0000_0100_0000_01b3
}
