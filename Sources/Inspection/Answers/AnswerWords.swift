import Questions

/// The words by which answers are compared: runs of letters and digits in normalized text; in
/// scripts without spaces each character is one.
enum AnswerWords {
  static func words(_ text: String) -> [Substring] {
    let normalized = NormalizedText(text).string
    var words: [Substring] = []
    var start: String.Index?
    for index in normalized.indices {
      let character = normalized[index]
      let isWord = character.isLetter || character.isNumber
      let alone = isWord && character.unicodeScalars.first.map(isUnspaced) == true
      if let begin = start, !isWord || alone {
        words.append(normalized[begin..<index])
        start = nil
      }
      if alone {
        words.append(normalized[index...index])
      } else if isWord, start == nil {
        start = index
      }
    }
    if let start { words.append(normalized[start...]) }
    return words
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
    let words = AnswerWords.words(part)
    guard !words.isEmpty else { return 1 }
    var counts: [Substring: Int] = [:]
    for word in AnswerWords.words(whole) { counts[word, default: 0] += 1 }
    var found = 0
    for word in words where counts[word, default: 0] > 0 {
      counts[word]! -= 1
      found += 1
    }
    return Double(found) / Double(words.count)
  }

  /// Whether at least half of the words of `part` stand in `whole`, or all of it does.
  static func covers(_ whole: String, _ part: String) -> Bool {
    let (normalized, short) = (NormalizedText(whole), NormalizedText(part).withoutFinalPunctuation)
    return short.isEmpty || normalized.contains(short) || share(of: part, in: whole) >= 0.5
  }
}
