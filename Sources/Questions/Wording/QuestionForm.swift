/// A form of question that rules ask for by name, and the values that its wordings are given.
///
/// `templates/questions/*.yaml` holds the wordings; a language without a wording for a form skips
/// its candidates, and counts them as `noWording`.
public struct QuestionForm: Sendable, Hashable {
  public var name: String
  /// Names that may stand between `{{` and `}}`.
  public var values: Set<String>
  /// Languages whose rules can ask for it.
  public var languages: Set<String>

  private static let everywhere: Set<String> = ["en", "de", "ja"]
  private static let place: Set<String> = ["title", "heading", "nearest"]

  /// Every form that the rules can ask for.
  public static let all: [QuestionForm] = {
    var forms: [QuestionForm] = []
    func add(
      _ names: String, _ values: Set<String>, in languages: Set<String> = everywhere,
      titled: Bool = false
    ) {
      for name in names.split(separator: " ").map(String.init) {
        let form = QuestionForm(name: name, values: values.union(place), languages: languages)
        forms.append(form)
        if titled {
          var other = form
          other.name += "_title"
          forms.append(other)
        }
      }
    }
    add("definition definition_placed definition_title", ["term"])
    add("identifier identifier_does default term_more", ["term"], titled: true)
    add("parameter_does parameter_is", ["term", "noun"], titled: true)
    add("cell cell_plain cell_text", ["row", "column", "rowLabel", "caption"])
    add("steps_plain first_step_plain steps_listed first_step_listed", ["goal"])
    add("steps first_step steps_to first_step_to", ["goal"], in: ["en"])
    add("section section_generic overview", [])
    add("section_topic", ["topic"], in: ["en"])
    add("what_is", ["np", "be"])
    add("what_is_placed", ["np", "be"], titled: true)
    add("used_for", ["np", "be"], in: ["en", "de"])
    add("used_for_placed", ["np", "be"], in: ["en", "de"], titled: true)
    add("how_to", ["goal"], in: ["en", "de"], titled: true)
    add("outcome", ["condition", "conjunction"], titled: true)
    add("advice", ["condition", "conjunction"], in: ["en"], titled: true)
    add("about", ["np"], in: ["en", "ja"], titled: true)
    add("purpose", ["name"], in: ["en"])
    add("does", ["np", "verb"], in: ["en"])
    add("does_placed", ["np", "verb"], in: ["en"], titled: true)
    add("change", ["object"], in: ["en"])
    add("added_in changed_in deprecated_since", ["term", "version"], in: ["en"])
    return forms
  }()
}
