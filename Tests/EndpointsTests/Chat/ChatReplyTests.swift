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
      LocalServer.Step.hangUp, .breakOff(body: #"{"choices":[{"mess"#, length: 400),
    ] {
      let outcome = try await outcome { $0 == 0 ? step : ChatServer.completion() }
      #expect(try outcome.result.get().content == "Good.")
      #expect(outcome.counts.retries == ["broken": 1])
    }
  }

  @Test("a server that hangs is asked again")
  func silence() async throws {
    let outcome = try await outcome(readTimeout: 2) { $0 == 0 ? .silence : ChatServer.completion() }
    #expect(try outcome.result.get().content == "Good.")
    #expect((outcome.counts.retries["timeout"] ?? 0) >= 1)
  }

  @Test(
    "a prompt that is too long costs its passage, in every server's words",
    arguments: [
      // llama-server
      #"{"error":{"code":400,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":8192}}"#,
      // OpenAI, llama_cpp.server
      #"{"error":{"message":"This model's maximum context length is 2048 tokens, however you requested 2100","type":"invalid_request_error","code":"context_length_exceeded"}}"#,
      // vLLM
      #"{"object":"error","message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","code":400}"#,
      // TGI
      #"{"error":"Input validation error: `inputs` must have less than 1024 tokens. Given: 3000","error_type":"validation"}"#,
    ])
  func tooLong(body: String) async throws {
    let outcome = try await outcome { _ in .answer(status: 400, body: body) }
    let failure = #expect(throws: ChatFailure.self) { try outcome.result.get() }
    #expect(failure?.reason == "promptTooLong" && outcome.requests == 1)
  }

  @Test("Azure's filter before the model costs its passage, even as the first answer")
  func filtered() async throws {
    let outcome = try await outcome { _ in
      ChatServer.refusal(
        400,
        "The response was filtered due to the prompt triggering Azure OpenAI's content "
          + "management policy.")
    }
    let failure = #expect(throws: ChatFailure.self) { try outcome.result.get() }
    #expect(failure?.reason == "requestRefused" && outcome.requests == 1)
  }

  @Test(
    "what would fail for every passage ends the run, in words",
    arguments: [
      (401, "Incorrect API key provided"), (403, "no access"), (404, "model m does not exist"),
      (400, "unknown field `messages`"),
    ])
  func fatal(status: Int, message: String) async throws {
    let outcome = try await outcome { _ in ChatServer.refusal(status, message) }
    let error = #expect(throws: EndpointError.self) { try outcome.result.get() }
    #expect(error?.description.contains(message) == true)
    #expect(outcome.requests == 1)
  }

  @Test("a refusal after good answers costs its passage alone")
  func laterRefusal() async throws {
    let chat = try await ChatServer { number, _ in
      number == 1 ? ChatServer.refusal(400, "odd input") : ChatServer.completion()
    }
    _ = try await chat.chat.reply(to: ChatServer.request("1"))
    let failure = await #expect(throws: ChatFailure.self) {
      try await chat.chat.reply(to: ChatServer.request("2"))
    }
    #expect(failure?.reason == "requestRefused")
    #expect(try await chat.chat.reply(to: ChatServer.request("3")).content == "Good.")
    await chat.stop()
  }

  @Test("a server that fails now and then costs passages, one that fails always ends the run")
  func streak() async throws {
    let chat = try await ChatServer(concurrency: 2, attempts: 1) { number, _ in
      number % 3 == 0 && number < 30 ? ChatServer.completion() : ChatServer.refusal(500, "oh")
    }
    var kinds: [String] = []
    for number in 0..<40 {
      do {
        _ = try await chat.chat.reply(to: ChatServer.request("\(number)"))
        kinds.append("good")
      } catch let failure as ChatFailure {
        kinds.append(failure.reason)
      } catch {
        kinds.append("end")
        #expect(error is EndpointError)
        break
      }
    }
    // Two failures after each good answer until 30, then five in a row, and the sixth ends it.
    #expect(kinds.count(where: { $0 == "good" }) == 10)
    #expect(kinds.dropLast().allSatisfy { $0 == "good" || $0 == "serverFailed" })
    #expect(kinds.last == "end" && kinds.count == 28 + 6, "\(kinds)")
    await chat.stop()
  }

  @Test("an answer without an end is not read")
  func flood() async throws {
    let outcome = try await outcome { _ in .flood(bytes: 8 << 20) }
    #expect(throws: ChatFailure.self) { try outcome.result.get() }
  }
}
