import Artifacts
import NIOCore
import Retrieval

/// A model behind `/v1/rerank`, in the shape of Jina, llama.cpp, vLLM and Cohere.
///
/// The call has `query` and `documents`; the answer `results`, each with an `index` and a
/// `relevance_score`. A bare array of `index` and `score`, as TEI gives it, is read as well.
public struct RerankEndpoint: Reranker {
  public let model: String
  private let client: EndpointClient

  /// - Parameter model: the name that the server knows it by; may be empty where it has one only.
  public init(client: EndpointClient, model: String) {
    self.client = client
    self.model = model
  }

  public func scores(query: String, passages: [String]) async throws -> [Double] {
    guard !passages.isEmpty else { return [] }
    var json = JSONWriter()
    json.object { json in
      if !model.isEmpty { json.field("model", model) }
      json.field("query", query)
      json.field("documents", passages)
      json.field("top_n", passages.count)
    }
    return try await client.call("rerank", json.bytes) {
      try Self.scores($0, count: passages.count)
    }
  }

  static func scores(_ body: ByteBuffer, count: Int) throws -> [Double] {
    var json = JSONScanner(Array(body.readableBytesView))
    var scores = [Double?](repeating: nil, count: count)
    func item(_ json: inout JSONScanner) throws {
      var index: Int?
      var score: Double?
      try json.object { key, json in
        switch key {
        case "index": index = try json.int()
        case "relevance_score", "score": score = try json.number()
        default: try json.skip()
        }
      }
      guard let index, let score, scores.indices.contains(index), scores[index] == nil else {
        throw EmbeddingAnswer.Fault(
          description: "a result without a score, or with an index that is wrong or comes twice")
      }
      scores[index] = score
    }
    if try json.kind() == .array {
      try json.array(item)
    } else {
      try json.object { key, json in
        if key == "results" { try json.array(item) } else { try json.skip() }
      }
    }
    try json.end()
    let all = scores.compactMap { $0 }
    guard all.count == count else {
      throw EmbeddingAnswer.Fault(description: "\(all.count) scores for \(count) passages")
    }
    return all
  }
}
