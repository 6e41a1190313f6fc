import Artifacts
import Foundation
import NIOCore
import Retrieval
import Synchronization
import TestServer
import Testing

@testable import Endpoints

/// Vectors from `/v1/embeddings`: batched, kept, checked.
@Suite struct EmbeddingTests {
  /// What a request asked for.
  private struct Asked: Decodable {
    var model: String
    var input: [String]
    var dimensions: Int?
  }

  /// A vector that tells the text: its number of bytes, and its first byte.
  private static func vector(_ text: String) -> [Float] {
    let raw = [Float(text.utf8.count), Float(text.utf8.first ?? 0)]
    let length = (raw[0] * raw[0] + raw[1] * raw[1]).squareRoot()
    return raw.map { $0 / length }
  }

  private static func expectAbout(_ first: [[Float]], _ second: [[Float]]) {
    #expect(first.count == second.count)
    for (a, b) in zip(first, second) {
      #expect(a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }

  private static func answer(_ texts: [String], base64: Bool = false) -> LocalServer.Step {
    // The last first: the index counts, not the order.
    let items = texts.enumerated().reversed().map { index, text in
      let vector = [Float(text.utf8.count), Float(text.utf8.first ?? 0)]
      let data = vector.withUnsafeBytes { Data($0) }
      let shown =
        base64 ? "\"\(data.base64EncodedString())\"" : "[\(vector[0]), \(vector[1])]"
      return #"{"object":"embedding","index":\#(index),"embedding":\#(shown)}"#
    }
    return .answer(
      status: 200,
      body: #"{"object":"list","data":[\#(items.joined(separator: ","))],"usage":{"x":1}}"#)
  }

  private static func asked(_ request: LocalServer.Request) -> Asked {
    (try? JSONDecoder().decode(Asked.self, from: Data(request.body.utf8)))
      ?? Asked(model: "", input: [])
  }

  /// A server, and an embedder that asks it, for as long as `body` takes.
  private func using(
    dimensions: Int? = nil, batching: EmbeddingEndpoint.Batching = .init(), cache: String? = nil,
    offline: Bool = false,
    _ steps: @escaping @Sendable (Int, LocalServer.Request) -> LocalServer.Step,
    _ body: (EmbeddingEndpoint, EndpointClient, LocalServer) async throws -> Void
  ) async throws {
    let server = try await LocalServer(steps)
    let client = try EndpointClient(
      try Endpoint(server.address), options: EndpointOptions(readTimeout: 600), environment: [:],
      pause: { _ in })
    let embedder = EmbeddingEndpoint(
      client: client, model: "m", dimensions: dimensions, batching: batching,
      cache: try cache.map { try EndpointCache(path: $0) }, isOffline: offline)
    do {
      try await body(embedder, client, server)
    } catch {
      Issue.record(error)
    }
    await client.close()
    await server.stop()
  }

  @Test(arguments: [false, true])
  func vectorsComeInTheOrderOfTheirTexts(base64: Bool) async throws {
    let texts = (0..<100).map { String(repeating: "abc", count: 1 + $0) }
    try await using(batching: .init(texts: 7)) { _, request in
      Self.answer(Self.asked(request).input, base64: base64)
    } _: { embedder, client, server in
      Self.expectAbout(try await embedder.embed(texts), texts.map(Self.vector))
      #expect(client.counts.requests == 15)
      #expect(server.requests.allSatisfy { Self.asked($0).input.count <= 7 })
      #expect(server.requests.allSatisfy { Self.asked($0).model == "m" })
      #expect(try await embedder.embed([]).isEmpty)
    }
  }

  @Test func batchesAreBoundInBytes() async throws {
    let texts = (0..<20).map { _ in UUID().uuidString }
    try await using(dimensions: 2, batching: .init(texts: 100, bytes: 100)) { _, request in
      Self.answer(Self.asked(request).input)
    } _: { embedder, _, server in
      _ = try await embedder.embed(texts)
      #expect(server.requests.count == 10)
      #expect(server.requests.allSatisfy { Self.asked($0).dimensions == 2 })
    }
  }

  @Test func nothingIsAskedTwice() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/endpoints-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = folder + "/cache.sqlite"
    let steps: @Sendable (Int, LocalServer.Request) -> LocalServer.Step = {
      Self.answer(Self.asked($1).input)
    }
    let texts = ["a", "bb", "a", "ccc"]
    try await using(cache: cache, steps) { embedder, client, server in
      Self.expectAbout(try await embedder.embed(texts), texts.map(Self.vector))
      #expect(server.requests.flatMap { Self.asked($0).input } == ["a", "bb", "ccc"])
    }
    try await using(cache: cache, steps) { embedder, client, server in
      Self.expectAbout(
        try await embedder.embed(texts + ["dddd"]), (texts + ["dddd"]).map(Self.vector))
      #expect(server.requests.flatMap { Self.asked($0).input } == ["dddd"])
      #expect(client.counts.cached == 3)
    }
    try await using(cache: cache, offline: true, steps) { embedder, _, server in
      Self.expectAbout(try await embedder.embed(texts), texts.map(Self.vector))
      await #expect(throws: MissingVectors(count: 2, texts: 3, cache: cache)) {
        try await embedder.embed(["a", "new", "newer"])
      }
      #expect(server.requests.isEmpty)
    }
    // Another number of dimensions is another question.
    try await using(dimensions: 2, cache: cache, steps) { embedder, _, server in
      _ = try await embedder.embed(["a"])
      #expect(server.requests.count == 1)
    }
  }

  @Test func whatCameBeforeAFailureIsKept() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/endpoints-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = folder + "/cache.sqlite"
    let texts = (0..<40).map { "text \($0)" }
    try await using(batching: .init(texts: 1), cache: cache) { number, request in
      number < 20
        ? Self.answer(Self.asked(request).input) : .answer(status: 400, body: "enough")
    } _: { embedder, _, _ in
      await #expect(throws: EndpointError.self) { try await embedder.embed(texts) }
    }
    try await using(batching: .init(texts: 1), cache: cache) { _, request in
      Self.answer(Self.asked(request).input)
    } _: { embedder, _, server in
      _ = try await embedder.embed(texts)
      // Those under way when the first failed may have been thrown away.
      #expect(server.requests.count >= 20 && server.requests.count <= 24)
    }
  }

