/// A stretch of text that someone says stands in a passage, and where it really stands.
struct EvidenceText {
  private let exact: [UInt8]
  private let squeezed: [UInt8]

  init(_ text: String) {
    exact = Array(text.utf8)
    squeezed = Self.squeeze(text).bytes
  }

  /// The range of the passage's bytes that is the text: as it stands, or else with other white
  /// space than in the passage. The range begins and ends at characters other than white space.
  func range(in passage: String) -> Range<Int>? {
    if let start = ByteSearch.first(exact, in: Array(passage.utf8)) {
      return start..<start + exact.count
    }
    let (bytes, offsets) = Self.squeeze(passage)
    guard let start = ByteSearch.first(squeezed, in: bytes) else { return nil }
    return offsets[start]..<offsets[start + squeezed.count - 1] + 1
  }

  /// The text without its white space, and where each byte stood.
  private static func squeeze(_ text: String) -> (bytes: [UInt8], offsets: [Int]) {
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if !scalar.properties.isWhitespace {
        bytes += UTF8.encode(scalar)!
        offsets += offset..<offset + width
      }
      offset += width
    }
    return (bytes, offsets)
  }
}
