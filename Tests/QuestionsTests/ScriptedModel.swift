import Foundation
import Questions
import Synchronization

/// A model that answers as it is told, and remembers what it was asked.
final class ScriptedModel: ChatModel {
  private let asked = Mutex<[ChatRequest]>([])
  private let delays: Bool
  private let answer: @Sendable (ChatRequest, Int) throws -> ChatReply

  /// - Parameters:
  ///   - delays: whether answers come in another order than they were asked for.
  ///   - answer: given the request and how many came before it.
  init(delays: Bool = false, _ answer: @escaping @Sendable (ChatRequest, Int) throws -> ChatReply) {
    self.delays = delays
    self.answer = answer
  }

  /// Answers everything with one text.
  convenience init(_ text: String) {
    self.init { _, _ in ChatReply(content: text) }
  }

  var requests: [ChatRequest] { asked.withLock { $0 } }

  func reply(to request: ChatRequest) async throws -> ChatReply {
    let number = asked.withLock { requests in
      requests.append(request)
      return requests.count - 1
    }
    if delays { try await Task.sleep(for: .milliseconds((number * 7) % 23)) }
    return try answer(request, number)
  }
}

extension ChatRequest {
  /// The last thing that the user said.
  var lastWord: String { messages.last?.content ?? "" }
  var isForQuestions: Bool { lastWord.contains(#"{"questions": ["..."]}"#) }
}
