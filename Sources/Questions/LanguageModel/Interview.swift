import Retrieval

/// Asks a model about one piece of material, in the mode that was chosen.
///
/// What cannot be read is asked for once more; what is then of no use is dropped with its reason.
struct Interview: Sendable {
  let requests: InterviewRequests
  let model: any ChatModel
  /// Checks that need the question alone, before an answer is paid for.
  let screen: QuestionScreen
  /// Picks the sentences that questions are asked for.
  let picker: SentencePicker

  /// What came of it.
  struct Outcome: Sendable {
    var pairs: [CandidatePair] = []
    var drops: [DroppedPair] = []
    var usage = TokenUsage()
    var replies = 0

    mutating func merge(_ other: Outcome) {
      pairs += other.pairs
      drops += other.drops
      usage += other.usage
      replies += other.replies
    }
  }

  func outcome(of material: Material) async throws -> Outcome {
    if material.isMultiHop { return try await single(material) }
    switch requests.options.mode {
    case .twoCalls: return try await twoCalls(material)
    case .singleCall: return try await single(material)
    case .sentences: return try await sentences(material)
    case .answerFirst: return try await answerFirst(material)
    }
  }

  private func twoCalls(_ material: Material) async throws -> Outcome {
    var outcome = Outcome()
    var dialogue = Dialogue(requests: requests, model: model, material: material)
    let (request, schema) = requests.questions(material)
    let questions = try await dialogue.ask(request, schema, read: PairReply.questions)
    outcome.merge(dialogue.outcome)
    guard let questions else { return outcome }
    let asked = questions.map(Wording.tidy).prefix(material.count)
    outcome.drops += questions.dropFirst(asked.count).map {
      DroppedPair(
        reason: "surplusQuestion", detail: "more questions than were asked for", question: $0,
        passages: material.pieces.map(\.passage.id))
    }
    let answers = try await each(Array(asked)) { question in
      try await answered(question, material)
    }
    for answer in answers { outcome.merge(answer) }
    return outcome
  }

  private func answered(_ question: String, _ material: Material) async throws -> Outcome {
    var dialogue = Dialogue(requests: requests, model: model, material: material)
    if let verdict = screen.verdict(on: question, about: material) {
      dialogue.drop(verdict.reason, verdict.detail, question: question)
      return dialogue.outcome
    }
    let (request, schema) = requests.answer(material, to: question)
    let pair = try await dialogue.ask(request, schema, question: question) {
      PairReply.answer($0, to: question)
    }
    if let pair { dialogue.add(pair) }
    return dialogue.outcome
  }

  private func single(_ material: Material) async throws -> Outcome {
    var dialogue = Dialogue(requests: requests, model: model, material: material)
    let (request, schema) = requests.single(material)
    for pair in try await dialogue.ask(request, schema, read: PairReply.pairs) ?? [] {
      dialogue.add(pair, screen: screen)
    }
    return dialogue.outcome
  }

  private func sentences(_ material: Material) async throws -> Outcome {
    var dialogue = Dialogue(requests: requests, model: model, material: material)
    let passage = material.pieces[0].passage
    let sentences = PassageSentences.ranges(of: passage).map { passage.text(at: $0) }
    guard !sentences.isEmpty else {
      dialogue.drop("noSentence", "the passage has no sentence that could be evidence")
      return dialogue.outcome
    }
    let (request, schema) = requests.sentences(material, sentences)
    for pair in try await dialogue.ask(request, schema, read: PairReply.pairs) ?? [] {
      dialogue.add(pair, screen: screen)
    }
    return dialogue.outcome
  }

  private func answerFirst(_ material: Material) async throws -> Outcome {
    var outcome = Outcome()
    let passage = material.pieces[0].passage
    let sentences = try picker.sentences(of: material, most: material.count)
      .map { passage.text(at: $0) }
    guard !sentences.isEmpty else {
      var dialogue = Dialogue(requests: requests, model: model, material: material)
      dialogue.drop("noSentence", "the passage has no sentence that stands by itself")
      return dialogue.outcome
    }
    let outcomes = try await each(sentences) { sentence in
      var dialogue = Dialogue(requests: requests, model: model, material: material)
      let (request, schema) = requests.answerFirst(material, sentence)
      let questions = try await dialogue.ask(request, schema, read: PairReply.questions)
      if let question = questions?.first {
        dialogue.add(
          RawPair(question: question, answer: sentence, reasoning: nil, quotes: [sentence]),
          screen: screen)
      }
      return dialogue.outcome
    }
    for one in outcomes { outcome.merge(one) }
    return outcome
  }

  /// Runs calls side by side and gives their results in order.
  private func each(
    _ texts: [String], _ body: @escaping @Sendable (String) async throws -> Outcome
  ) async throws -> [Outcome] {
    try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
      for (number, text) in texts.enumerated() {
        group.addTask { (number, try await body(text)) }
      }
      var outcomes: [(Int, Outcome)] = []
      for try await outcome in group { outcomes.append(outcome) }
      return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
