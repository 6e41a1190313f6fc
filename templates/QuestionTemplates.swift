import Mustache
import Yams

/// The wordings of questions in one language: several for each form of question.
///
/// The file is YAML: a form's name and a list of Mustache templates. Which wording a question gets
/// is decided by its own hash.
public struct QuestionTemplates: Sendable {
  public let language: String
  private let wordings: [String: [MustacheTemplate]]

  /// The templates of a language; nil where the store has none.
  public init?(language: String, store: TemplateStore) throws(TemplateError) {
    let path = "questions/\(language).yaml"
    guard let text = try store.textIfPresent(path) else { return nil }
    self.language = language
    let forms: [String: [String]]
    do {
      forms = try YAMLDecoder().decode([String: [String]].self, from: text)
    } catch {
      throw TemplateError("\(path): must map names to lists of templates: \(error)")
    }
    var wordings: [String: [MustacheTemplate]] = [:]
    for (form, lines) in forms.sorted(by: { $0.key < $1.key }) {
      for line in lines {
        do {
          // Questions are text, not HTML: nothing is escaped.
          let template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + line)
          wordings[form, default: []].append(template)
        } catch {
          throw TemplateError("\(path): `\(form)`: “\(line)” is no Mustache template: \(error)")
        }
      }
    }
    self.wordings = wordings
  }

  /// Whether there is a wording for this form.
  public func has(_ form: String) -> Bool { !(wordings[form] ?? []).isEmpty }

  /// The question in the wording that `pick` chooses (given how many there are); nil where the
  /// form has none.
  public func render(
    _ form: String, _ values: [String: String], pick: (Int) -> Int
  ) -> String? {
    guard let choices = wordings[form], !choices.isEmpty else { return nil }
    return choices[pick(choices.count)].render(values)
  }
}
