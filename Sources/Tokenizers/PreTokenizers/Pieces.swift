/// A text while it is split: its bytes, and the stretches of them that are pieces so far.
struct Pieces: Sendable {
  var bytes: [UInt8]
  var ranges: [Range<Int>]
  /// Whether nothing stands before it in the text that is encoded.
  let isAtStart: Bool

  /// The whole text as one piece.
  init(_ bytes: [UInt8], isAtStart: Bool) {
    self.bytes = bytes
    self.isAtStart = isAtStart
    ranges = bytes.isEmpty ? [] : [0..<bytes.count]
  }

  /// Splits every piece on: `body` appends the parts of its piece in order.
  mutating func split(
    _ body: (UnsafeBufferPointer<UInt8>, Range<Int>, inout [Range<Int>]) -> Void
  ) {
    let old = ranges
    var parts: [Range<Int>] = []
    parts.reserveCapacity(max(old.count, bytes.count / 4))
    bytes.withUnsafeBufferPointer { bytes in
      for range in old { body(bytes, range, &parts) }
    }
    ranges = parts
  }

  /// Puts `prefix` before the pieces that `needsPrefix` chooses; the first piece is number 0.
  mutating func prepend(_ prefix: [UInt8], where needsPrefix: (Int, ArraySlice<UInt8>) -> Bool) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + prefix.count * ranges.count)
    for (number, range) in ranges.enumerated() {
      let start = result.count
      if needsPrefix(number, bytes[range]) { result += prefix }
      result += bytes[range]
      ranges[number] = start..<result.count
    }
    bytes = result
  }

  /// Replaces each space inside of pieces.
  mutating func replaceSpaces(by content: [UInt8]) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2)
    for (number, range) in ranges.enumerated() {
      let start = result.count
      for byte in bytes[range] {
        if byte == 0x20 { result += content } else { result.append(byte) }
      }
      ranges[number] = start..<result.count
    }
    bytes = result
  }
}
