import Retrieval

/// The checks that ask a model: a mark by a rubric, and whether it knows the answer anyway.
struct PairJudgement: Sendable {
  let interview: Interview
  let options: QuestionOptions
  let reader: TermReader

  /// The pairs that pass, in their order; the others go into the ledger.
  func kept(
    of pairs: [CandidatePair], _ found: inout FoundQuestions
  ) async throws -> [CandidatePair] {
    guard options.checks.judgeMinimum > 0 || options.checks.closedBook != .off else { return pairs }
    var results: [(number: Int, pair: CandidatePair?, outcome: Interview.Outcome)] = []
    try await SideBySide.run(
      Array(pairs.enumerated()), atOnce: options.llm.concurrency,
      { (entry: (offset: Int, element: CandidatePair)) in
        try await judged(entry.element)
      }
    ) { entry, result in
      results.append((entry.offset, result.pair, result.outcome))
    }
    results.sort { $0.number < $1.number }
    for result in results {
      found.add(result.outcome)
    }
    return results.compactMap(\.pair)
  }

  private func judged(
    _ pair: CandidatePair
  ) async throws -> (pair: CandidatePair?, outcome: Interview.Outcome) {
    var dialogue = Dialogue(
      requests: interview.requests, model: interview.model, material: pair.material)
    var pair = pair
    if options.checks.judgeMinimum > 0 {
      let (request, schema) = interview.requests.judge(pair)
      guard
        let mark = try await dialogue.ask(
          request, schema, question: pair.question, read: PairReply.mark)
      else { return (nil, dialogue.outcome) }
      pair.scores["judge"] = Double(mark)
      if mark < options.checks.judgeMinimum {
        dialogue.drop(
          "judgedLow", "marked \(mark); at least \(options.checks.judgeMinimum)",
          question: pair.question, answer: pair.answer)
        return (nil, dialogue.outcome)
      }
    }
    guard options.checks.closedBook != .off else { return (pair, dialogue.outcome) }
    guard
      let reply = try await dialogue.reply(
        to: interview.requests.closedBook(pair), question: pair.question)
    else { return (nil, dialogue.outcome) }
    let isKnown = try known(pair, by: ReplyText.withoutThoughts(reply.content))
    if options.checks.closedBook == .tag {
      pair.scores["closed_book"] = isKnown ? 1 : 0
    } else if isKnown {
      dialogue.drop(
        "knownClosedBook", "the model answers it without a passage", question: pair.question,
        answer: pair.answer)
      return (nil, dialogue.outcome)
    }
    return (pair, dialogue.outcome)
  }

  /// Whether a reply says what the answer says beyond the question.
  private func known(_ pair: CandidatePair, by reply: String) throws(IndexError) -> Bool {
    let language = pair.material.language
    let new = reader.set(of: [pair.answer], language)
      .subtracting(reader.set(of: [pair.question], language))
    guard !new.isEmpty else { return false }
    return try reader.share(of: new, in: reader.set(of: [reply], language))
      >= options.checks.closedBookMatch
  }
}
