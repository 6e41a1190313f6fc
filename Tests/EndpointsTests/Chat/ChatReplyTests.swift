import Artifacts
import Foundation
import Questions
import TestServer
import Testing

@testable import Endpoints

/// What is made of each way in which servers answer a chat, or do not.
@Suite("Replies of chat servers")
struct ChatReplyTests {
  private func outcome(
    attempts: Int = 3, readTimeout: Int = 600,
    _ steps: @escaping @Sendable (Int) -> LocalServer.Step
  ) async throws -> (result: Result<ChatReply, any Error>, requests: Int, counts: CallCounts) {
    let chat = try await ChatServer(attempts: attempts, readTimeout: readTimeout) { number, _ in
      steps(number)
    }
    var result: Result<ChatReply, any Error>
    do {
      result = .success(try await chat.chat.reply(to: ChatServer.request()))
    } catch {
      result = .failure(error)
      #expect(!"\(error)".contains(ChatServer.key))
    }
    let requests = chat.server.requests.count
    await chat.stop()
    return (result, requests, chat.client.counts)
  }

  private struct Body: CustomTestStringConvertible {
    var json: String
    var reply: ChatReply
    var testDescription: String { json }

    init(
      _ json: String, _ content: String, _ finish: ChatReply.Finish = .stop, prompt: Int = 0,
      completion: Int = 0
    ) {
      self.json = json
      reply = ChatReply(
        content: content, finish: finish,
        usage: TokenUsage(prompt: prompt, completion: completion))
    }
  }

  @Test(
    "bodies",
    arguments: [
      Body(
        #"{"choices":[{"finish_reason":"stop","message":{"content":"Yes."}}],"usage":{"prompt_tokens":3,"completion_tokens":2}}"#,
        "Yes.", prompt: 3, completion: 2),
      // Neither usage nor reason, as some proxies have it.
      Body(#"{"choices":[{"message":{"content":"Yes."}}]}"#, "Yes."),
      Body(#"{"choices":[{"message":{"content":"Yes."}}],"usage":null}"#, "Yes."),
      Body(#"{"choices":[{"message":{"content":"Yes."}}],"usage":{"prompt_tokens":-4}}"#, "Yes."),
      // Cut at the most tokens, in mid-word.
      Body(
        #"{"choices":[{"finish_reason":"length","message":{"content":"{\"q\": \"Wha"}}]}"#,
        "{\"q\": \"Wha", .length),
      // Mistral's word for the end of the model's context.
      Body(
        #"{"choices":[{"finish_reason":"model_length","message":{"content":"Half"}}]}"#, "Half",
        .length),
      // All tokens went into thinking.
      Body(
        #"{"choices":[{"finish_reason":"length","message":{"content":null,"reasoning_content":"Hm"}}]}"#,
        "", .length),
      // A text in parts.
      Body(
        #"{"choices":[{"message":{"content":[{"type":"text","text":"Ye"},{"type":"text","text":"s."}]}}]}"#,
        "Yes."),
      // OpenAI's refusal, and the filters.
      Body(
        #"{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"I cannot."}}]}"#,
        "I cannot.", .refused),
      Body(
        #"{"choices":[{"finish_reason":"content_filter","message":{"content":"Half"}}]}"#, "Half",
        .refused),
      Body(
        #"{"choices":[{"finish_reason":"content_filter","message":{"role":"assistant"}}]}"#, "",
        .refused),
      // The first of several.
      Body(
        #"{"choices":[{"message":{"content":"One."}},{"message":{"content":"Two."}}]}"#, "One."),
    ])
  private func bodies(body: Body) async throws {
    let outcome = try await outcome { _ in .answer(status: 200, body: body.json) }
    #expect(try outcome.result.get() == body.reply)
    #expect(outcome.requests == 1)
  }

  @Test(
    "an answer that is none is asked for again, then it is a failure of this request alone",
    arguments: [
      #"{"choices":[]}"#, #"{"choices":[{}]}"#, #"{"choices":[{"message":{"content":null}}]}"#,
      #"{"error":{"message":"out of memory"}}"#, "<html><title>Bad gateway</title></html>",
      #"{"choices":[{"message":{"content":"Ye"#, "",
    ])
  func malformed(body: String) async throws {
    let mended = try await outcome { number in
      number == 0 ? .answer(status: 200, body: body) : ChatServer.completion()
    }
    #expect(try mended.result.get().content == "Good.")
    #expect(mended.counts.retries == ["malformed": 1])
    let never = try await outcome { _ in .answer(status: 200, body: body) }
    #expect(throws: ChatFailure.self) { try never.result.get() }
    #expect(never.requests == 3)
  }

  @Test("what passes is tried again", arguments: [429, 500, 502, 503, 504, 529])
  func passing(status: Int) async throws {
    let outcome = try await outcome { number in
      number == 0 ? ChatServer.refusal(status, "later") : ChatServer.completion()
    }
    #expect(try outcome.result.get().content == "Good.")
    #expect(outcome.counts.retries == ["status\(status)": 1])
  }

  @Test("a connection that breaks, at once or in mid-body, is made again")
  func broken() async throws {
    for step in [
      LocalServer.Step.hangUp, .breakOff(body: "", length: 400),
      .breakOff(body: #"{"choices":[{"mess"#, length: 400),
      .reset(body: #"{"choices":[{"mess"#, length: 400),
    ] {
      let outcome = try await outcome { $0 == 0 ? step : ChatServer.completion() }
      #expect(try outcome.result.get().content == "Good.")
      #expect(outcome.counts.retries == ["broken": 1])
    }
  }

  @Test("a server that hangs, at once or in mid-body, is asked again")
  func silence() async throws {
    for step in [LocalServer.Step.silence, .stall(body: #"{"choices":[{"mess"#, length: 400)] {
      let outcome = try await outcome(readTimeout: 2) { $0 == 0 ? step : ChatServer.completion() }
      #expect(try outcome.result.get().content == "Good.")
      #expect((outcome.counts.retries["timeout"] ?? 0) >= 1)
    }
  }

  @Test("an answer without an end is not read, whatever its status", arguments: [200, 400, 500])
  func flood(status: Int) async throws {
    let outcome = try await outcome { _ in .flood(bytes: 8 << 20, status: status) }
    let error = #expect(throws: (any Error).self) { try outcome.result.get() }
    #expect("\(error!)".utf8.count < 1000)
    #expect(outcome.requests == (status == 500 ? 3 : 1))
  }
}
