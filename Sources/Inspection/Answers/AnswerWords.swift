import Artifacts
import Questions

/// The words by which answers are compared: runs of letters and digits in normalized text; in
/// scripts without spaces each character is one.
///
/// A word is known by 64 bits of a hash of its bytes, which no two words of a row share.
enum AnswerWords {
  /// The words in their order.
  static func forEach(in text: String, _ body: (UInt64) -> Void) {
    NormalizedText(text).bytes.withUnsafeBufferPointer { forEach(in: $0, body) }
  }

  private static func forEach(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void
  ) {
    let hash = SeededHash(seed: 0)
    var start: Int?
    var isAlone = false
    func end(_ index: Int) {
      if let begin = start {
        body(hash.rank(UnsafeBufferPointer(rebasing: bytes[begin..<index])))
        start = nil
      }
    }
    var index = 0
    while index < bytes.count {
      let (kind, size) = character(at: index, in: bytes)
      switch kind {
      case .letter:
        if isAlone { end(index) }
        if start == nil { (start, isAlone) = (index, false) }
      case .alone:
        end(index)
        (start, isAlone) = (index, true)
      case .mark: break
      case .other: end(index)
      }
      index += size
    }
    end(bytes.count)
  }

  private enum Kind {
    case letter
    /// A letter that is a word by itself.
    case alone
    /// What belongs to the character before it.
    case mark
    case other
  }

  private static func character(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (Kind, size: Int) {
    let first = bytes[index]
    if first < 0x80 {
      let isWord = first &- 0x30 < 10 || (first | 0x20) &- 0x61 < 26
      return (isWord ? .letter : .other, 1)
    }
    // Normalized text is well-formed.
    let size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    var value = UInt32(first) & (0x7f >> UInt32(size))
    for place in 1..<size { value = value << 6 | UInt32(bytes[index + place] & 0x3f) }
    return (Unicode.Scalar(value).map(kind) ?? .other, size)
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    let properties = scalar.properties
    if properties.isGraphemeExtend || properties.generalCategory == .spacingMark { return .mark }
    guard properties.isAlphabetic || properties.numericType != nil else { return .other }
    return isUnspaced(scalar) ? .alone : .letter
  }

  /// Han, kana, Thai, Lao, Khmer, Burmese: written without spaces between words.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0e00...0x0eff, 0x1000...0x109f, 0x1780...0x17ff, 0x3040...0x30ff, 0x3400...0x4dbf,
      0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x3fffd:
      true
    default: false
    }
  }
}

/// Whether one text says what another says, by its words.
enum WordCover {
  /// The share of the words of `part` that stand in `whole`, each as often as it is there; 1 for a
  /// part without words.
  static func share(of part: String, in whole: String) -> Double {
    var wanted: [UInt64: Int] = [:]
    var total = 0
    AnswerWords.forEach(in: part) {
      wanted[$0, default: 0] += 1
      total += 1
    }
    guard total > 0 else { return 1 }
    var found = 0
    AnswerWords.forEach(in: whole) { word in
      if let left = wanted[word], left > 0 {
        wanted[word] = left - 1
        found += 1
      }
    }
    return Double(found) / Double(total)
  }

  /// Whether at least half of the words of `part` stand in `whole`, or all of it does.
  static func covers(_ whole: String, _ part: String) -> Bool {
    let (normalized, short) = (NormalizedText(whole), NormalizedText(part).withoutFinalPunctuation)
    return short.isEmpty || normalized.contains(short) || share(of: part, in: whole) >= 0.5
  }
}
