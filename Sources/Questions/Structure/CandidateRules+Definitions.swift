import Documents
import Retrieval

/// Definitions: glossary entries, options, parameters, fields, classes, functions.
extension CandidateRules {
  func definitionCandidates(_ number: Int, _ index: Int) -> [Candidate] {
    let view = views[index]
    let item = view.items[number]
    guard let termPart = item.span.parts.first(where: { $0.role == .term }),
      let description = item.span.parts.first(where: { $0.role == .description })
    else { return [] }
    let term = TermName(view.string(termPart.range))
    // A term of prose that the document explains again and again names no one thing.
    if !term.isIdentifier, repeatedTerms.contains(term.name) { return [] }
    for range in [description.range] + continuations(of: number, view) where !range.isEmpty {
      let found = termCandidates(term, range, item, index)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The paragraphs in which the description of a definition goes on.
  private func continuations(of number: Int, _ view: PassageView) -> [Range<Int>] {
    view.items[(number + 1)...].prefix(3)
      .prefix { $0.span.owner == number && $0.span.kind == .paragraph }.map(\.span.range)
  }

  /// What can be asked about a term whose description is `range` of the passage.
  func termCandidates(
    _ term: TermName, _ range: Range<Int>, _ item: PassageView.Item, _ index: Int,
    label: String? = nil
  ) -> [Candidate] {
    let view = views[index]
    guard !term.name.isEmpty, term.name.count <= 80,
      let answer = description(view, range)
    else {
      return []
    }
    let text = view.string(answer)
    var subject = subject(item)
    let noun = label ?? noun(of: term, under: subject)
    // The values of an option stand inside of its description.
    if item.span.owner >= 0, let outer = item.enclosing.map({ TermName($0) }), !outer.isCode {
      subject.heading = outer.name
    }
    let name = codeName(term, noun: noun, item: item, subject: subject, description: text)
    if name.hasOwner || subject.isSignature { subject.heading = subject.outer }
    var values = placeValues(subject)
    values["term"] = name.phrase
    let isParameter = noun.map { !CodeName.nouns.contains($0) } ?? false
    if isParameter { values["noun"] = noun.map { statements?.word($0) ?? $0 } }
    var found: [Candidate] = []
    let doesSomething = statements?.describesAction(text, noun: name.noun ?? noun) ?? false
    func propose(
      _ kind: QuestionKind, _ form: String, _ evidence: Range<Int>, placedForm: String? = nil
    ) {
      found.append(
        Candidate(
          kind: kind, form: form, placedForm: placedForm, values: values, passage: index,
          evidence: evidence, rank: 1))
    }
    let isName = term.isIdentifier || name.noun != nil
    if isParameter {
      propose(
        .parameter, placed(doesSomething ? "parameter_does" : "parameter_is", subject), answer)
    } else if isName, term.isCallable || doesSomething && startsWithVerb(text) {
      propose(.parameter, placed("identifier_does", subject), answer)
    } else if isName {
      propose(.parameter, placed("identifier", subject), answer)
    } else if subject.heading == nil {
      guard term.name.count > 1 else { return found }
      propose(.definition, "definition", answer, placedForm: "definition_title")
    } else {
      propose(.definition, "definition_placed", answer)
    }
    // Arguments of a function have defaults, the function has none.
    let isData = name.noun.map { ["attribute", "property"].contains($0) } ?? !term.isCode
    if (isName || isParameter) && isData {
      for sentence in view.sentences(range).prefix(8) {
        guard statements?.statesDefault(view.string(sentence)) ?? false else { continue }
        propose(.parameter, placed("default", subject), sentence)
        break
      }
    }
    return found
  }

  /// “Implements …” and not “Look before you leap”, where a name is not that of a function.
  private func startsWithVerb(_ text: String) -> Bool {
    document.language != "en" || text.prefix { $0.isLetter }.hasSuffix("s")
  }

  /// What a term is called: by its own shape, else by the heading above; an option has a hyphen.
  func noun(of term: TermName, under subject: Subject) -> String? {
    if let noun = term.noun { return noun }
    let noun = statements?.noun(forItemsUnder: subject.nearest)
    return noun == "option" && !term.name.hasPrefix("-") && !term.name.hasPrefix("/") ? nil : noun
  }

  func codeName(
    _ term: TermName, noun: String?, item: PassageView.Item, subject: Subject,
    description: String = ""
  ) -> CodeName {
    CodeName(
      term, noun: noun, enclosing: item.enclosing, subject: subject,
      description: description, statements: statements)
  }

  /// The first sentence of a description that says something, and the next where there is room:
  /// “Normally, …” alone explains little.
  private func description(_ view: PassageView, _ range: Range<Int>) -> Range<Int>? {
    let sentences = view.sentences(range).drop {
      let text = view.string($0)
      return statements.map { $0.saysNothing(text) || $0.version(in: text) != nil } ?? false
    }
    guard let first = sentences.first else { return nil }
    guard let second = sentences.dropFirst().first, second.upperBound - first.lowerBound <= 260
    else {
      return opening(view, first.lowerBound..<range.upperBound)
    }
    return first.lowerBound..<second.upperBound
  }
}
