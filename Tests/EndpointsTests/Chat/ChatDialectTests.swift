import Artifacts
import Foundation
import NIOHTTP1
import Questions
import TestServer
import Testing

@testable import Endpoints

/// Servers take requests in different dialects; a refusal teaches which.
@Suite("Dialects of chat servers")
struct ChatDialectTests {
  /// The first request's body, and those that a server refused with its words until it took one.
  private func bodies(
    topP: Double = 1, _ refusal: @escaping @Sendable (JSONValue) -> String?
  ) async throws -> [JSONValue] {
    let chat = try await ChatServer { _, request in
      guard let body = try? JSONValue(parsing: Array(request.body.utf8)) else { return .hangUp }
      return refusal(body).map { ChatServer.refusal(400, $0) } ?? ChatServer.completion()
    }
    for text in ["one", "two"] {
      let reply = try await chat.chat.reply(to: ChatServer.request(text, topP: topP))
      #expect(reply.content == "Good.")
    }
    let bodies = try chat.server.requests.map { try JSONValue(parsing: Array($0.body.utf8)) }
    await chat.stop()
    return bodies
  }

  @Test("the first word is OpenAI's, strict schema and all; the key goes as Bearer and as api-key")
  func first() async throws {
    let chat = try await ChatServer { _, _ in ChatServer.completion() }
    _ = try await chat.chat.reply(to: ChatServer.request(topP: 0.9))
    let sent = chat.server.requests[0]
    #expect(sent.path == "/v1/chat/completions")
    #expect(sent.headers["Authorization"] == ["Bearer \(ChatServer.key)"])
    #expect(sent.headers["api-key"] == [ChatServer.key])
    #expect(
      sent.body == """
        {"model":"m","messages":[{"role":"system","content":"You ask."},\
        {"role":"user","content":"Ask."}],"max_tokens":100,"temperature":0.7,"top_p":0.9,"seed":7,\
        "response_format":{"type":"json_schema","json_schema":{"name":"questions","strict":true,\
        "schema":{"type":"object","properties":{"q":{}}}}}}
        """)
    await chat.stop()
  }

  @Test("the response format steps down to what the server takes, once for all calls")
  func schemas() async throws {
    // What is refused, and the form that is taken in the end.
    @Sendable func form(_ body: JSONValue) -> String {
      guard let format = body["response_format"] else { return "none" }
      let extra = ["json_schema", "schema", "value"].first { format[$0] != nil }
      return [format["type"]?.string ?? "", extra ?? ""].joined(separator: "+")
    }
    let order = [
      "json_schema+json_schema", "json_object+schema", "json_object+value", "json_object+", "none",
    ]
    for (place, taken) in order.enumerated() {
      let bodies = try await bodies { body in
        form(body) == taken ? nil : "response_format is not supported: \(form(body))"
      }
      #expect(bodies.map(form) == Array(order[...place]) + [taken])
    }
  }

  @Test(
    "parameters that are refused are left out from then on",
    arguments: [
      (
        "max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
        "max_completion_tokens"
      ),
      ("temperature", "Unsupported value: 'temperature' does not support 0.7", nil),
      ("top_p", "top_p is not allowed for this model", nil),
      ("seed", "Unrecognized request argument supplied: seed", nil),
    ] as [(String, String, String?)])
  func parameters(name: String, message: String, instead: String?) async throws {
    let bodies = try await bodies(topP: 0.9) { body in body[name] == nil ? nil : message }
    #expect(bodies.count == 3)
    #expect(bodies[0][name] != nil)
    for body in bodies.dropFirst() {
      #expect(body[name] == nil)
      if let instead { #expect(body[instead]?.int == 100) }
    }
  }

  @Test("a server that refuses one thing after another is learnt with the first request")
  func oneByOne() async throws {
    // As OpenAI's reasoning models and FastAPI's checks of fields put it.
    let refusals: [(name: String, message: String)] = [
      (
        "max_tokens",
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
          + "'max_completion_tokens' instead."
      ),
      (
        "temperature",
        "Unsupported value: 'temperature' does not support 0.7 with this model. Only the default "
          + "(1) value is supported."
      ),
      ("top_p", "Unsupported parameter: 'top_p' is not supported with this model."),
      (
        "seed",
        #"{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}"#
      ),
      ("response_format", "Invalid parameter: 'response_format' is not supported with this model."),
    ]
    let bodies = try await bodies(topP: 0.9) { body in
      refusals.first { body[$0.name] != nil }?.message
    }
    // Four parameters and four forms of a schema are refused, then two requests are taken.
    #expect(bodies.count == 8 + 2)
    for body in bodies.suffix(2) {
      #expect(refusals.allSatisfy { body[$0.name] == nil })
      #expect(body["max_completion_tokens"]?.int == 100)
    }
  }

  @Test(
    "what a server took before it goes on getting, should one request displease it",
    arguments: ["failed to parse grammar", "Invalid schema for response_format", "seed of evil"])
  func once(message: String) async throws {
    let chat = try await ChatServer { number, request in
      request.body.contains("odd") && request.body.contains("json_schema")
        && request.body.contains("\"seed\"")
        ? ChatServer.refusal(400, message) : ChatServer.completion()
    }
    for text in ["one", "odd", "two", "odd too", "three"] {
      #expect(try await chat.chat.reply(to: ChatServer.request(text)).content == "Good.")
    }
    let bodies = chat.server.requests.map(\.body)
    #expect(bodies.count == 7)
    for place in [0, 1, 3, 4, 6] {
      #expect(bodies[place].contains("json_schema") && bodies[place].contains("\"seed\""))
    }
    await chat.stop()
  }

  @Test("a refusal that has nothing left to leave out is the answer")
  func exhausted() async throws {
    let chat = try await ChatServer { _, request in
      request.body.contains("odd")
        ? ChatServer.refusal(400, "temperature, top_p, seed and response_format displease me")
        : ChatServer.completion()
    }
    _ = try await chat.chat.reply(to: ChatServer.request("one"))
    let failure = await #expect(throws: ChatFailure.self) {
      try await chat.chat.reply(to: ChatServer.request("odd", topP: 0.9))
    }
    #expect(failure?.reason == "requestRefused")
    // Three parameters and four forms less.
    #expect(chat.server.requests.count == 1 + 8)
    await chat.stop()
  }

  @Test(
    "addresses as their owners write them",
    arguments: [
      ("", "/v1/chat/completions"), ("/", "/v1/chat/completions"), ("/v1/", "/v1/chat/completions"),
      ("/v1/chat/completions", "/v1/chat/completions"),
      ("/api/v3", "/api/v3/chat/completions"),
      (
        "/openai/deployments/gpt/chat/completions?api-version=2024-10-21",
        "/openai/deployments/gpt/chat/completions?api-version=2024-10-21"
      ),
      (
        "/openai/deployments/gpt?api-version=2024-10-21",
        "/openai/deployments/gpt/chat/completions?api-version=2024-10-21"
      ),
    ])
  func addresses(path: String, called: String) async throws {
    let chat = try await ChatServer(path: path) { _, _ in ChatServer.completion() }
    _ = try await chat.chat.reply(to: ChatServer.request())
    #expect(chat.server.requests.map(\.path) == [called])
    await chat.stop()
  }

  @Test("calls at once that are refused alike step down once")
  func together() async throws {
    let chat = try await ChatServer(concurrency: 8) { _, request in
      request.body.contains("json_schema")
        ? ChatServer.refusal(400, "json_schema is not supported")
        : ChatServer.completion()
    }
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          _ = try? await chat.chat.reply(to: ChatServer.request("\(number)"))
        }
      }
    }
    let bodies = chat.server.requests.map(\.body)
    #expect(bodies.count(where: { $0.contains(#""json_object","schema""#) }) == 8)
    #expect(!bodies.contains { $0.contains(#""value""#) })
    await chat.stop()
  }
}
