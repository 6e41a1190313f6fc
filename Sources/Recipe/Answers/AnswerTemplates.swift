import Artifacts
import Mustache
import Templates

/// The wordings of reasoned answers, by language: `answers/raft.en.mustache` and its sisters.
///
/// A file holds one wording or several, parted by lines of `---`; a row gets one by its own hash.
/// A language without a file gets English.
struct AnswerTemplates: Sendable {
  /// What a wording is filled with.
  struct Quote {
    /// Copied from an oracle by range.
    var text: String
    /// The title of the document that it stands in; empty where it has none.
    var title: String
  }

  private let wordings: [String: [MustacheTemplate]]
  private static let fallback = "en"

  /// Reads the wordings of every language that the store has.
  init(style: String, store: TemplateStore) throws(TemplateError) {
    let (prefix, suffix) = ("answers/\(style).", ".mustache")
    var wordings: [String: [MustacheTemplate]] = [:]
    let languages = store.languages(prefix: prefix, suffix: suffix)
    for language in Set(languages).union([Self.fallback]).sorted() {
      let path = prefix + language + suffix
      wordings[language] = try Self.wordings(in: try store.text(path), path: path)
    }
    self.wordings = wordings
  }

  /// The answer in the wording that the row's hash chooses.
  func render(
    question: String, answer: String, quotes: [Quote], language: String?, row: String,
    hash: SeededHash
  ) -> String {
    let choices = wordings[language ?? Self.fallback] ?? wordings[Self.fallback] ?? []
    guard !choices.isEmpty else { return answer }
    var earlier: String?
    let values: [[String: Any]] = quotes.map { quote in
      var value: [String: Any] = ["text": quote.text, "first": earlier == nil]
      // A source is named where it is not that of the quote before.
      if !quote.title.isEmpty, quote.title != earlier { value["source"] = quote.title }
      earlier = quote.title
      return value
    }
    let template = choices[hash.pick(choices.count, "wording", row)]
    let context: [String: Any] = [
      "question": question, "answer": answer, "quotes": values, "several": quotes.count > 1,
    ]
    return template.render(context)
  }

  private static func wordings(
    in text: String, path: String
  ) throws(TemplateError) -> [MustacheTemplate] {
    var wordings: [MustacheTemplate] = []
    for part in TemplateStore.parts(of: text) {
      do {
        // Answers are text, not HTML: nothing is escaped.
        wordings.append(
          try MustacheTemplate(
            string: "{{% CONTENT_TYPE:TEXT}}" + part))
      } catch {
        throw TemplateError("\(path): is no Mustache template: \(error)")
      }
    }
    guard !wordings.isEmpty else {
      throw TemplateError("\(path): holds no wording; write one or remove the file")
    }
    return wordings
  }
}
