/// Which language a text is in: as declared, else detected from its script, its small words and
/// the letters that few languages have.
public enum Language {
  /// The primary subtag of a declared language (`en` of `en-GB`); nil for what is no tag.
  public static func subtag(_ declared: String?) -> String? {
    guard let declared else { return nil }
    let tag = declared.lowercased().prefix { $0.isASCII && $0.isLetter }
    // ISO 639 has codes for "undetermined", "several" and "none", which say nothing.
    if tag == "und" || tag == "mul" || tag == "zxx" || tag == "mis" { return nil }
    return (2...3).contains(tag.count) ? String(tag) : nil
  }

  /// The detected language of UTF-8 text; nil where there is too little to tell.
  ///
  /// Looks at three windows of `windowSize` bytes, whatever the length: front, middle and end. The
  /// script that makes up more than a tenth of the letters decides, kana before Han; within a
  /// script that several languages share, each small word adds 1/n to the languages that have it, n
  /// being their number, and each rare letter a third of that. The best one wins where its small
  /// words are more than 3 % of the words, two different ones at least.
  public static func guess(_ text: [UInt8]) -> String? {
    var evidence = LanguageEvidence()
    text.withUnsafeBufferPointer { bytes in
      for window in windows(bytes.count) { evidence.add(bytes, window) }
    }
    return evidence.language
  }

  private static let windowSize = 1_024

  private static func windows(_ count: Int) -> [Range<Int>] {
    if count <= 3 * windowSize { return [0..<count] }
    let middle = count / 2 - windowSize / 2
    return [
      0..<windowSize, middle..<middle + windowSize, count - windowSize..<count,
    ]
  }
}
