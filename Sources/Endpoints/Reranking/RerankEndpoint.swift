import Artifacts
import NIOCore
import Retrieval
import Synchronization

/// A model behind `/v1/rerank`, in the shape of Jina, llama.cpp, vLLM and Cohere.
///
/// The call has `query` and `documents`; the answer `results`, each with an `index` and a
/// `relevance_score`. Text-embeddings-inference, which is named by an address that ends in `/rerank`
/// alone, wants `texts` and answers with a bare array of `index` and `score`. Passages that the model
/// finds too many or too long are asked for in halves and cut, a third at a time, and counted. Scores
/// are kept in the cache: of the same query and passage nothing is asked twice.
public struct RerankEndpoint: Reranker {
  public let model: String
  private let client: EndpointClient
  private let cache: EndpointCache?
  private let shape = Shape()

  /// What the server calls the passages; learnt from its first refusal.
  private final class Shape: Sendable {
    let passages = Mutex("documents")
  }

  /// - Parameters:
  ///   - model: the name that the server knows it by; may be empty where it has one only.
  ///   - cache: nil to keep nothing.
  public init(client: EndpointClient, model: String, cache: EndpointCache? = nil) {
    self.client = client
    self.model = model
    self.cache = cache
  }

  public func scores(query: String, passages: [String]) async throws -> [Double] {
    let keys = passages.map { key(query, $0) }
    var known = try cache?.scores(keys) ?? [:]
    client.counter.update { $0.cached += known.count }
    var missing: [(key: Digest, text: String)] = []
    var asked: Set<Digest> = []
    for (key, text) in zip(keys, passages) where known[key] == nil && asked.insert(key).inserted {
      missing.append((key, text))
    }
    if !missing.isEmpty {
      let scores = try await LongTexts.ask(missing.map(\.text)) { passages, isCut in
        try await self.scores(query: query, of: passages).map {
          ModelScore(value: $0, isCut: isCut)
        }
      }
      let found = zip(missing, scores).map { (key: $0.key, score: $1) }
      try cache?.keep(found)
      for (key, score) in found { known[key] = score }
    }
    client.counter.update { counts in counts.cutTexts += known.count { $0.value.isCut } }
    return keys.compactMap { known[$0]?.value }
  }

  /// What a score depends on. A server that is asked for no model by name has one, which its address
  /// tells.
  private func key(_ query: String, _ passage: String) -> Digest {
    let name = model.isEmpty ? client.endpoint.description : model
    return Digest(of: "rerank\n\(name)\n\(query.utf8.count)\n\(query)\n\(passage)")
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
