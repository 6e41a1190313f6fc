import Questions

/// One value in the place of another, wherever it stands as a word of its own.
struct ValueChange {
  private let from: [UInt8]
  private let to: [UInt8]

  init(from: String, to: String) {
    (self.from, self.to) = (Array(from.utf8), Array(to.utf8))
  }

  /// The text with the other value; throws where the old one is not to be had out of it, as where
  /// it is part of a longer word.
  func applied(to text: String) throws(RowDefect) -> String {
    var rest = Array(text.utf8)
    var result: [UInt8] = []
    while let start = ByteSearch.first(from, in: rest) {
      let end = start + from.count
      let before = start == 0 ? result.last : rest[start - 1]
      let isWhole =
        !(before.map(SensitiveText.isWord) ?? false && SensitiveText.isWord(from[0]))
        && !(end < rest.count && SensitiveText.isWord(rest[end])
          && SensitiveText.isWord(from[from.count - 1]))
      // Part of another number: 40 in 1.40.
      let isInNumber =
        start >= 2 && [0x2e, 0x2c].contains(rest[start - 1])
        && SensitiveText.isDigit(rest[start - 2])
        && SensitiveText.isDigit(from[0])
      guard isWhole, !isInNumber else { throw .noOtherValue }
      result += rest[..<start] + to
      rest = Array(rest[end...])
    }
    return String(decoding: result + rest, as: UTF8.self)
  }
}
