import Retrieval

/// Opens what turns texts into vectors; the one place that knows the kinds of embedder.
enum EmbedderSource {
  /// The embedder that the options name; nil where they name none.
  ///
  /// - Parameter threads: how many threads one call of the embedder works on.
  static func open(_ options: EmbeddingOptions, threads: Int) throws -> (any Embedder)? {
    if options.table.isEmpty { return nil }
    let files = try StaticTableFiles(at: options.table, tokenizer: options.tokenizer)
    return try StaticEmbedder(files: files, threads: threads)
  }

  /// The files that the vectors depend on.
  static func files(_ options: EmbeddingOptions) throws -> [String] {
    if options.table.isEmpty { return [] }
    return try StaticTableFiles(at: options.table, tokenizer: options.tokenizer).paths
  }
}
