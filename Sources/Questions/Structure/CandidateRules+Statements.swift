import Documents
import Retrieval

/// Sentences of running text: what something is, does, is for; what happens when; how to.
extension CandidateRules {
  func paragraphCandidates(_ number: Int, _ index: Int) -> [Candidate] {
    let view = views[index]
    let item = view.items[number]
    guard item.span.range.count >= 30 else { return [] }
    var found = defaultCandidates(item, index)
    for (place, sentence) in view.sentences(item.span.range).enumerated().prefix(8) {
      found += statementCandidates(sentence, item, index, isOpening: place == 0)
    }
    if let answer = opening(view, item.span.range), found.allSatisfy({ $0.rank >= 8 }) {
      found += continuationCandidates(answer, item, index)
    }
    return found
  }

  func listItemCandidates(_ number: Int, _ index: Int) -> [Candidate] {
    let view = views[index]
    let item = view.items[number]
    guard item.span.range.count >= 30, item.span.number == 0 else { return [] }
    let sentences = view.sentences(item.span.range)
    var found: [Candidate] = []
    for (place, sentence) in sentences.prefix(4).enumerated() {
      found += statementCandidates(sentence, item, index, isOpening: place == 0)
    }
    let subject = subject(item)
    if let sentence = sentences.first,
      let object = statements?.change(in: view.string(sentence), title: subject.title)
    {
      var values = placeValues(subject)
      values["object"] = object
      found.append(
        Candidate(
          kind: .statement, form: "change", values: values, passage: index, evidence: sentence,
          rank: 3))
    }
    return found
  }

  private func statementCandidates(
    _ sentence: Range<Int>, _ item: PassageView.Item, _ index: Int, isOpening: Bool
  ) -> [Candidate] {
    guard let statements, sentence.count <= 600 else { return [] }
    let subject = subject(item)
    return statements.statements(in: views[index].string(sentence), vocabulary).map { statement in
      var values = placeValues(subject)
      if let term = item.term { values["heading"] = TermName(term).name }
      values.merge(statement.values) { $1 }
      let form =
        statement.needsPlace && values["heading"] == values["title"]
        ? statement.form + "_title" : statement.form
      return Candidate(
        kind: statement.kind, form: form, values: values, passage: index, evidence: sentence,
        rank: statement.rank + (isOpening ? 0 : 1))
    }
  }

  /// A later paragraph about a parameter that says its default.
  private func defaultCandidates(_ item: PassageView.Item, _ index: Int) -> [Candidate] {
    guard let name = item.term.map(TermName.init), name.isIdentifier, let statements else { return [] }
    let view = views[index]
    let subject = subject(item)
    for sentence in view.sentences(item.span.range) {
      guard statements.statesDefault(view.string(sentence)) else { continue }
      var values = placeValues(subject)
      values["term"] = name.name
      values["noun"] = name.noun ?? statements.noun(forItemsUnder: subject.nearest)
      return [
        Candidate(
          kind: .parameter, form: placed("default", subject), values: values, passage: index,
          evidence: sentence, rank: 1)
      ]
    }
    return []
  }

  /// A paragraph that no rule understands: what the term or the section above it says.
  private func continuationCandidates(
    _ answer: Range<Int>, _ item: PassageView.Item, _ index: Int
  ) -> [Candidate] {
    let subject = subject(item)
    var values = placeValues(subject)
    var form = subject.heading == nil ? "overview" : "section"
    if let term = item.term {
      let name = TermName(term)
      guard name.name.count <= 60 else { return [] }
      values["term"] = name.name
      form = placed("term_more", subject)
    } else if let topic = statements?.topic(ofHeading: subject.nearest) {
      values["topic"] = topic
      form = "section_topic"
    }
    return [
      Candidate(
        kind: .section, form: form, values: values, passage: index, evidence: answer, rank: 10)
    ]
  }
}
