import Artifacts
import Foundation
import Questions
import TestServer
import Testing

@testable import Endpoints

/// Requests go out as a file and their responses come back as one.
@Suite("Batch files")
struct BatchFileTests {
  private let requests = (0..<5).map { ChatServer.request("Question \($0)", schema: $0 > 2) }

  private func gathered(_ folder: borrowing CacheFolder) async throws -> (
    EndpointCache, [JSONValue]
  ) {
    let cache = try folder.cache()
    let model = CachedChat(cache: cache, gathers: true)
    for request in requests + requests {
      await #expect(throws: ChatFailure.pending) { try await model.reply(to: request) }
    }
    let path = folder.path + "/requests.jsonl"
    #expect(try BatchFile.write(cache, to: path) == 5)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return (cache, try lines.map { try JSONValue(parsing: Array($0.utf8)) })
  }

  private func response(_ id: String, _ content: String) -> String {
    """
    {"id":"batch_req_1","custom_id":"\(id)","response":{"status_code":200,"request_id":"r","body":\
    {"model":"m","choices":[{"finish_reason":"stop","message":{"role":"assistant","content":\
    "\(content)"}}],"usage":{"prompt_tokens":9,"completion_tokens":3}}},"error":null}
    """
  }

  @Test("a request is a line of OpenAI's format, each once, under the digest of what is asked")
  func format() async throws {
    let folder = try CacheFolder()
    let (_, lines) = try await gathered(folder)
    #expect(
      Set(lines.compactMap { $0["custom_id"]?.string })
        == Set(requests.map { "\(ChatEndpoint.key(of: $0))" }))
    for line in lines {
      #expect(line["method"]?.string == "POST")
      #expect(line["url"]?.string == "/v1/chat/completions")
      #expect(line["body"]?["model"]?.string == "m")
      #expect(line["body"]?["messages"]?.array?.count == 2)
    }
    #expect(lines.count(where: { $0["body"]?["response_format"] != nil }) == 2)
  }

  @Test("responses fill the cache in whatever order they come; then nobody is asked")
  func roundTrip() async throws {
    let folder = try CacheFolder()
    let (cache, lines) = try await gathered(folder)
    let texts = lines.reversed().map { line in
      response(
        line["custom_id"]?.string ?? "",
        line["body"]?["messages"]?.array?[1]["content"]?.string ?? "")
    }
    let path = folder.path + "/responses.jsonl"
    try Data((texts.joined(separator: "\n\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    let taken = try BatchFile.read(path, into: cache)
    #expect(taken.answers == 5 && taken.drops.isEmpty)
    for request in requests {
      let reply = try await CachedChat(cache: cache).reply(to: request)
      #expect(reply.content == request.messages[1].content)
      #expect(reply.usage == TokenUsage(prompt: 9, completion: 3))
    }
  }

  @Test("after a batch the ordinary run asks only for what the batch lacks")
  func ordinaryRun() async throws {
    let folder = try CacheFolder()
    let (cache, lines) = try await gathered(folder)
    let ids = lines.compactMap { $0["custom_id"]?.string }
    // As vLLM's run-batch has it, behind a byte order mark; a reply that was cut, and one refused.
    let texts = [
      "\u{feff}" + response(ids[0], "First."),
      response(ids[1], "Half").replacing(#""stop""#, with: #""length""#),
      response(ids[2], "").replacing(#""stop""#, with: #""content_filter""#),
      // The same request twice: the later one holds.
      response(ids[3], "Early."), response(ids[3], "Late."),
    ]
    let path = folder.path + "/responses.jsonl"
    try Data(texts.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    let taken = try BatchFile.read(path, into: cache)
    #expect(taken.answers == 5 && taken.drops.isEmpty)
    let chat = try await ChatServer(cache: try folder.cache()) { _, _ in
      ChatServer.completion("Asked.")
    }
    var replies: [String: String] = [:]
    for request in requests {
      let reply = try await chat.chat.reply(to: request)
      replies["\(ChatEndpoint.key(of: request))"] = "\(reply.finish): \(reply.content)"
    }
    #expect(
      ids.map { replies[$0] ?? "" } == [
        "stop: First.", "length: Half", "refused: ", "stop: Late.", "stop: Asked.",
      ])
    #expect(chat.server.requests.count == 1 && chat.client.counts.cached == 4)
    await chat.stop()
  }

  @Test("a new batch holds what is still open, not what an earlier one asked for")
  func next() async throws {
    let folder = try CacheFolder()
    let (cache, lines) = try await gathered(folder)
    let path = folder.path + "/responses.jsonl"
    try Data(response(lines[0]["custom_id"]?.string ?? "", "x").utf8)
      .write(to: URL(fileURLWithPath: path))
    _ = try BatchFile.read(path, into: cache)
    try cache.beginGathering()
    let model = CachedChat(cache: cache, gathers: true)
    for request in requests { _ = try? await model.reply(to: request) }
    #expect(try BatchFile.write(cache, to: folder.path + "/next.jsonl") == 4)
    let next = try String(contentsOfFile: folder.path + "/next.jsonl", encoding: .utf8)
    #expect(!next.contains(lines[0]["custom_id"]?.string ?? ""))
  }

  @Test("lines that are no use are counted with their place, the others are taken")
  func badLines() async throws {
    let folder = try CacheFolder()
    let (cache, lines) = try await gathered(folder)
    let id = lines[0]["custom_id"]?.string ?? ""
    let path = folder.path + "/responses.jsonl"
    let text = [
      #"{"custom_id": "#,
      response("request-1", "x"),
      #"{"custom_id":"\#(id)","response":null,"error":{"code":"batch_expired","message":"too late"}}"#,
      #"{"custom_id":"\#(id)","response":{"status_code":429,"body":{"error":{"message":"slow down"}}}}"#,
      #"{"custom_id":"\#(id)","response":{"status_code":200,"body":{"choices":[]}}}"#,
      #"{"custom_id":"\#(id)"}"#,
      response(id, "Good."),
    ].joined(separator: "\r\n")
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let taken = try BatchFile.read(path, into: cache)
    #expect(taken.answers == 1)
    #expect(
      taken.drops.reasons.mapValues(\.count) == [
        "badLine": 1, "unknownRequest": 1, "batchError": 4,
      ])
    #expect(taken.drops.reasons["badLine"]?.examples.first?.hasPrefix("\(path):1: ") == true)
    #expect(taken.drops.reasons["batchError"]?.examples.first == "\(path):3: too late")
    let missing = #expect(throws: (any Error).self) {
      try BatchFile.read(folder.path + "/none.jsonl", into: cache)
    }
    #expect("\(missing!)".contains("none.jsonl"))
  }
}
