import Artifacts
import Mustache
import Templates

/// The wordings of one purpose by language: `answers/reasoning.en.mustache` and its sisters.
///
/// A file holds one wording or several, parted by lines of `---`; a row gets one by its own hash.
/// A language without a file gets English.
struct Wordings: Sendable {
  private let name: String
  private let wordings: [String: [MustacheTemplate]]
  private static let fallback = "en"

  /// Reads the wordings of every language that the store has.
  init(_ name: String, store: TemplateStore) throws(TemplateError) {
    self.name = name
    let (prefix, suffix) = ("answers/\(name).", ".mustache")
    var wordings: [String: [MustacheTemplate]] = [:]
    let languages = store.languages(prefix: prefix, suffix: suffix)
    for language in Set(languages).union([Self.fallback]).sorted() {
      let path = prefix + language + suffix
      wordings[language] = try Self.templates(in: try store.text(path), path: path)
    }
    self.wordings = wordings
  }

  /// The wording that the row's hash chooses, filled in.
  func render(
    _ values: [String: Any], language: String?, row: String, hash: SeededHash
  ) -> String {
    let choices = wordings[language ?? Self.fallback] ?? wordings[Self.fallback] ?? []
    guard !choices.isEmpty else { return "" }
    return choices[hash.pick(choices.count, name, row)].render(values)
  }

  /// The templates of a file, at least one.
  static func templates(
    in text: String, path: String
  ) throws(TemplateError) -> [MustacheTemplate] {
    var templates: [MustacheTemplate] = []
    for part in TemplateStore.parts(of: text) {
      do {
        // Answers are text, not HTML: nothing is escaped.
        templates.append(try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + part))
      } catch {
        throw TemplateError("\(path): is no Mustache template: \(error)")
      }
    }
    guard !templates.isEmpty else {
      throw TemplateError("\(path): holds no wording; write one or remove the file")
    }
    return templates
  }
}
