import Artifacts
import Foundation
import NIOHTTP1
import Questions
import TestServer
import Testing

@testable import Endpoints

/// Which refusals cost a passage, and which end the run.
@Suite("Refusals of chat servers")
struct ChatRefusalTests {
  /// What one request comes to; the error is none that the key can be read from.
  private func error(
    _ step: @escaping @Sendable (LocalServer.Request) -> LocalServer.Step
  ) async throws -> (error: (any Error)?, requests: Int) {
    let chat = try await ChatServer { _, request in step(request) }
    let error = await #expect(throws: (any Error).self) {
      try await chat.chat.reply(to: ChatServer.request())
    }
    let requests = chat.server.requests.count
    await chat.stop()
    return (error, requests)
  }

  @Test(
    "a prompt that is too long costs its passage, in every server's words",
    arguments: [
      // llama-server
      #"{"error":{"code":400,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":8192}}"#,
      // OpenAI, llama_cpp.server
      #"{"error":{"message":"This model's maximum context length is 2048 tokens, however you requested 2100","type":"invalid_request_error","code":"context_length_exceeded"}}"#,
      #"{"error":{"message":"Please reduce the length of the messages.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"#,
      // vLLM
      #"{"object":"error","message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","code":400}"#,
      #"{"object":"error","message":"The decoder prompt (length 5000) is longer than the maximum model length of 4096. Make sure that `max_model_len` is no smaller","type":"BadRequestError","code":400}"#,
      // It names a parameter as well, which is not what it complains of.
      #"{"error":{"message":"'max_tokens' or 'max_completion_tokens' is too large: 1024. This model's maximum context length is 4096 tokens and your request has 3900 input tokens","type":"BadRequestError","code":400}}"#,
      // TGI
      #"{"error":"Input validation error: `inputs` must have less than 1024 tokens. Given: 3000","error_type":"validation"}"#,
      #"{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 4000 `inputs` tokens and 1024 `max_new_tokens`","error_type":"validation"}"#,
      // SGLang
      #"{"object":"error","message":"The input (5000 tokens) is longer than the model's context length (4096 tokens).","type":"BadRequestError","code":400}"#,
      #"{"object":"error","message":"Input length (5000 tokens) exceeds the maximum allowed length (4090 tokens).","type":"BadRequestError","code":400}"#,
      // Ollama, LM Studio
      #"{"error":"the prompt exceeds the context window"}"#,
      #"{"error":"Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens"}"#,
      // Anthropic's and Gemini's doors for OpenAI's clients
      #"{"error":{"code":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}"#,
      #"[{"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}]"#,
    ])
  func tooLong(body: String) async throws {
    for status in [400, 422] {
      let outcome = try await error { _ in .answer(status: status, body: body) }
      #expect((outcome.error as? ChatFailure)?.reason == "promptTooLong", "\(outcome.error!)")
      #expect(outcome.requests == 1)
    }
  }

  @Test("413 says the same without words")
  func tooLarge() async throws {
    let outcome = try await error { _ in .answer(status: 413, body: "") }
    #expect((outcome.error as? ChatFailure)?.reason == "promptTooLong")
  }

  @Test(
    "a filter before the model costs its passage, even as the first answer",
    arguments: [
      // Azure, in full, and what is left of it behind proxies.
      #"{"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true,"severity":"high"}}}}}"#,
      #"{"error":{"message":"Please modify your prompt and retry.","code":"content_filter"}}"#,
      #"{"error":{"message":"Your request was rejected.","type":"content_policy_violation"}}"#,
      "Blocked by the content filter",
    ])
  func filtered(body: String) async throws {
    let outcome = try await error { _ in .answer(status: 400, body: body) }
    let failure = outcome.error as? ChatFailure
    #expect(failure?.reason == "requestRefused", "\(outcome.error!)")
    #expect(failure?.description.contains("filter") == true)
    #expect(outcome.requests == 1)
  }

  private static let ends: [(Int, String)] = [
    (401, "Incorrect API key provided"), (403, "no access"), (404, "model m does not exist"),
    (404, "model \"m\" not found, try pulling it first"), (400, "unknown field `messages`"),
  ]

  @Test("what would fail for every passage ends the run, in words", arguments: ends)
  func fatal(status: Int, message: String) async throws {
    let outcome = try await error { _ in ChatServer.refusal(status, message) }
    let error = outcome.error as? EndpointError
    #expect(error?.description.contains(message) == true, "\(outcome.error!)")
    #expect(error?.description.contains("/v1/chat/completions") == true)
    #expect(outcome.requests == 1)
  }

  @Test("so it does later: a key runs out, a model is taken away", arguments: [401, 404])
  func fatalLater(status: Int) async throws {
    let chat = try await ChatServer { number, _ in
      number == 0 ? ChatServer.completion() : ChatServer.refusal(status, "gone")
    }
    _ = try await chat.chat.reply(to: ChatServer.request("1"))
    await #expect(throws: EndpointError.self) {
      try await chat.chat.reply(to: ChatServer.request("2"))
    }
    #expect(chat.server.requests.count == 2)
    await chat.stop()
  }

  @Test("a server that answers no chat ends the run within a few passages", arguments: [500, 501])
  func noChat(status: Int) async throws {
    let chat = try await ChatServer { _, _ in
      ChatServer.refusal(status, "This server does not support chat completions")
    }
    var ended: EndpointError?
    for number in 0..<20 where ended == nil {
      do {
        _ = try await chat.chat.reply(to: ChatServer.request("\(number)"))
      } catch {
        ended = error as? EndpointError
      }
    }
    #expect(ended?.description.contains("does not support chat") == true)
    // As many passages as show that it is no accident; 500 is tried three times for each.
    #expect(chat.server.requests.count <= 6 * (status == 500 ? 3 : 1))
    await chat.stop()
  }

  @Test(
    "the key is in no sentence, wherever a server repeats it",
    arguments: [
      "401", "400", "429", "500", "plain", "title", "good", "redirect", "filter",
    ])
  func noKey(place: String) async throws {
    let outcome = try await error { request in
      let sent = request.headers["Authorization"].first ?? ""
      #expect(sent == "Bearer " + ChatServer.key)
      switch place {
      case "plain": return .answer(status: 400, body: "bad key \(sent)")
      case "title":
        return .answer(
          status: 502, body: "<html><head><title>502 for \(sent)</title></head></html>")
      case "good": return .answer(status: 200, body: #"{"error":{"message":"bad key \#(sent)"}}"#)
      case "redirect":
        return .answer(
          status: 302, body: "",
          headers: ["Location": "http://elsewhere/?key=\(sent.dropFirst("Bearer ".count))"])
      case "filter": return ChatServer.refusal(400, "content_filter stopped \(sent)")
      default: return ChatServer.refusal(Int(place) ?? 0, "bad key \(sent)")
      }
    }
    #expect(!"\(outcome.error!)".contains(ChatServer.key), "\(outcome.error!)")
    #expect(!String(reflecting: outcome.error!).contains(ChatServer.key))
    #expect("\(outcome.error!)".contains("[key]"), "\(outcome.error!)")
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
}
