import Artifacts
import NIOCore
import TestServer
import Testing

@testable import Endpoints

@Suite struct RerankTests {
  @Test(arguments: [
    (
      #"{"model":"m","results":[{"index":1,"relevance_score":0.9},{"index":0,"relevance_score":-2}]}"#,
      [-2, 0.9]
    ),
    (
      #"{"results":[{"index":0,"relevance_score":1,"document":{"text":"x"}},{"index":1,"relevance_score":2}]}"#,
      [1, 2]
    ),
    (#"[{"index":1,"score":0.5},{"index":0,"score":0.25}]"#, [0.25, 0.5]),
  ])
  func scoresComeInTheOrderOfThePassages(body: String, scores: [Double]) throws {
    #expect(try RerankAnswer.scores(ByteBuffer(string: body), count: 2) == scores)
  }

  @Test(arguments: [
    #"{"results":[{"index":0,"relevance_score":1}]}"#, #"{"results":[]}"#, "[]", "{}", "",
    #"[{"index":0,"score":1},{"index":0,"score":1}]"#,
    #"[{"index":0,"score":1},{"index":5,"score":1}]"#,
    #"[{"index":0,"score":1},{"index":1}]"#,
  ])
  func scoresThatAreMissingAreAnError(body: String) {
    #expect(throws: (any Error).self) {
      try RerankAnswer.scores(ByteBuffer(string: body), count: 2)
    }
  }

  @Test func asksForAllPassages() async throws {
    let server = try await LocalServer { _, _ in
      .answer(
        status: 200,
        body: #"{"results":[{"index":1,"relevance_score":2},{"index":0,"relevance_score":1}]}"#)
    }
    let client = try EndpointClient(
      try Endpoint(server.address + "/v1/rerank"), options: EndpointOptions(), environment: [:],
      pause: { _ in })
    let reranker = RerankEndpoint(client: client, model: "r")
    #expect(try await reranker.scores(query: "q", passages: ["a", "b"]) == [1, 2])
    #expect(try await reranker.scores(query: "q", passages: []).isEmpty)
    #expect(server.requests.map(\.path) == ["/v1/rerank"])
    #expect(
      server.requests[0].body
        == #"{"model":"r","query":"q","documents":["a","b"],"top_n":2}"#)
    await client.close()
    await server.stop()
  }
}
