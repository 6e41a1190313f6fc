/// The hash of a word that is read byte by byte: FNV-1a.
struct WordHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  var isEmpty: Bool { value == 0xcbf2_9ce4_8422_2325 }

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}

/// Sets of options by lowercase words, looked up by the words' hashes so that no string is made.
///
/// Open addressing with at least half of the places free: most words of a page are in no table, and
/// one look tells.
struct WordTable<Meaning: OptionSet & Sendable>: Sendable {
  private var hashes: [UInt64]
  private var meanings: [Meaning]
  private let mask: Int

  /// A word in several lists has all their meanings.
  init(_ lists: [(Meaning, String)]) {
    let words = lists.map { ($0.0, $0.1.split(whereSeparator: \.isWhitespace)) }
    var size = 16
    while size < words.reduce(0, { $0 + $1.1.count }) * 3 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    meanings = [Meaning](repeating: [], count: size)
    mask = size - 1
    for (meaning, list) in words {
      for word in list {
        var hash = WordHash()
        for byte in word.utf8 { hash.add(byte) }
        let place = self.place(of: hash.value)
        hashes[place] = hash.value
        meanings[place].formUnion(meaning)
      }
    }
  }

  subscript(_ hash: WordHash) -> Meaning {
    meanings[place(of: hash.value)]
  }

  /// Where a hash stands, or the free place where it would.
  private func place(of hash: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while hashes[place] != 0, hashes[place] != hash { place = (place + 1) & mask }
    return place
  }
}
