import Artifacts
import Foundation
import NIOCore
import NIOHTTP1
import Retrieval
import TestServer
import Testing

@testable import Endpoints

/// What an independent tester found: keys in messages, queues, drips, poisoned caches.
@Suite struct UnfriendlyTests {
  private static let good = LocalServer.Step.answer(status: 200, body: "{}")

  /// A server, and a client of it, for as long as `body` takes.
  private func using(
    options: EndpointOptions = EndpointOptions(readTimeout: 600), key: String? = nil,
    path: String = "",
    _ steps: @escaping @Sendable (Int, LocalServer.Request) -> LocalServer.Step,
    _ body: (EndpointClient, LocalServer) async throws -> Void
  ) async throws {
    let server = try await LocalServer(steps)
    var options = options
    if key != nil { options.keyVariable = "RAFT_KEY" }
    let client = try EndpointClient(
      try Endpoint(server.address + path), options: options,
      environment: key.map { ["RAFT_KEY": $0] } ?? [:], pause: { _ in })
    do {
      try await body(client, server)
    } catch {
      Issue.record(error)
    }
    await client.close()
    await server.stop()
  }

  private func failure(of client: EndpointClient) async -> EndpointError? {
    await #expect(throws: EndpointError.self) { try await client.call("test", []) { _ in } }
  }

