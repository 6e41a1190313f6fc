/// How the words of one language become terms: by which of libstemmer's algorithms.
///
/// With the option `stemmer: auto` a document is analysed by its own language, and a query by the
/// languages of the index's documents, since a few words do not tell theirs.
struct LanguageAnalysis: Sendable, Hashable, Comparable {
  /// The name by which libstemmer knows the algorithm; nil leaves words as they are.
  let algorithm: String?

  /// Porter's algorithm of 1980 is defined for the letters a to z, and is asked only for those.
  var stemsAllScripts: Bool { algorithm != "porter" }

  /// Lucene's stopwords are English; in German, "die", "an" and "was" mean something else.
  var dropsEnglishStopwords: Bool { algorithm == nil || !stemsAllScripts }

  /// As it stands in an index's `meta`.
  var name: String { algorithm ?? "none" }

  init(named name: String) {
    algorithm =
      switch name {
      case "none": nil
      case "english": "porter"
      default: name
      }
  }

  /// What the options say of a document in a language: its primary subtag, nil where unknown.
  init(of language: String?, options: RetrievalOptions) {
    guard options.stemmer == RetrievalOptions.byLanguage else {
      self.init(named: options.stemmer)
      return
    }
    // Text in other languages still has English words in it: names of commands, loanwords.
    self.init(named: language.flatMap { Self.algorithms[$0] } ?? "porter")
  }

  /// libstemmer's algorithms by primary language subtag (ISO 639-1).
  private static let algorithms: [String: String] = [
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "porter", "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
  ]

  static func < (first: LanguageAnalysis, second: LanguageAnalysis) -> Bool {
    first.name < second.name
  }
}
