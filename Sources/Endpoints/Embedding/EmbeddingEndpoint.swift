import Artifacts
import Retrieval

/// A model behind `/v1/embeddings`.
///
/// Texts go out in batches, several at once; what came is kept in the cache, so that a run that is
/// killed goes on where it was and a second one asks for nothing. Texts that the model finds too long
/// are cut, a third at a time, and counted.
public struct EmbeddingEndpoint: Embedder {
  /// The most texts to a call, and the most bytes of them.
  public struct Batching: Sendable {
    public var texts: Int
    public var bytes: Int

    public init(texts: Int = 32, bytes: Int = 64 << 10) {
      self.texts = max(1, texts)
      self.bytes = max(1, bytes)
    }
  }

  public let model: String
  private let client: EndpointClient
  private let cache: EndpointCache?
  private let dimensions: Int?
  private let batching: Batching
  private let isOffline: Bool
  private let dimension = ModelDimension()

  /// - Parameters:
  ///   - model: the name that the server knows it by.
  ///   - dimensions: how many the vectors are to have, where the model leaves a choice; nil for its
  ///     own.
  ///   - cache: nil to keep nothing.
  ///   - isOffline: whether only what is in the cache may be used.
  public init(
    client: EndpointClient, model: String, dimensions: Int? = nil,
    batching: Batching = Batching(), cache: EndpointCache? = nil, isOffline: Bool = false
  ) {
    self.client = client
    self.model = model
    self.dimensions = dimensions
    self.batching = batching
    self.cache = cache
    self.isOffline = isOffline
  }

  public func embed(_ texts: [String]) async throws -> [[Float]] {
    try await vectors(of: texts).map(\.values)
  }

  public func vectors(of texts: [String]) async throws -> [TextVector] {
    let keys = texts.map(key)
    var known = try cache?.vectors(keys) ?? [:]
    client.counter.update { $0.cached += known.count }
    for vector in known.values where !dimension.allows(vector.values.count) {
      throw EndpointError(
        .cache("there are vectors of different dimensions in it, as of several models"),
        address: cache?.path ?? model)
    }
    var missing: [(key: Digest, text: String)] = []
    var asked: Set<Digest> = []
    for (key, text) in zip(keys, texts) where known[key] == nil && asked.insert(key).inserted {
      missing.append((key, text))
    }
    if isOffline && !missing.isEmpty {
      throw MissingVectors(
        count: keys.count { known[$0] == nil }, texts: texts.count, cache: cache?.path ?? model)
    }
    for (key, vector) in try await ask(missing) { known[key] = vector }
    client.counter.update { counts in counts.cutTexts += known.count { $0.value.isCut } }
    return keys.compactMap { known[$0] }
  }

  /// What a vector depends on.
  private func key(_ text: String) -> Digest {
    Digest(of: "embedding\n\(model)\n\(dimensions ?? 0)\n\(text)")
  }

  private func ask(
    _ missing: [(key: Digest, text: String)]
  ) async throws -> [(key: Digest, vector: TextVector)] {
    let batches = batches(of: missing)
    var found: [(key: Digest, vector: TextVector)] = []
    try await withThrowingTaskGroup(of: [(key: Digest, vector: TextVector)].self) { group in
      var next = 0
      while next < min(batches.count, client.options.concurrency) {
        group.addTask { [batch = batches[next]] in try await ask(batch: batch) }
        next += 1
      }
      while let vectors = try await group.next() {
        // Kept at once: what was paid for survives whatever comes.
        try cache?.keep(vectors)
        found += vectors
        if next < batches.count {
          group.addTask { [batch = batches[next]] in try await ask(batch: batch) }
          next += 1
        }
      }
    }
    return found
  }

  private func ask(
    batch: ArraySlice<(key: Digest, text: String)>
  ) async throws -> [(key: Digest, vector: TextVector)] {
    let found = try await LongTexts.ask(batch.map(\.text)) {
      try await ask(texts: $0, isCut: $1)
    }
    return zip(batch, found).map { ($0.key, $1) }
  }

  private func ask(texts: [String], isCut: Bool) async throws -> [TextVector] {
    let vectors = try await client.call("embeddings", body(texts)) { body in
      let vectors = try EmbeddingAnswer.vectors(body, count: texts.count)
      if dimensions == nil, let count = vectors.first?.count, !dimension.allows(count) {
        throw EmbeddingAnswer.Fault(
          description: "vectors of \(count) dimensions where others have another number")
      }
      return vectors
    }
    if let dimensions, let count = vectors.first?.count, count != dimensions {
      throw EndpointError(
        .dimensions(asked: dimensions, found: count),
        address: client.endpoint.shownAddress(of: "embeddings"))
    }
    return vectors.map { TextVector(values: $0, isCut: isCut) }
  }

  private func body(_ texts: [String]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("model", model)
      json.key("input")
      json.array { json in
        for text in texts { json.string(text.isEmpty ? " " : text) }
      }
      if let dimensions { json.field("dimensions", dimensions) }
    }
    return json.bytes
  }

  private func batches(
    of texts: [(key: Digest, text: String)]
  ) -> [ArraySlice<(key: Digest, text: String)>] {
    var batches: [ArraySlice<(key: Digest, text: String)>] = []
    var start = 0
    var bytes = 0
    for (index, entry) in texts.enumerated() {
      let size = entry.text.utf8.count
      if index > start, index - start == batching.texts || bytes + size > batching.bytes {
        batches.append(texts[start..<index])
        (start, bytes) = (index, 0)
      }
      bytes += size
    }
    if start < texts.count { batches.append(texts[start...]) }
    return batches
  }
}
