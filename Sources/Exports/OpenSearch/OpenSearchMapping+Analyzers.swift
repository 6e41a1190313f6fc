extension OpenSearchMapping {
  /// Words without stems.
  static let plain = "standard"

  /// The built-in analyser for a document's language under the index's stemmer: the language's own
  /// where the stemmer goes by language, that of the named language, or the plain one.
  static func analyzer(_ language: String?, _ stemmer: String) -> String {
    switch stemmer {
    case "auto": language.flatMap { languageAnalyzers[$0] } ?? plain
    case "none": plain
    default: languageAnalyzers.values.contains(stemmer) ? stemmer : plain
    }
  }

  /// OpenSearch's language analysers by primary language subtag. `cjk` makes pairs of characters, as
  /// our analysis does.
  private static let languageAnalyzers = [
    "ar": "arabic", "bg": "bulgarian", "bn": "bengali", "ca": "catalan", "ckb": "sorani",
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "gl": "galician", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "ja": "cjk", "ko": "cjk",
    "lt": "lithuanian", "lv": "latvian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
    "th": "thai", "tr": "turkish", "zh": "cjk",
  ]
}
