import Mustache
import Yams

/// The prompts for language models in one language: `prompts/NAME.LANGUAGE.mustache`.
///
/// A file holds the turns of a conversation, parted by lines of three hyphens: what the system says,
/// what the user says, and, where examples are shown, replies and further turns of the user, who has
/// the last word. With one part it is the user's. Lines that begin with `{{!` are comments.
public struct PromptTemplates: Sendable {
  /// A prompt that is filled in.
  public struct Prompt: Sendable, Hashable {
    /// Empty for none.
    public var system: String
    /// Of the user and of the model by turns; the last is the user's.
    public var turns: [String]
  }

  /// The prompts that there are, by the part of their file's name.
  public enum Name: String, Sendable, CaseIterable {
    /// Asks for questions of a passage.
    case questions
    /// Asks for the reasoned answer to a question.
    case answer
    /// Asks for both at once.
    case single
    /// Asks for both with evidence among numbered sentences.
    case sentences
    /// Asks for the question that a sentence answers.
    case answerFirst = "answer-first"
    /// Asks for questions that need several passages.
    case multiHop = "multi-hop"
    /// Asks for a reply in the form that was wanted.
    case repair
    /// Asks for a mark for a pair.
    case judge
    /// Asks a question without a passage.
    case closedBook = "closed-book"
  }

  public let language: String
  private let prompts: [Name: [MustacheTemplate]]
  private let variety: [String: MustacheTemplate]

  /// The languages that have prompts in the store.
  public static func languages(of store: TemplateStore) -> [String] {
    store.languages(prefix: "prompts/\(Name.questions.rawValue).", suffix: ".mustache")
  }

  public init(language: String, store: TemplateStore) throws(TemplateError) {
    self.language = language
    var prompts: [Name: [MustacheTemplate]] = [:]
    for name in Name.allCases {
      let path = "prompts/\(name.rawValue).\(language).mustache"
      let parts = TemplateStore.parts(of: try store.text(path))
      guard parts.count == 1 || parts.count > 0 && parts.count.isMultiple(of: 2) else {
        throw TemplateError(
          "\(path): has \(parts.count) parts; write what the user says alone, or what the system "
            + "says, what the user says, and so on, the user last")
      }
      prompts[name] = try Self.templates(parts, path)
    }
    self.prompts = prompts
    let path = "prompts/variety.\(language).yaml"
    let words: [String: String]
    do {
      words = try YAMLDecoder().decode([String: String].self, from: try store.text(path))
    } catch let error as TemplateError {
      throw error
    } catch {
      throw TemplateError("\(path): must map names to sentences: \(error)")
    }
    var variety: [String: MustacheTemplate] = [:]
    for (name, text) in words { variety[name] = try Self.template(text, path) }
    self.variety = variety
  }

  public func render(_ name: Name, _ values: [String: Any]) -> Prompt {
    let texts = (prompts[name] ?? []).map { $0.render(values) }
    guard texts.count > 1 else { return Prompt(system: "", turns: texts) }
    return Prompt(system: texts[0], turns: Array(texts.dropFirst()))
  }

  /// The sentence for a type, difficulty, length or persona; nil where the file has none.
  public func sentence(_ name: String, _ values: [String: String] = [:]) -> String? {
    variety[name]?.render(values)
  }

  private static func templates(
    _ texts: [String], _ path: String
  ) throws(TemplateError) -> [MustacheTemplate] {
    var templates: [MustacheTemplate] = []
    for text in texts { templates.append(try template(text, path)) }
    return templates
  }

  private static func template(
    _ text: String, _ path: String
  ) throws(TemplateError) -> MustacheTemplate {
    do {
      // Prompts are text, not HTML: nothing is escaped.
      return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
    } catch {
      throw TemplateError("\(path): is no Mustache template: \(error)")
    }
  }
}
