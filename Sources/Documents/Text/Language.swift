/// Which language a text is in: as declared, else guessed from its script and its small words.
public enum Language {
  /// The primary subtag of a declared language (`en` of `en-GB`); nil for what is no tag.
  public static func subtag(_ declared: String?) -> String? {
    guard let declared else { return nil }
    let tag = declared.lowercased().prefix { $0.isASCII && $0.isLetter }
    return (2...3).contains(tag.count) ? String(tag) : nil
  }

  /// How much of a text is looked at, in bytes.
  private static let sampleSize = 20_000

  /// The guessed language of UTF-8 text; nil where there is too little to tell.
  ///
  /// Scripts that one language owns decide by a tenth of the letters; among Latin-script languages
  /// the one whose function words make up the largest share of the words wins, if that is over 3 %.
  public static func guess(_ text: [UInt8]) -> String? {
    let sample = String(decoding: text.prefix(sampleSize), as: UTF8.self)
    return guessByScript(sample) ?? guessByWords(sample)
  }

  private static let scripts: [(language: String, range: ClosedRange<UInt32>)] = [
    ("ja", 0x3040...0x30ff), ("ko", 0xac00...0xd7a3), ("zh", 0x4e00...0x9fff),
    ("th", 0x0e00...0x0e7f), ("ru", 0x0400...0x04ff), ("el", 0x0370...0x03ff),
    ("ar", 0x0600...0x06ff), ("he", 0x0590...0x05ff), ("hi", 0x0900...0x097f),
  ]

  private static func guessByScript(_ sample: String) -> String? {
    var counts = [Int](repeating: 0, count: scripts.count)
    var letters = 0
    for scalar in sample.unicodeScalars where scalar.value > 0x40 && scalar.properties.isAlphabetic
    {
      letters += 1
      guard scalar.value >= 0x370 else { continue }
      if let index = scripts.firstIndex(where: { $0.range.contains(scalar.value) }) {
        counts[index] += 1
      }
    }
    // Kana come first in the list: Japanese text holds more Han than kana now and then.
    let index = counts.firstIndex { $0 * 10 > letters }
    return index.map { scripts[$0].language }
  }

  private static let smallWords: [(language: String, words: Set<String>)] = [
    (
      "en",
      ["the", "of", "and", "to", "is", "in", "that", "for", "with", "are", "be", "this", "by"]
    ),
    (
      "de",
      ["der", "die", "das", "und", "ist", "nicht", "ein", "eine", "mit", "den", "von", "zu", "auf"]
    ),
    (
      "fr",
      ["le", "la", "les", "des", "et", "est", "une", "du", "dans", "pour", "que", "sur", "pas"]
    ),
    (
      "es",
      ["el", "los", "las", "que", "una", "del", "por", "con", "para", "es", "se", "como", "más"]
    ),
    (
      "it",
      ["il", "che", "di", "una", "per", "della", "con", "sono", "non", "gli", "nel", "è", "anche"]
    ),
    (
      "pt",
      ["os", "uma", "não", "que", "com", "para", "dos", "da", "em", "são", "ao", "mais", "como"]
    ),
    (
      "nl",
      ["het", "een", "van", "en", "niet", "de", "dat", "voor", "met", "zijn", "op", "te", "aan"]
    ),
    (
      "sv",
      ["och", "att", "det", "som", "är", "inte", "för", "en", "på", "med", "av", "till", "den"]
    ),
    (
      "pl",
      ["nie", "się", "na", "jest", "że", "do", "to", "jak", "oraz", "przez", "dla", "są", "od"]
    ),
  ]

  private static func guessByWords(_ sample: String) -> String? {
    var counts = [Int](repeating: 0, count: smallWords.count)
    var seen = [Set<String>](repeating: [], count: smallWords.count)
    var words = 0
    for word in sample.lowercased().split(whereSeparator: { !$0.isLetter }) {
      words += 1
      guard word.utf8.count <= 5 else { continue }
      let candidate = String(word)
      for (index, language) in smallWords.enumerated() where language.words.contains(candidate) {
        counts[index] += 1
        seen[index].insert(candidate)
      }
    }
    guard words >= 5, let best = counts.indices.max(by: { counts[$0] < counts[$1] }),
      // One word alone, such as “non” in a list of keywords, makes no Italian.
      counts[best] * 100 > words * 3, seen[best].count >= 2
    else { return nil }
    return smallWords[best].language
  }
}
