import Documents
import Retrieval

/// Headings: questions that the document asks, and what a section says.
extension CandidateRules {
  func headingCandidates(_ number: Int, _ index: Int) -> [Candidate] {
    let view = views[index]
    let item = view.items[number]
    let heading = view.string(item.span.range)
    guard number + 1 < view.items.count else { return [] }
    let next = view.items[number + 1]
    guard
      next.span.kind == .paragraph || next.span.kind == .listItem || next.span.kind == .quotation
    else { return [] }
    if Subject.isQuestion(heading) {
      let list = next.span.number > 0 ? listRange(from: number + 1, view) : nil
      let answer = list.flatMap { $0.count <= 390 ? $0 : nil } ?? Self.answer(view, next.span.range)
      return [own(heading, answer, index)]
    }
    guard next.span.kind == .paragraph, next.span.table < 0,
      let answer = opening(view, next.span.range), Wording.isWhole(view.string(answer)),
      !(statements?.saysNothing(view.string(answer)) ?? false)
    else { return [] }
    let subject = subject(item)
    guard !Subject.isUninformative(subject.nearest) else { return [] }
    var values = placeValues(subject)
    let isTitle = item.span.depth < 0 || subject.nearest == subject.title
    let form: String
    if isTitle, Subject.isGeneric(subject.title) { return [] }
    if isTitle {
      form = "overview"
    } else if Subject.isGeneric(subject.nearest) {
      form = "section_generic"
    } else if let topic = statements?.topic(ofHeading: subject.nearest, vocabulary) {
      values["topic"] = topic
      form = "section_topic"
    } else {
      form = "section"
    }
    return [
      Candidate(
        kind: .section, form: form, values: values, passage: index, evidence: answer,
        rank: isTitle || form == "section_generic" ? 9 : 5)
    ]
  }

  func questionAnswerCandidates(_ item: PassageView.Item, _ index: Int) -> [Candidate] {
    let view = views[index]
    guard let question = item.span.parts.first(where: { $0.role == .question }),
      let answer = item.span.parts.first(where: { $0.role == .answer }), !answer.range.isEmpty
    else { return [] }
    let asked = view.string(question.range)
    guard Subject.isQuestion(asked) else { return [] }
    return [own(asked, Self.answer(view, answer.range), index)]
  }

  private func own(_ question: String, _ answer: Range<Int>, _ index: Int) -> Candidate {
    Candidate(
      kind: .faq, form: nil, values: ["question": Subject.cleaned(question)], passage: index,
      evidence: answer, rank: 0)
  }

  /// As many sentences of an answer as fit.
  private static func answer(_ view: PassageView, _ range: Range<Int>) -> Range<Int> {
    let sentences = view.sentences(range)
    guard var answer = sentences.first else { return range }
    for next in sentences.dropFirst() where next.upperBound - answer.lowerBound <= 350 {
      answer = answer.lowerBound..<next.upperBound
    }
    return answer
  }

  /// Ordered lists: how something is done.
  func procedureCandidates(_ index: Int) -> [Candidate] {
    let view = views[index]
    var found: [Candidate] = []
    var number = 0
    while number < view.items.count {
      let first = view.items[number]
      guard first.span.kind == .listItem, first.span.number == 1 else {
        number += 1
        continue
      }
      let last = lastItem(from: number, view)
      let range = first.span.range.lowerBound..<view.items[last].span.range.upperBound
      let isAsked = first.headings.last.map(Subject.isQuestion) ?? false
      // Items in lowercase are the parts of a sentence.
      let isSentence = !(view.string(first.span.range).first?.isLowercase ?? true)
      if last > number, !isAsked, isSentence, let goal = goal(before: number, view) {
        let isWhole = range.count <= 390
        var values = placeValues(subject(first))
        values["goal"] = goal.text
        let isProcedure =
          goal.isAction || statements?.isInstruction(view.string(first.span.range)) ?? true
        let manner =
          goal.isPurpose ? "_to" : goal.isAction ? "" : isProcedure ? "_plain" : "_listed"
        let form = (isWhole ? "steps" : "first_step") + manner
        found.append(
          Candidate(
            kind: .procedure, form: form, values: values, passage: index,
            evidence: isWhole ? range : first.span.range, rank: 1))
      }
      number = last + 1
    }
    return found
  }

  private func lastItem(from number: Int, _ view: PassageView) -> Int {
    let list = view.items[number].span.list
    var last = number
    for next in view.items.indices.dropFirst(number + 1) {
      let span = view.items[next].span
      if span.kind == .listItem, span.list == list, span.number > 0 {
        last = next
      } else if span.list < 0 || span.kind == .heading {
        break
      }
    }
    return last
  }

  private func listRange(from number: Int, _ view: PassageView) -> Range<Int> {
    view.items[number].span.range
      .lowerBound..<view.items[lastItem(from: number, view)].span.range.upperBound
  }

  /// What a list of steps leads to: “creating a table”, “create a table” (purpose), or its title.
  private struct Goal {
    var text: String
    var isAction = false
    var isPurpose = false
  }

  /// What a list of steps is for: the sentence that leads to it, the title just before it, else the heading above.
  private func goal(before number: Int, _ view: PassageView) -> Goal? {
    if number > 0, view.items[number - 1].span.kind == .paragraph,
      let purpose = statements?.purpose(of: view.string(view.items[number - 1].span.range))
    {
      return Goal(text: purpose, isAction: true, isPurpose: true)
    }
    var label = view.items[number].headings.last.map(Subject.cleaned) ?? ""
    if number > 0, view.items[number - 1].span.kind == .paragraph {
      let before = view.string(view.items[number - 1].span.range)
      if before.count <= 80, let last = before.last, !".:;!?。：".contains(last) { label = before }
    }
    if label.isEmpty || Subject.isGeneric(label) || Subject.isQuestion(label) {
      let title = Subject.cleaned(document.title)
      guard !title.isEmpty, !Subject.isQuestion(title) else { return nil }
      label = label.isEmpty || Subject.isQuestion(label) ? title : "\(label) (\(title))"
    }
    if let topic = statements?.topic(ofHeading: label, vocabulary) {
      return Goal(text: topic, isAction: true)
    }
    return Goal(text: label)
  }
}
