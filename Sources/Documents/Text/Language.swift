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
    let sample = text.withUnsafeBufferPointer {
      LanguageSample(UnsafeBufferPointer(rebasing: $0.prefix(sampleSize)))
    }
    return guessByScript(sample) ?? guessByWords(sample)
  }

  static let scripts: [(language: String, range: ClosedRange<UInt32>)] = [
    ("ja", 0x3040...0x30ff), ("ko", 0xac00...0xd7a3), ("zh", 0x4e00...0x9fff),
    ("th", 0x0e00...0x0e7f), ("ru", 0x0400...0x04ff), ("el", 0x0370...0x03ff),
    ("ar", 0x0600...0x06ff), ("he", 0x0590...0x05ff), ("hi", 0x0900...0x097f),
  ]

  private static func guessByScript(_ sample: LanguageSample) -> String? {
    // Kana come first in the list: Japanese text holds more Han than kana now and then.
    let index = sample.scriptCounts.firstIndex { $0 * 10 > sample.letters }
    return index.map { scripts[$0].language }
  }

  static let smallWords: [(language: String, words: [String])] = [
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

  /// The bytes of the longest of the words above.
  static let longestSmallWord = 5

  /// Where a word packed into 64 bits, its first byte lowest, stands in `smallWords`.
  static let smallWordTable: PackedTable<[(language: Int, word: Int)]> = {
    var places: [UInt64: [(language: Int, word: Int)]] = [:]
    for (language, entry) in smallWords.enumerated() {
      for (index, word) in entry.words.enumerated() {
        let packed = word.utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        places[packed, default: []].append((language, index))
      }
    }
    return PackedTable(places)
  }()

  private static func guessByWords(_ sample: LanguageSample) -> String? {
    let counts = sample.wordCounts
    guard sample.words >= 5, let best = counts.indices.max(by: { counts[$0] < counts[$1] }),
      // One word alone, such as “non” in a list of keywords, makes no Italian.
      counts[best] * 100 > sample.words * 3, sample.differentWords(of: best) >= 2
    else { return nil }
    return smallWords[best].language
  }
}
