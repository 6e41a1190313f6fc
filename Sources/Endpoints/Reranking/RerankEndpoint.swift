import Artifacts
import NIOCore
import Retrieval
import Synchronization

/// A model behind `/v1/rerank`, in the shape of Jina, llama.cpp, vLLM and Cohere.
///
/// The call has `query` and `documents`; the answer `results`, each with an `index` and a
/// `relevance_score`. Text-embeddings-inference, which is named by an address that ends in `/rerank`
/// alone, wants `texts` and answers with a bare array of `index` and `score`. Passages that the model
/// finds too many or too long are asked for in halves and cut, a third at a time, and counted.
public struct RerankEndpoint: Reranker {
  public let model: String
  private let client: EndpointClient
  private let shape = Shape()

  /// What the server calls the passages; learnt from its first refusal.
  private final class Shape: Sendable {
    let passages = Mutex("documents")
  }

  /// - Parameter model: the name that the server knows it by; may be empty where it has one only.
  public init(client: EndpointClient, model: String) {
    self.client = client
    self.model = model
  }

  public func scores(query: String, passages: [String]) async throws -> [Double] {
    guard !passages.isEmpty else { return [] }
    return try await LongTexts.ask(passages) { passages, isCut in
      let scores = try await scores(query: query, of: passages)
      if isCut { client.counter.update { $0.cutTexts += 1 } }
      return scores
    }
  }

  private func scores(query: String, of passages: [String]) async throws -> [Double] {
    let name = shape.passages.withLock { $0 }
    do {
      return try await client.call("rerank", body(query, passages, name: name)) {
        try RerankAnswer.scores($0, count: passages.count)
      }
    } catch let error as EndpointError {
      switch error.code {
      case .refused(400, let message), .refused(422, let message):
        guard name == "documents", message.contains("`texts`") else { throw error }
        shape.passages.withLock { $0 = "texts" }
        return try await scores(query: query, of: passages)
      default: throw error
      }
    }
  }

  private func body(_ query: String, _ passages: [String], name: String) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      if !model.isEmpty { json.field("model", model) }
      json.field("query", query)
      json.field(name, passages)
      json.field("top_n", passages.count)
    }
    return json.bytes
  }
}
