/// Tokens that are looked for in the text before anything else is done to it: `added_tokens`.
struct AddedTokens: Sendable {
  struct Token: Sendable {
    var bytes: [UInt8]
    var id: Int32
    /// Matches only between characters that are no part of a word.
    var isWord = false
    /// Takes the white space before or after it, too.
    var stripsLeft = false
    var stripsRight = false
  }

  /// By first byte, the longest first.
  private var tokens: [[Token]] = Array(repeating: [], count: 256)
  private(set) var isEmpty = true

  init(_ tokens: [Token]) {
    for token in tokens where !token.bytes.isEmpty {
      self.tokens[Int(token.bytes[0])].append(token)
      isEmpty = false
    }
    for first in self.tokens.indices {
      self.tokens[first].sort { $0.bytes.count > $1.bytes.count }
    }
  }

  /// A stretch of a text; with an id, a token.
  struct Stretch {
    var range: Range<Int>
    var id: Int32 = -1
  }

  /// Divides a text into tokens and what lies between them.
  func stretches(_ bytes: UnsafeBufferPointer<UInt8>) -> [Stretch] {
    var result: [Stretch] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      guard !isEmpty, let token = match(bytes, index) else {
        index += 1
        continue
      }
      var (first, last) = (index, index + token.bytes.count)
      if token.stripsLeft { while first > start, isSpace(bytes, before: first) { first -= 1 } }
      if token.stripsRight { while last < bytes.count, Self.isSpace(bytes[last]) { last += 1 } }
      if first > start { result.append(Stretch(range: start..<first)) }
      result.append(Stretch(range: first..<last, id: token.id))
      (start, index) = (last, last)
    }
    if start < bytes.count { result.append(Stretch(range: start..<bytes.count)) }
    return result
  }

  @inline(__always)
  private func match(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Token? {
    let candidates = tokens[Int(bytes[index])]
    if candidates.isEmpty { return nil }
    return candidates.first { token in
      let end = index + token.bytes.count
      return end <= bytes.count && bytes[index..<end].elementsEqual(token.bytes)
        && (!token.isWord || isBetweenWords(bytes, index, end))
    }
  }

  private func isBetweenWords(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    let classes = CharacterClasses.shared
    if end < bytes.count,
      classes[UTF8Scalar.read(bytes, end, bytes.count).value].contains(.word)
    {
      return false
    }
    var before = start - 1
    while before > 0, bytes[before] & 0xc0 == 0x80 { before -= 1 }
    return before < 0
      || !classes[UTF8Scalar.read(bytes, before, bytes.count).value].contains(.word)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 9 && byte <= 13 }

  private func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
    Self.isSpace(bytes[index - 1])
  }
}
