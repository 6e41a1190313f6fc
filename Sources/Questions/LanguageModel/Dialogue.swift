import Retrieval

/// One conversation with a model and what came of it.
struct Dialogue {
  let requests: InterviewRequests
  let model: any ChatModel
  let material: Material
  private(set) var outcome = Interview.Outcome()

  init(requests: InterviewRequests, model: any ChatModel, material: Material) {
    self.requests = requests
    self.model = model
    self.material = material
  }

  /// What the model answers, as `read` understands it; nil where that is of no use, which is counted.
  ///
  /// A reply that was cut is asked for once more with twice the room, one that cannot be read once
  /// more with a word about its form.
  mutating func ask<Answer>(
    _ request: ChatRequest, _ schema: ReplySchema, question: String? = nil,
    read: (String) -> Answer?
  ) async throws -> Answer? {
    guard var reply = try await reply(to: request, question: question) else { return nil }
    if let answer = read(reply.content) { return answer }
    var request = request
    if reply.finish == .length {
      request.maxTokens *= 2
      guard let longer = try await self.reply(to: request, question: question) else { return nil }
      if let answer = read(longer.content) { return answer }
      if longer.finish == .length {
        drop(
          "replyCut", "the reply was not whole after \(request.maxTokens) tokens",
          question: question)
        return nil
      }
      reply = longer
    }
    let repair = requests.repair(
      request, reply: reply.content, fault: "it is not the JSON that was asked for", schema: schema,
      material)
    guard let second = try await self.reply(to: repair, question: question) else { return nil }
    if let answer = read(second.content) { return answer }
    drop(
      second.finish == .length ? "replyCut" : "replyUnreadable",
      "“\(Self.beginning(second.content))”", question: question)
    return nil
  }

  /// A reply in words; nil where there is none, which is counted.
  mutating func reply(to request: ChatRequest, question: String?) async throws -> ChatReply? {
    let reply: ChatReply
    do {
      reply = try await model.reply(to: request)
    } catch let failure as ChatFailure {
      drop(failure.reason, failure.description, question: question)
      return nil
    }
    outcome.replies += 1
    outcome.usage += reply.usage
    if reply.finish == .refused {
      drop("modelRefused", "“\(Self.beginning(reply.content))”", question: question)
      return nil
    }
    return reply
  }

  /// Takes up a pair whose quotes are found; the others are counted.
  ///
  /// - Parameter screen: nil where the question was looked at already.
  mutating func add(_ pair: RawPair, screen: QuestionScreen? = nil) {
    if pair.answer.isEmpty {
      return drop(
        "notAnswered", "the model says that the passage does not answer", question: pair.question)
    }
    if let verdict = screen?.verdict(on: Wording.tidy(pair.question), about: material) {
      return drop(verdict.reason, verdict.detail, question: pair.question, answer: pair.answer)
    }
    switch QuoteCheck(material).candidate(pair, type: requests.draw(for: material).type) {
    case .success(let candidate): outcome.pairs.append(candidate)
    case .failure(let fault):
      drop(
        fault.verdict.reason, fault.verdict.detail, question: pair.question, answer: pair.answer)
    }
  }

  mutating func drop(
    _ reason: String, _ detail: String, question: String? = nil, answer: String? = nil
  ) {
    outcome.drops.append(
      DroppedPair(
        reason: reason, detail: detail, question: question, answer: answer,
        passages: material.pieces.map(\.passage.id)))
  }

  private static func beginning(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 100 ? line.prefix(100) + "…" : line
  }
}

extension Passage {
  /// The text of a UTF-8 range.
  func text(at range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }
}
