/// What is counted in a block's text, and how its containers fare by it.
struct BlockFeatures {
  /// Sentence ends in scripts that have their own, as they stand in UTF-8: 。！？…
  private static let wideEnds: [[UInt8]] = ["。", "！", "？", "…", "」"].map { Array($0.utf8) }
  private static let closers: [[UInt8]] = ["”", "’", "»"].map { Array($0.utf8) }

  /// Its length in words, taken as six bytes each so that scripts without spaces count too.
  var words: Double
  /// Share of its bytes that are links.
  var links: Double
  var commas: Int
  /// Whether its last character ends a sentence.
  var endsSentence: Bool

  init(_ text: ArraySlice<UInt8>, linkBytes: Int) {
    words = Double(text.count) / 6
    links = min(1, Double(linkBytes) / Double(max(1, text.count)))
    commas = text.reduce(0) { $0 + ($1 == UInt8(ascii: ",") ? 1 : 0) }
    endsSentence = Self.endsSentence(text)
  }

  private static func endsSentence(_ text: ArraySlice<UInt8>) -> Bool {
    var text = text
    while let last = text.last {
      if "\"')".utf8.contains(last) {
        text = text.dropLast()
      } else if let closer = closers.first(where: { text.ends(with: $0) }) {
        text = text.dropLast(closer.count)
      } else {
        return ".!?".utf8.contains(last) || wideEnds.contains { text.ends(with: $0) }
      }
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with ending: [UInt8]) -> Bool {
    count >= ending.count && suffix(ending.count).elementsEqual(ending)
  }
}
