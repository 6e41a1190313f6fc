/// WordPiece as BERT has it: from the front of a word the longest token that fits, again and again.
struct WordPiece: Sendable {
  private let beginnings: TokenTable
  /// Tokens that continue a word, without their prefix (`##`).
  private let continuations: TokenTable
  private let unknown: Int32
  /// Words of more characters than this are unknown as a whole.
  private let longestWord: Int

  init(
    vocabulary: [(token: [UInt8], id: Int32)], prefix: [UInt8], unknown: Int32, longestWord: Int
  ) {
    var beginnings = TokenTable(capacity: vocabulary.count)
    var continuations = TokenTable(capacity: vocabulary.count)
    for (token, id) in vocabulary {
      beginnings.insert(token, id: id)
      if !prefix.isEmpty, token.starts(with: prefix), token.count > prefix.count {
        continuations.insert(token.dropFirst(prefix.count), id: id)
      }
    }
    self.beginnings = beginnings
    self.continuations = prefix.isEmpty ? beginnings : continuations
    self.unknown = unknown
    self.longestWord = longestWord
  }

  /// Appends the tokens of a word.
  func encode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ ids: inout [Int32]
  ) {
    if range.count > longestWord {
      var characters = 0
      for byte in bytes[range] where byte & 0xc0 != 0x80 { characters += 1 }
      if characters > longestWord {
        ids.append(unknown)
        return
      }
    }
    let whole = beginnings.id(bytes, range)
    if whole >= 0 {
      ids.append(whole)
      return
    }
    let first = ids.count
    var start = range.lowerBound
    while start < range.upperBound {
      let table = start == range.lowerBound ? beginnings : continuations
      guard let (id, end) = longest(in: table, bytes, start..<range.upperBound) else {
        ids.removeSubrange(first...)
        ids.append(unknown)
        return
      }
      ids.append(id)
      start = end
    }
  }

  /// The longest token of a table with which a stretch begins.
  @inline(__always)
  private func longest(
    in table: TokenTable, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (id: Int32, end: Int)? {
    let count = min(range.count, table.longest)
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { hashes in
      var hash = TokenTable.seed
      for offset in 0..<count {
        hash = TokenTable.step(hash, bytes[range.lowerBound + offset])
        hashes[offset] = hash
      }
      for offset in stride(from: count - 1, through: 0, by: -1) {
        let end = range.lowerBound + offset + 1
        // Not inside of a character.
        if end < range.upperBound, bytes[end] & 0xc0 == 0x80 { continue }
        let id = table.id(bytes, range.lowerBound..<end, hash: hashes[offset])
        if id >= 0 { return (id, end) }
      }
      return nil
    }
  }
}
