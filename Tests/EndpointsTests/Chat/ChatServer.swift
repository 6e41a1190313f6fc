import Artifacts
import Foundation
import Questions
import Synchronization
import TestServer

@testable import Endpoints

/// A chat model behind a local server that answers as it is told, asked as the program asks.
struct ChatServer {
  let server: LocalServer
  let client: EndpointClient
  let chat: ChatEndpoint
  private let record: Pauses

  /// The seconds that the client would have waited, in order.
  private final class Pauses: Sendable {
    let seconds = Mutex<[Double]>([])
  }

  var pauses: [Double] { record.seconds.withLock { $0 } }

  static let key = "sk-nobody-may-see-this"

  init(
    cache: EndpointCache? = nil, path: String = "", concurrency: Int = 4, attempts: Int = 3,
    readTimeout: Int = 600,
    _ steps: @escaping @Sendable (Int, LocalServer.Request) -> LocalServer.Step
  ) async throws {
    let record = Pauses()
    self.record = record
    server = try await LocalServer(steps)
    client = try EndpointClient(
      try Endpoint(server.address + path),
      options: EndpointOptions(
        keyVariable: "CHAT_KEY", concurrency: concurrency, readTimeout: readTimeout,
        largestAnswer: 1 << 20, retries: RetryPolicy(attempts: attempts)),
      environment: ["CHAT_KEY": Self.key],
      pause: { seconds in record.seconds.withLock { $0.append(seconds) } })
    chat = ChatEndpoint(client: client, cache: cache)
  }

  func stop() async {
    await client.close()
    await server.stop()
  }

  static func request(
    _ text: String = "Ask.", model: String = "m", schema: Bool = true, topP: Double = 1
  ) -> ChatRequest {
    ChatRequest(
      model: model, messages: [.init(.system, "You ask."), .init(.user, text)],
      schema: schema
        ? .init(name: "questions", json: #"{"type":"object","properties":{"q":{}}}"#) : nil,
      maxTokens: 100, sampling: .init(temperature: 0.7, topP: topP, seed: 7))
  }

  /// A whole `chat.completion`.
  static func completion(
    _ content: String = "Good.", finish: String = "stop", usage: Bool = true
  ) -> LocalServer.Step {
    var json = JSONWriter()
    json.object {
      $0.field("object", "chat.completion")
      $0.key("choices")
      $0.array {
        $0.object {
          $0.field("finish_reason", finish)
          $0.key("message")
          $0.object {
            $0.field("role", "assistant")
            $0.field("content", content)
          }
        }
      }
      if usage {
        $0.key("usage")
        $0.object {
          $0.field("prompt_tokens", 11)
          $0.field("completion_tokens", 5)
        }
      }
    }
    return .answer(status: 200, body: String(decoding: json.bytes, as: UTF8.self))
  }

  static func refusal(
    _ status: Int, _ message: String, headers: [String: String] = [:]
  ) -> LocalServer.Step {
    var json = JSONWriter()
    json.object {
      $0.key("error")
      $0.object {
        $0.field("message", message)
        $0.field("code", status)
      }
    }
    return .answer(
      status: status, body: String(decoding: json.bytes, as: UTF8.self), headers: headers)
  }
}

/// A folder of its own for each test.
struct CacheFolder: ~Copyable {
  let path = NSTemporaryDirectory() + "chat-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func cache() throws -> EndpointCache { try EndpointCache(path: path + "/cache.sqlite") }

  /// All bytes of the cache, its journal's too.
  func bytes() throws -> Data {
    var all = Data()
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      all += try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }
    return all
  }
}
