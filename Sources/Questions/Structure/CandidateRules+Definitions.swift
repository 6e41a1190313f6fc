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
    guard !term.name.isEmpty, term.name.count <= 80, let answer = opening(view, range) else {
      return []
    }
    let subject = subject(item)
    var values = placeValues(subject)
    values["term"] = term.name
    let noun = label ?? term.noun ?? statements?.noun(forItemsUnder: subject.nearest)
    values["noun"] = noun
    let text = view.string(answer)
    var found: [Candidate] = []
    func propose(_ kind: QuestionKind, _ form: String, _ evidence: Range<Int>, rank: Int) {
      found.append(
        Candidate(
          kind: kind, form: form, values: values, passage: index, evidence: evidence, rank: rank))
    }
    if noun == nil && !term.isIdentifier {
      let isGlossary = subject.heading == nil
      propose(.definition, isGlossary ? "definition" : "definition_placed", answer, rank: 1)
    } else if noun == nil {
      propose(.parameter, placed("identifier", subject), answer, rank: 1)
    } else if statements?.beginsWithVerb(text) ?? false {
      propose(.parameter, placed("parameter_does", subject), answer, rank: 1)
    } else {
      propose(.parameter, placed("parameter_is", subject), answer, rank: 1)
    }
    if noun != nil || term.isIdentifier {
      for sentence in view.sentences(range).prefix(8) {
        guard statements?.statesDefault(view.string(sentence)) ?? false else { continue }
        propose(.parameter, placed("default", subject), sentence, rank: 1)
        break
      }
    }
    return found
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
        // A call: `str.split(…)`, `class sched.scheduler(…)`.
        name = before.split(separator: " ").last.map { $0 + "()" } ?? name
        isIdentifier = true
      }
    }
    if name.hasSuffix(":") { name.removeLast() }
    let hasSymbol = name.contains { "_<>=$%@/\\{}[]".contains($0) } || name.contains("::")
    let isUpper = name.count > 1 && name == name.uppercased() && name.contains { $0.isLetter }
      && name.unicodeScalars.allSatisfy(\.isASCII)
    let innerDot = name.dropLast().contains(".") && !name.contains(" ")
    if hasSymbol || isUpper || innerDot || noun != nil { isIdentifier = true }
    self.name = name
  }

  private static let types: Set<String> = [
    "string", "integer", "int", "boolean", "bool", "enum", "floating point", "float", "number",
    "real", "text", "list", "array", "object", "path", "file", "duration", "size", "bytes", "name",
  ]
}
