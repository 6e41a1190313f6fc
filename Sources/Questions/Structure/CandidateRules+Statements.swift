import Documents
import Retrieval

/// Sentences of running text: what something is, does, is for; what happens when; how to.
extension CandidateRules {
  func paragraphCandidates(_ number: Int, _ index: Int) -> [Candidate] {
    let view = views[index]
    let item = view.items[number]
    let isVersion = statements?.version(in: view.string(item.span.range)) != nil
    guard item.span.range.count >= 30 || isVersion else { return [] }
    var found = defaultCandidates(item, index)
    for (place, sentence) in view.sentences(item.span.range).enumerated().prefix(8) {
      found += statementCandidates(sentence, item, index, isOpening: place == 0)
    }
    if let answer = opening(view, item.span.range), Wording.isWhole(view.string(answer)),
      !(statements?.saysNothing(view.string(answer)) ?? false),
      !Subject.isUninformative(item.headings.last ?? ""), found.allSatisfy({ $0.rank >= 8 })
    {
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
    if let sentence = sentences.first.map(view.withoutMarks),
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
    let sentence = views[index].withoutMarks(sentence)
    if statements.saysNothing(views[index].string(sentence)) { return [] }
    let subject = subject(item)
    return statements.statements(in: views[index].string(sentence), vocabulary).compactMap {
      statement in
      var values = placeValues(subject)
      if let term = item.term { values["heading"] = placeName(term, item) }
      // “According to “tobytes()”, what does tobytes() support?” names its place twice.
      if values["heading"] == statement.values["np"] { values["heading"] = values["title"] }
      // A list of changes says little of the things that it names in passing.
      if statement.form == "about", statements.isChangeList(subject.title),
        !(statement.values["np"] ?? "").contains(where: { $0.isUppercase || "_.(".contains($0) })
      {
        return nil
      }
      values.merge(statement.values) { $1 }
      let form =
        statement.needsPlace && values["heading"] == values["title"]
        ? statement.form + "_title" : statement.form
      // “What does “X” say about X?” asks nothing.
      let isCircular =
        statement.form == "about"
        && [subject.title, subject.nearest].map(Wording.normalised).contains {
          $0 == Wording.normalised(statement.values["np"] ?? "")
        }
      if isCircular { return nil }
      return Candidate(
        kind: statement.kind, form: form,
        placedForm: statement.placedForm.map { placed($0, subject) }, values: values,
        passage: index, evidence: sentence.lowerBound + statement.answerStart..<sentence.upperBound,
        rank: statement.rank + (isOpening ? 0 : 1))
    }
  }

  /// The name of a term as a place: `wait()` of a class is `threading.Barrier.wait()`.
  private func placeName(_ term: String, _ item: PassageView.Item) -> String {
    let name = TermName(term)
    let owner = item.enclosing.map { TermName($0) }
    guard let owner, owner.noun == "class", name.isCallable, !name.name.contains(".") else {
      return name.name
    }
    return owner.name + "." + name.name
  }

  /// A later paragraph about a parameter that says its default.
  private func defaultCandidates(_ item: PassageView.Item, _ index: Int) -> [Candidate] {
    guard let name = item.term.map(TermName.init), name.isIdentifier, !name.isCode,
      let statements
    else { return [] }
    let view = views[index]
    let subject = subject(item)
    for sentence in view.sentences(item.span.range) {
      guard statements.statesDefault(view.string(sentence)) else { continue }
      var values = placeValues(subject)
      let noun = noun(of: name, under: subject)
      values["term"] = codeName(name, noun: noun, item: item, subject: subject).phrase
      return [
        Candidate(
          kind: .parameter, form: placed("default", subject), values: values, passage: index,
          evidence: sentence, rank: 1)
      ]
    }
    return []
  }

  /// A paragraph about a term that no rule understands: what else is said of the term.
  private func continuationCandidates(
    _ answer: Range<Int>, _ item: PassageView.Item, _ index: Int
  ) -> [Candidate] {
    guard let term = item.term.map(TermName.init), term.name.count <= 60 else { return [] }
    var subject = subject(item)
    let noun = noun(of: term, under: subject)
    let name = codeName(term, noun: noun, item: item, subject: subject)
    if name.hasOwner || subject.isSignature { subject.heading = subject.outer }
    var values = placeValues(subject)
    values["term"] = name.phrase
    if let version = statements?.version(in: views[index].string(answer)) {
      values.merge(version.values) { $1 }
      return [
        Candidate(
          kind: .statement, form: version.form, values: values, passage: index, evidence: answer,
          rank: 4)
      ]
    }
    return [
      Candidate(
        kind: .section, form: placed("term_more", subject), values: values, passage: index,
        evidence: answer, rank: 10)
    ]
  }
}
