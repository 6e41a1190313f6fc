import Artifacts
import Foundation
import Questions

/// A model behind `/v1/chat/completions`: OpenAI, Azure, vLLM, llama-server, Ollama, TGI.
///
/// Every answer goes into the cache before it is used, found again by a digest of what was asked
/// (model, messages, parameters), not of where. What a server does not take of a request (the schema,
/// `max_tokens`, a temperature) is learnt from its first refusal and left out.
public struct ChatEndpoint: ChatModel {
  private let client: EndpointClient
  private let cache: EndpointCache?
  private let dialect = KnownDialect()
  private let ongoing = OngoingCalls()
  private let failures = FailureStreak()

  /// - Parameter cache: nil to keep nothing.
  public init(client: EndpointClient, cache: EndpointCache?) {
    self.client = client
    self.cache = cache
  }

  /// What the cache knows a request by.
  public static func key(of request: ChatRequest) -> Digest {
    Digest(of: Array("chat\n".utf8) + ChatDialect().body(request))
  }

  public func reply(to request: ChatRequest) async throws -> ChatReply {
    guard let cache else { return try await ask(request) }
    let key = Self.key(of: request)
    while true {
      if let known = try cache.response(key) {
        client.counter.update { $0.cached += 1 }
        return known
      }
      // The same may be under way for another passage with the same text.
      guard await ongoing.enter(key) else { continue }
      do {
        let reply = try await ask(request)
        try cache.keep(reply, of: request.model, as: key)
        await ongoing.leave(key)
        return reply
      } catch {
        await ongoing.leave(key)
        throw error
      }
    }
  }

  private func ask(_ request: ChatRequest) async throws -> ChatReply {
    var dialect = dialect.value
    // Whether this request goes a way of its own.
    var isAlone = false
    while true {
      do {
        let reply = try await client.call("chat/completions", dialect.body(request)) {
          try ChatAnswer.reply($0)
        }
        failures.end()
        if !isAlone { self.dialect.taken(dialect, withSchema: request.schema != nil) }
        return reply
      } catch let error as EndpointError {
        if case .refused(let status, let message) = error.code, [400, 422, 500].contains(status) {
          let known = self.dialect.value
          if !isAlone, known != dialect {
            dialect = known
            continue
          }
          if let next = dialect.next(after: message) {
            isAlone = isAlone || !self.dialect.goOn(from: dialect, to: next)
            dialect = next
            continue
          }
        }
        throw outcome(of: error)
      }
    }
  }

  /// Whether a failure is of this request alone or ends the run.
  private func outcome(of error: EndpointError) -> any Error {
    switch error.code {
    case .tooLong:
      return ChatFailure.tooLong("\(error)")
    case .filtered:
      return ChatFailure.refused("\(error)")
    case .refused(let status, _) where [400, 413, 422, 451].contains(status):
      // A server that never took a request does not take this kind of request.
      guard client.counts.answers > 0 else { return error }
      return ChatFailure.refused("\(error)")
    case .refused(let status, _) where status == 429 || status >= 500:
      return failures.isLasting(most: client.options.concurrency)
        ? error : ChatFailure.failed("\(error)")
    case .broken, .timeout, .malformed, .tooLarge:
      return failures.isLasting(most: client.options.concurrency)
        ? error : ChatFailure.failed("\(error)")
    default: return error
    }
  }
}