  @Test func callsWaitTheirTurn() async throws {
    let options = EndpointOptions(concurrency: 2, connectTimeout: 5, readTimeout: 60)
    try await using(options: options) { _, _ in
      .late(milliseconds: 500, body: "{}")
    } _: { client, server in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask { try await client.call("test", []) { _ in } }
        }
        try await group.waitForAll()
      }
      #expect(client.counts.requests == 8 && client.counts.retries.isEmpty)
      #expect(server.mostAtOnce == 2)
    }
  }

  @Test func anAnswerThatDripsHasAnEnd() async throws {
    // Bytes come for ten seconds.
    let options = EndpointOptions(connectTimeout: 30, readTimeout: 2)
    try await using(options: options) { number, _ in
      number == 0 ? .drip : Self.good
    } _: { client, _ in
      try await client.call("test", []) { _ in }
      #expect((client.counts.retries["timeout"] ?? 0) >= 1)
    }
  }

  @Test(arguments: ["sk-secret\n", " sk-secret\r\n"])
  func whiteSpaceAroundAKeyIsNoneOfIt(key: String) async throws {
    try await using(key: key) { _, _ in
      Self.good
    } _: { client, server in
      try await client.call("test", []) { _ in }
      #expect(server.requests[0].headers["Authorization"] == ["Bearer sk-secret"])
    }
  }

  @Test func aKeyThatNoHeaderHoldsIsNotShown() async throws {
    let server = try Endpoint("http://localhost:1")
    let error = #expect(throws: EndpointError.self) {
      try EndpointClient(
        server, options: EndpointOptions(keyVariable: "RAFT_KEY"),
        environment: ["RAFT_KEY": "sk-se\ncret"], pause: { _ in })
    }
    #expect(error?.code == .badKey(variable: "RAFT_KEY"))
    #expect(error?.description.contains("sk-se") == false)
  }

  @Test func aKeyIsNotShownInPart() async throws {
    let key = "sk-" + String(repeating: "0123456789", count: 8)
    try await using(key: key) { _, request in
      .answer(
        status: 401,
        body: String(repeating: "x", count: 280) + " "
          + (request.headers["Authorization"].first ?? ""))
    } _: { client, _ in
      let error = await failure(of: client)
      #expect(error?.description.contains("sk-0123") == false)
    }
  }

  @Test func aQueryIsSentAndNotShown() async throws {
    try await using(path: "/v1?account=ACME") { _, _ in
      .answer(status: 404, body: "")
    } _: { client, server in
      let error = await failure(of: client)
      #expect(server.requests[0].path == "/v1/test?account=ACME")
      #expect(error?.description.contains("ACME") == false)
      #expect(!"\(client.endpoint)".contains("ACME"))
    }
  }

  @Test func tooManyTokensAMinuteAreNoLongText() async throws {
    let message = "Too many tokens, please wait before trying again."
    try await using { number, _ in
      number == 0 ? .answer(status: 429, body: #"{"message":"\#(message)"}"#) : Self.good
    } _: { client, _ in
      try await client.call("test", []) { _ in }
      #expect(client.counts.retries == ["status429": 1])
    }
  }

  @Test func retryAfterNothingIsNoReasonToHurry() {
    let policy = RetryPolicy(firstPause: 1)
    #expect((policy.pause(after: 3, salt: 1, wished: 0) ?? 0) >= 2)
  }

  @Test func aWaitThatIsTooLongIsSaid() async throws {
    try await using { _, _ in
      .answer(status: 429, body: "slowly", headers: ["Retry-After": "86400"])
    } _: { client, _ in
      let error = await failure(of: client)
      #expect(error?.description.contains("86400") == true, "\(error?.description ?? "")")
    }
  }

  @Test(arguments: [
    #"{"detail":[{"loc":["body","input"],"msg":"field required","type":"missing"}]}"#,
    #"{"error":null,"msg":"field required"}"#,
    #"{"errors":["field required"]}"#, "\u{1b}[31mfield required\u{7}",
  ])
  func whatAServerSaysIsNeverLost(body: String) {
    let text = ServerMessage(ByteBuffer(string: body)).text
    #expect(text.contains("field required"))
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 })
  }

  @Test func aPageForBrowsersIsKnownByItsTitle() {
    let page = """
      <html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1>
      """
    #expect(ServerMessage(ByteBuffer(string: page)).text == "502 Bad Gateway")
  }

  @Test func anErrorThatComesAsAGoodAnswerIsQuoted() async throws {
    try await using { _, _ in
      .answer(status: 200, body: #"{"error":{"message":"no credits left","code":402}}"#)
    } _: { client, _ in
      let error = await #expect(throws: EndpointError.self) {
        try await EmbeddingEndpoint(client: client, model: "m").embed(["a"])
      }
      #expect(error?.description.contains("no credits left") == true)
    }
  }

  @Test func httpsToAServerWithoutItIsSaid() async throws {
    let server = try await LocalServer { _, _ in Self.good }
    let address = server.address.replacingOccurrences(of: "http:", with: "https:")
    let client = try EndpointClient(
      try Endpoint(address), options: EndpointOptions(connectTimeout: 30, readTimeout: 600),
      environment: [:], pause: { _ in })
    let error = await failure(of: client)
    #expect(error?.attempts == 1)
    #expect(error?.description.contains("TLS") == true, "\(error?.description ?? "")")
    await client.close()
    await server.stop()
  }

  @Test func dimensionsThatAreIgnoredAreSaidToBe() async throws {
    try await using { _, _ in
      .answer(status: 200, body: #"{"data":[{"index":0,"embedding":[1,2,3]}]}"#)
    } _: { client, _ in
      let error = await #expect(throws: EndpointError.self) {
        try await EmbeddingEndpoint(client: client, model: "m", dimensions: 2).embed(["a"])
      }
      #expect(error?.description.contains("3 dimensions where 2 were asked for") == true)
      #expect(client.counts.requests == 1)
    }
  }

  @Test func aVectorOfAnotherDimensionIsNotKept() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/endpoints-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = try EndpointCache(path: folder + "/cache.sqlite")
    try await using(options: EndpointOptions(concurrency: 1, readTimeout: 600)) { number, _ in
      .answer(
        status: 200,
        body: #"{"data":[{"index":0,"embedding":[1,2\#(number == 1 ? ",3" : "")]}]}"#)
    } _: { client, _ in
      let embedder = EmbeddingEndpoint(
        client: client, model: "m", batching: .init(texts: 1), cache: cache)
      for _ in 0..<2 {
        let vectors = try await embedder.embed(["a", "b", "c"])
        #expect(vectors.map(\.count) == [2, 2, 2])
      }
      #expect(client.counts.retries == ["malformed": 1])
      #expect(client.counts.requests == 4)
    }
  }

  @Test func textsThatWereCutAreCountedAgain() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/endpoints-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for _ in 0..<2 {
      let cache = try EndpointCache(path: folder + "/cache.sqlite")
      try await using { _, request in
        request.body.utf8.count > 500
          ? .answer(status: 400, body: "input is too large to process")
          : .answer(status: 200, body: #"{"data":[{"embedding":[1]}]}"#)
      } _: { client, _ in
        let embedder = EmbeddingEndpoint(client: client, model: "m", cache: cache)
        _ = try await embedder.embed([String(repeating: "a", count: 800)])
        #expect(client.counts.cutTexts == 1)
      }
    }
  }

  @Test func manyMayMakeACacheAtOnce() async throws {
    for _ in 0..<10 {
      let folder = FileManager.default.temporaryDirectory.path + "/endpoints-" + UUID().uuidString
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<8 {
          group.addTask {
            let cache = try EndpointCache(path: folder + "/cache.sqlite")
            try cache.keep([(Digest(of: "\(number)"), TextVector(values: [1], isCut: false))])
          }
        }
        try await group.waitForAll()
      }
      let cache = try EndpointCache(path: folder + "/cache.sqlite")
      let found = try cache.vectors((0..<8).map { Digest(of: "\($0)") })
      #expect(found.count == 8)
    }
  }

  @Test func passagesThatAreTooLongAreCut() async throws {
    struct Asked: Decodable { var documents: [String] }
    try await using { _, request in
      let asked = try? JSONDecoder().decode(Asked.self, from: Data(request.body.utf8))
      let documents = asked?.documents ?? []
      if documents.contains(where: { $0.utf8.count > 100 }) {
        return .answer(
          status: 500,
          body: #"{"error":{"code":500,"message":"input (900 tokens) is too large to process"}}"#)
      }
      let items = documents.enumerated().map {
        #"{"index":\#($0),"relevance_score":\#($1.utf8.first ?? 0)}"#
      }
      return .answer(status: 200, body: #"{"results":[\#(items.joined(separator: ","))]}"#)
    } _: { client, _ in
      let reranker = RerankEndpoint(client: client, model: "m")
      let scores = try await reranker.scores(
        query: "q",
        passages: [
          "a", String(repeating: "b", count: 300), "c", String(repeating: "d", count: 101),
        ])
      #expect(scores == [97, 98, 99, 100])
      #expect(client.counts.cutTexts == 2)
    }
  }

  @Test func textEmbeddingsInferenceHasWordsOfItsOwn() async throws {
    try await using(path: "/rerank") { _, request in
      guard request.path == "/rerank" else { return .answer(status: 404, body: "") }
      guard request.body.contains(#""texts":["#) else {
        return .answer(
          status: 422,
          body: "Failed to deserialize the JSON body into the target type: missing field `texts`")
      }
      return .answer(status: 200, body: #"[{"index":1,"score":0.5},{"index":0,"score":0.25}]"#)
    } _: { client, _ in
      let reranker = RerankEndpoint(client: client, model: "")
      let scores = try await reranker.scores(query: "q", passages: ["a", "b"])
      #expect(scores == [0.25, 0.5])
    }
  }
}