  @Test func longTextsAreCut() async throws {
    let texts = ["short", String(repeating: "ü", count: 900), "b"]
    try await using { number, request in
      let input = Self.asked(request).input
      if input.contains(where: { $0.utf8.count > 1000 }) {
        return .answer(
          status: 400,
          body: #"{"error":{"code":400,"message":"too long","type":"exceed_context_size_error"}}"#)
      }
      return Self.answer(input)
    } _: { embedder, client, server in
      let vectors = try await embedder.embed(texts)
      let cut = String(repeating: "ü", count: 400)
      Self.expectAbout(vectors, ["short", cut, "b"].map(Self.vector))
      #expect(client.counts.cutTexts == 1)
    }
  }

  @Test(arguments: [
    (#"{"data":[]}"#, "0 vectors for 2 texts"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}"#, "twice the same"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":2,"embedding":[1]}]}"#, "index 2 of 2"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}"#, "different dim"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[0]}]}"#, "zero or no number"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1e999]}]}"#, "malformed"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[NaN]}]}"#, "missing"),
    (#"{"data":[{"index":0,"embedding":[1,1]},{"index":1,"embedding":"AACAfwAAgH8="}]}"#, "no num"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":"%%"}]}"#, "base64"),
    (#"{"data":[{"index":0,"embedding":[[1]]},{"index":1,"embedding":[[1]]}]}"#, "pooling"),
    (#"{"data":[{"index":0},{"index":1}]}"#, "no `embedding`"), ("", "expected"),
    (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"#, "expected"),
  ])
  func answersThatAreWrongAreSaidToBe(body: String, part: String) async throws {
    try await using { _, _ in
      .answer(status: 200, body: body)
    } _: { embedder, client, _ in
      let error = await #expect(throws: EndpointError.self) {
        try await embedder.embed(["a", "b"])
      }
      #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
      #expect(client.counts.retries == ["malformed": 2])
    }
  }

  @Test func aFileThatIsNoCacheIsLeftAlone() throws {
    let path = FileManager.default.temporaryDirectory.path + "/no-cache-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("text, and no database at all".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: EndpointError.self) { try EndpointCache(path: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("text"))
  }
}
