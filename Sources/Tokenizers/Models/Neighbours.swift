/// Which bytes stand next to each other in the tokens of a vocabulary.
///
/// No merge reaches across two bytes that are neighbours in no token, as what it made would be one
/// that has them: a text can be cut there and its parts merged alone, and short parts that come
/// again and again are cheaper than one long one.
struct Neighbours: Sendable {
  private var bits: [UInt64] = Array(repeating: 0, count: 65_536 / 64)

  mutating func insert(_ token: [UInt8]) {
    for index in token.indices.dropFirst() {
      let pair = Self.pair(token[index - 1], token[index])
      bits[pair / 64] |= 1 << UInt64(pair % 64)
    }
  }

  @inline(__always)
  func contains(_ first: UInt8, _ second: UInt8) -> Bool {
    let pair = Self.pair(first, second)
    return bits[pair / 64] >> UInt64(pair % 64) & 1 == 1
  }

  @inline(__always)
  private static func pair(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first) << 8 | Int(second)
  }
}
