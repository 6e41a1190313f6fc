import Documents

/// Calls that an interview is going to make.
struct PlannedCalls: Sendable {
  /// What they are for: `questions`, `answers`, `judge`, `closed book`.
  var purpose: String
  /// One of them; of calls that follow from an answer, one with a question of usual length.
  var request: ChatRequest
  var count: Int
}

extension Interview {
  /// The calls for some material, if every reply is good.
  func planned(_ material: Material) -> [PlannedCalls] {
    let count = material.count
    var calls: [PlannedCalls] = []
    var pairs = count
    if material.isMultiHop || requests.options.mode == .singleCall {
      calls.append(PlannedCalls(purpose: "pairs", request: requests.single(material).0, count: 1))
    } else {
      switch requests.options.mode {
      case .twoCalls, .singleCall:
        calls.append(
          PlannedCalls(
            purpose: "questions", request: requests.questions(material).request, count: 1))
        calls.append(
          PlannedCalls(
            purpose: "answers", request: requests.answer(material, to: Self.usualQuestion).0,
            count: count))
      case .sentences:
        let passage = material.pieces[0].passage
        let sentences = PassageSentences.ranges(of: passage).map { passage.text(at: $0) }
        if sentences.isEmpty { return [] }
        pairs = min(count, sentences.count)
        calls.append(
          PlannedCalls(
            purpose: "pairs", request: requests.sentences(material, sentences).0, count: 1))
      case .answerFirst:
        let passage = material.pieces[0].passage
        let sentences = (try? picker.sentences(of: material, most: count)) ?? []
        pairs = sentences.count
        for range in sentences {
          calls.append(
            PlannedCalls(
              purpose: "questions",
              request: requests.answerFirst(material, passage.text(at: range)).0, count: 1))
        }
      }
    }
    let pair = CandidatePair(
      question: Self.usualQuestion, answer: Self.usualQuestion, material: material, evidence: [],
      kind: "llm")
    if requests.checks.judgeMinimum > 0, pairs > 0 {
      calls.append(
        PlannedCalls(purpose: "judge", request: requests.judge(pair).0, count: pairs))
    }
    if requests.checks.closedBook != .off, pairs > 0 {
      calls.append(
        PlannedCalls(purpose: "closed book", request: requests.closedBook(pair), count: pairs))
    }
    return calls
  }

  /// About as long as questions are.
  private static let usualQuestion =
    "What does the setting with this name do when its value is larger than the usual one?"
}

extension ChatRequest {
  /// How many tokens the model reads: those of the messages, and some around each, which differ by
  /// model. A schema is no part of them where the server turns it into a grammar.
  func promptTokens(_ counter: TokenCounter) -> Int {
    messages.reduce(3) { $0 + counter.count($1.content) + 4 }
  }
}
