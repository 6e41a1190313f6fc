import Retrieval

extension Index {
  /// The language of most passages; English where no document tells its own.
  var usualLanguage: String {
    get throws(IndexError) {
      var passages: [String: Int] = [:]
      for document in try documents {
        guard let language = document.language, !language.isEmpty else { continue }
        passages[language, default: 0] += document.passages.count
      }
      return passages.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "en"
    }
  }
}
