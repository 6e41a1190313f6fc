import Artifacts
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization
import TestServer
import Testing

@testable import Endpoints

/// What the client does when a server misbehaves: each rule, and how it is counted.
@Suite struct ClientTests {
  private static let good = LocalServer.Step.answer(status: 200, body: #"{"ok":true}"#)

  /// What came of one call.
  private struct Outcome {
    var answer: String?
    var error: EndpointError?
    var counts: CallCounts
    var pauses: [Double]
    var requests: [LocalServer.Request]
  }

  /// Calls a server once, or twice where a first answer is wanted before.
  private func call(
    options: EndpointOptions = EndpointOptions(readTimeout: 600, largestAnswer: 1 << 20),
    environment: [String: String] = [:],
    _ steps: @escaping @Sendable (Int, LocalServer.Request) -> LocalServer.Step
  ) async throws -> Outcome {
    let server = try await LocalServer(steps)
    let pauses = Recorder()
    let client = try EndpointClient(
      try Endpoint(server.address), options: options, environment: environment,
      pause: { pauses.add($0) })
    var outcome = Outcome(counts: CallCounts(), pauses: [], requests: [])
    do {
      outcome.answer = try await client.call("test", Array("{}".utf8)) { body in
        let text = String(buffer: body)
        _ = try JSONValue(parsing: Array(text.utf8))
        return text
      }
    } catch let error as EndpointError {
      outcome.error = error
    }
    outcome.counts = client.counts
    outcome.pauses = pauses.all
    outcome.requests = server.requests
    await client.close()
    await server.stop()
    return outcome
  }

  private final class Recorder: Sendable {
    private let pauses = Mutex<[Double]>([])
    var all: [Double] { pauses.withLock { $0 } }
    func add(_ pause: Double) { pauses.withLock { $0.append(pause) } }
  }

  @Test func aGoodAnswerIsUsed() async throws {
    let outcome = try await call { _, _ in Self.good }
    #expect(outcome.answer == #"{"ok":true}"#)
    #expect(outcome.counts.requests == 1 && outcome.counts.answers == 1)
    #expect(outcome.counts.retries.isEmpty && outcome.pauses.isEmpty)
    #expect(outcome.requests.map(\.path) == ["/v1/test"])
    #expect(outcome.requests[0].headers["Authorization"].isEmpty)
  }

  @Test(arguments: [408, 425, 429, 500, 502, 503, 504, 529])
  func aServerThatIsBusyIsAskedAgain(status: Int) async throws {
    let outcome = try await call { number, _ in
      number < 2 ? .answer(status: status, body: "busy") : Self.good
    }
    #expect(outcome.answer != nil)
    #expect(outcome.counts.retries == ["status\(status)": 2])
    #expect(outcome.counts.requests == 3)
    #expect(outcome.pauses.count == 2 && outcome.pauses.allSatisfy { $0 >= 0.25 })
  }

  @Test func retryAfterIsKept() async throws {
    let outcome = try await call { number, _ in
      number == 0 ? .answer(status: 429, body: "", headers: ["Retry-After": "17"]) : Self.good
    }
    #expect(outcome.pauses == [17])
    let tooLong = try await call { _, _ in
      .answer(status: 503, body: "later", headers: ["Retry-After": "86400"])
    }
    #expect(tooLong.error?.code == .refused(status: 503, message: "later"))
    #expect(tooLong.pauses.isEmpty)
  }

  @Test func aServerThatIsAlwaysBusyIsGivenUp() async throws {
    let outcome = try await call { _, _ in .answer(status: 503, body: #"{"error":"loading"}"#) }
    #expect(outcome.error?.code == .refused(status: 503, message: "loading"))
    #expect(outcome.error?.attempts == 6)
    #expect(outcome.counts.requests == 6 && outcome.counts.answers == 0)
    #expect(outcome.error?.description.hasSuffix("(tried 6 times)") == true)
  }

  @Test(arguments: [400, 401, 403, 404, 422, 501])
  func aRefusalIsNotTriedAgain(status: Int) async throws {
    let outcome = try await call { _, _ in .answer(status: status, body: #"{"error":"no"}"#) }
    #expect(outcome.error?.code == .refused(status: status, message: "no"))
    #expect(outcome.counts.requests == 1)
  }

  @Test func brokenConnectionsAreMadeAgain() async throws {
    for step in [
      LocalServer.Step.hangUp, .breakOff(body: "{\"a\":", length: 100),
    ] {
      let outcome = try await call { number, _ in number == 0 ? step : Self.good }
      #expect(outcome.answer != nil, "\(step)")
      #expect(outcome.counts.retries == ["broken": 1], "\(step)")
    }
  }

  @Test func noServerAtAllIsSaidAtOnce() async throws {
    let server = try await LocalServer { _, _ in Self.good }
    let address = server.address
    await server.stop()
    let client = try EndpointClient(
      try Endpoint(address), options: EndpointOptions(), environment: [:], pause: { _ in })
    let error = await #expect(throws: EndpointError.self) {
      try await client.call("test", []) { _ in }
    }
    #expect(error?.attempts == 1)
    #expect(error?.description.contains("Connection refused") == true)
    await client.close()
  }

  @Test func jsonThatBreaksOffIsAskedForAgain() async throws {
    let outcome = try await call { number, _ in
      number == 0 ? .answer(status: 200, body: #"{"data":[{"#) : Self.good
    }
    #expect(outcome.answer != nil)
    #expect(outcome.counts.retries == ["malformed": 1])
    let never = try await call { _, _ in .answer(status: 200, body: "<html>") }
    #expect(never.counts.requests == 3)
    guard case .malformed = never.error?.code else {
      Issue.record("\(String(describing: never.error))")
      return
    }
  }

  @Test func silenceHasAnEnd() async throws {
    // Nor may a busy machine take a good answer for silence.
    let options = EndpointOptions(connectTimeout: 30, readTimeout: 2)
    let outcome = try await call(options: options) { number, _ in
      number == 0 ? .silence : Self.good
    }
    #expect(outcome.answer != nil)
    #expect((outcome.counts.retries["timeout"] ?? 0) >= 1)
  }

  @Test func anEndlessAnswerIsNotRead() async throws {
    let outcome = try await call { _, _ in .flood(bytes: 8 << 20) }
    #expect(outcome.error?.code == .tooLarge(limit: 1 << 20))
    #expect(outcome.counts.requests == 1)
  }

  @Test func theKeyGoesNowhereElse() async throws {
    let options = EndpointOptions(keyVariable: "RAFT_KEY", readTimeout: 600)
    let environment = ["RAFT_KEY": "sk-very-secret"]
    let outcome = try await call(options: options, environment: environment) { number, request in
      .answer(
        status: 401, body: #"{"error":"bad key \#(request.headers["Authorization"].first ?? "")"}"#)
    }
    #expect(outcome.requests[0].headers["Authorization"] == ["Bearer sk-very-secret"])
    #expect(outcome.error?.description.contains("sk-very-secret") == false)
    #expect(outcome.error?.description.contains("[key]") == true)
    let elsewhere = try await call(options: options, environment: environment) { _, _ in
      .answer(status: 307, body: "", headers: ["Location": "http://evil.example/"])
    }
    #expect(elsewhere.error?.code == .redirected("http://evil.example/"))
    let error = await #expect(throws: EndpointError.self) {
      _ = try await call(options: options) { _, _ in Self.good }
    }
    #expect(error?.code == .noKey(variable: "RAFT_KEY"))
  }
}
