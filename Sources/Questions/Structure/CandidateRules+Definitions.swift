import Documents
import Retrieval

/// Definitions: glossary entries, options, parameters, fields.
extension CandidateRules {
  func definitionCandidates(_ item: PassageView.Item, _ index: Int) -> [Candidate] {
    let view = views[index]
    guard let termPart = item.span.parts.first(where: { $0.role == .term }),
      let description = item.span.parts.first(where: { $0.role == .description }),
      !description.range.isEmpty
    else { return [] }
    return termCandidates(
      TermName(view.string(termPart.range)), description.range, item, index)
  }

  /// What can be asked about a term whose description is `range` of the passage.
  func termCandidates(
    _ term: TermName, _ range: Range<Int>, _ item: PassageView.Item, _ index: Int,
    label: String? = nil
  ) -> [Candidate] {
    let view = views[index]
    guard !term.name.isEmpty, term.name.count <= 80, let answer = description(view, range) else {
      return []
    }
    let subject = subject(item)
    var values = placeValues(subject)
    values["term"] = term.name
    let noun = label ?? term.noun ?? statements?.noun(forItemsUnder: subject.nearest)
    values["noun"] = noun
    let text = view.string(answer)
    var found: [Candidate] = []
    let doesSomething = statements?.describesAction(text, noun: noun) ?? false
    func propose(
      _ kind: QuestionKind, _ form: String, _ evidence: Range<Int>, placedForm: String? = nil
    ) {
      found.append(
        Candidate(
          kind: kind, form: form, placedForm: placedForm, values: values, passage: index,
          evidence: evidence, rank: 1))
    }
    if noun != nil {
      propose(.parameter, placed(doesSomething ? "parameter_does" : "parameter_is", subject), answer)
    } else if doesSomething {
      propose(.parameter, placed("identifier_does", subject), answer)
    } else if term.isIdentifier {
      propose(.parameter, placed("identifier", subject), answer)
    } else if subject.heading == nil {
      propose(.definition, "definition", answer, placedForm: "definition_title")
    } else {
      propose(.definition, "definition_placed", answer)
    }
    if noun != nil || term.isIdentifier {
      for sentence in view.sentences(range).prefix(8) {
        guard statements?.statesDefault(view.string(sentence)) ?? false else { continue }
        propose(.parameter, placed("default", subject), sentence)
        break
      }
    }
    return found
  }

  /// The first sentence of a description, and the second where there is room: “Normally, …” alone
  /// explains little.
  private func description(_ view: PassageView, _ range: Range<Int>) -> Range<Int>? {
    let sentences = view.sentences(range)
    guard let first = sentences.first else { return nil }
    guard sentences.count > 1, sentences[1].upperBound - first.lowerBound <= 260 else {
      return opening(view, range)
    }
    return first.lowerBound..<sentences[1].upperBound
  }
}

/// The name that a term of a definition list gives, without what is said about it.
struct TermName {
  /// The name as it stands in a question.
  var name: String
  /// “option” or “parameter” where the term's own shape says so.
  var noun: String?
  /// Whether it is a name of a program's and not a word of the language.
  var isIdentifier: Bool

  /// - Parameter term: `max_connections (integer)`, `-v, --verbose`, `str.split(sep=None)`, `Jar`
  init(_ term: String) {
    var name = term.split(separator: "\n").first.map(String.init) ?? ""
    isIdentifier = false
    if name.hasPrefix("-") {
      noun = "option"
      isIdentifier = true
      // `-p, --pantry LOCATION` and `-d dbname` keep their names only.
      let options = name.split { $0 == " " || $0 == "=" || $0 == "," || $0 == "[" }
        .filter { $0.hasPrefix("-") && $0.count > 1 }
      self.name = options.prefix(2).joined(separator: "/")
      return
    }
    if let open = name.firstIndex(of: "("), open != name.startIndex {
      let before = name[..<open]
      let inside = name[name.index(after: open)...].prefix { $0 != ")" }
      if before.hasSuffix(" "), Self.types.contains(inside.lowercased()) {
        noun = "parameter"
        name = String(before.dropLast())
      } else if !before.hasSuffix(" "), before.split(separator: " ").count <= 2 {
        // A call: `str.split(…)`, `class sched.scheduler(…)`; but `Int32(8)` is a name.
        if inside.allSatisfy(\.isNumber), !inside.isEmpty {
          isIdentifier = true
          self.name = name
          return
        }
        name = before.split(separator: " ").last.map { $0 + "()" } ?? name
        isIdentifier = true
      }
    }
    if name.hasSuffix(":") { name.removeLast() }
    let core = name.prefix { $0 != "(" }
    let hasSymbol = core.contains { "_<>=$%@/\\{}[]".contains($0) } || core.contains("::")
    let hasInnerCapital = zip(core, core.dropFirst()).contains { $0.isLowercase && $1.isUppercase }
    let isUpper = name.count > 1 && name == name.uppercased() && name.contains { $0.isLetter }
      && name.unicodeScalars.allSatisfy(\.isASCII)
    let innerDot = name.dropLast().contains(".") && !name.contains(" ")
    if hasSymbol || isUpper || innerDot || hasInnerCapital || noun != nil { isIdentifier = true }
    self.name = name
  }

  private static let types: Set<String> = [
    "string", "integer", "int", "boolean", "bool", "enum", "floating point", "float", "number",
    "real", "text", "list", "array", "object", "path", "file", "duration", "size", "bytes", "name",
  ]
}
