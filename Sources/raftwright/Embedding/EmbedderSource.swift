import Endpoints
import Retrieval

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Opens what turns texts into vectors; the one place that knows the kinds of embedder.
enum EmbedderSource {
  /// An embedder, and the server behind it if there is one.
  struct Opened {
    var embedder: any Embedder
    var client: EndpointClient?
  }

  /// The embedder that the options name; nil where they name none.
  ///
  /// - Parameters:
  ///   - index: the index that is made or searched, beside which the cache lies.
  ///   - offline: whether a server may not be asked.
  ///   - threads: how many threads one call of the embedder works on.
  static func open(
    _ options: EmbeddingOptions, index: String, offline: Bool, threads: Int
  ) throws -> Opened? {
    if !options.table.isEmpty && !options.endpoint.isEmpty {
      throw Failure(
        "retrieval.embedding names both a table and an endpoint; give one", code: .usage)
    }
    if !options.table.isEmpty {
      let files = try StaticTableFiles(at: options.table, tokenizer: options.tokenizer)
      return Opened(embedder: try StaticEmbedder(files: files, threads: threads))
    }
    if options.endpoint.isEmpty { return nil }
    guard !options.model.isEmpty else {
      throw Failure(
        "\(options.endpoint): name the model with --embedding-model or "
          + "retrieval.embedding.model; the index records it", code: .usage)
    }
    let client = try EndpointClient(
      try Endpoint(options.endpoint),
      options: EndpointOptions(
        // Offline no key is needed.
        keyVariable: offline ? "" : options.keyVariable, concurrency: options.concurrency,
        readTimeout: options.timeout))
    let path = SiblingPath.cache(options.cache, besides: index)
    // A cache that is not there is not made only to be found empty.
    let hasCache = !offline || access(path, F_OK) == 0
    let embedder = EmbeddingEndpoint(
      client: client, model: options.model,
      dimensions: options.dimensions == 0 ? nil : options.dimensions,
      batching: .init(texts: options.batch),
      cache: hasCache ? try EndpointCache(path: path) : nil, isOffline: offline)
    return Opened(embedder: embedder, client: client)
  }

  /// Where the scores of a re-ranker are kept: with the vectors; nil where nothing can be written.
  static func rankingCache(_ options: EmbeddingOptions, of index: Index) throws -> EndpointCache? {
    let path = SiblingPath.cache(options.cache, besides: index.path)
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let isThere = access(path, F_OK) == 0
    guard access(isThere ? path : folder, W_OK) == 0 else { return nil }
    return try EndpointCache(path: path)
  }

  /// The files that the vectors depend on.
  static func files(_ options: EmbeddingOptions) throws -> [String] {
    if options.table.isEmpty { return [] }
    return try StaticTableFiles(at: options.table, tokenizer: options.tokenizer).paths
  }
}
