import Artifacts
import Retrieval

/// Embeds by a table of texts and vectors that a test gives.
struct ListedEmbedder: Embedder {
  var model = "listed"
  var vectors: [String: [Float]]

  struct Unlisted: Error {
    let text: String
  }

  func embed(_ texts: [String]) async throws -> [[Float]] {
    try texts.map { text in
      guard let vector = vectors[text] else { throw Unlisted(text: text) }
      return vector
    }
  }
}

/// Embeds by a seed: vectors of few different numbers, so that many products are equal.
struct CoarseEmbedder: Embedder {
  var model = "coarse"
  var dimension: Int

  func embed(_ texts: [String]) async throws -> [[Float]] {
    texts.map { text in
      var random = SplitMix64(state: Digest(of: text).prefix(bits: 64))
      return (0..<dimension).map { _ in Float(random.below(5)) - 2 }
    }
  }
}

extension SmallCorpus {
  /// Writes an index of one-paragraph documents with vectors.
  static func write(
    texts: [String], to path: String, with embedder: any Embedder,
    storage: VectorStorage = .float32, threads: Int = 2
  ) async throws {
    let writer = try IndexWriter(path: path, options: RetrievalOptions(), configuration: "{}")
    let names = texts.indices.map { String("00000\($0)".suffix(6)) }
    for (name, text) in zip(names, texts) {
      let (document, chunks) = SmallCorpus.document(name, texts: [text])
      try writer.add(writer.analyze(document: document, chunks: chunks))
    }
    try await writer.embed(
      with: embedder, storage: storage, threads: threads, progress: SilentProgress())
    try writer.finish(drops: DropCounts())
  }
}
