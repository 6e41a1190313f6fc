import Documents

/// How long a text is: in characters (Unicode scalars) and in estimated tokens.
struct TextSize: Sendable, Equatable {
  let characters: Int
  let tokens: Int

  /// Measures UTF-8; a byte that belongs to no character counts as it would if it did.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    characters = Self.scalars(in: UnsafeRawBufferPointer(bytes))
    tokens = TokenEstimate.count(bytes)
  }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { TextSize($0) }
  }

  /// Every byte but those that continue a character (the Unicode Standard, section 3.9), counted
  /// eight at a time in the lanes of a word, which overflow after 255 words.
  private static func scalars(in bytes: UnsafeRawBufferPointer) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let whole = bytes.count & ~7
    var continuations = 0
    var index = 0
    while index < whole {
      let stop = min(index + 255 * 8, whole)
      var lanes: UInt64 = 0
      while index < stop {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        lanes &+= (word >> 7) & ~(word >> 6) & ones
        index += 8
      }
      let pairs = (lanes & 0x00ff_00ff_00ff_00ff) &+ ((lanes >> 8) & 0x00ff_00ff_00ff_00ff)
      continuations += Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    for byte in bytes[whole...] where byte & 0xc0 == 0x80 { continuations += 1 }
    return bytes.count - continuations
  }
}
