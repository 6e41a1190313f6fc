/// Finds passages for queries: by words, by vectors, or by both.
///
///     let search = PassageSearch(index: index)                                     // BM25
///     let search = try PassageSearch(index: index, method: .dense, embedder: embedder)
///     let queries = try await search.prepare(["how to vacuum a table"])
///     let hits = try search.search(queries, top: 10, threads: 2)
public struct PassageSearch: Sendable {
  public enum Method: Sendable, Equatable {
    /// BM25.
    case lexical
    /// Cosine of vectors.
    case dense
    /// Both, fused.
    case hybrid(FusionOptions)
  }

  /// A query that can be searched for as often as needed.
  public struct Query: Sendable {
    public let text: String
    /// Empty where the method needs none.
    let vector: [Float]
  }

  public let index: Index
  public let method: Method
  private let embedder: (any Embedder)?
  private let vectors: EmbeddedPassages?

  /// Searches by words.
  public init(index: Index) {
    self.index = index
    (method, embedder, vectors) = (.lexical, nil, nil)
  }

  /// Reads the index's vectors where the method needs them; throws where it has none, or where they
  /// are another model's than the embedder's.
  ///
  /// - Parameter embedder: what the queries are embedded with.
  public init(index: Index, method: Method, embedder: any Embedder) throws(IndexError) {
    self.index = index
    self.method = method
    if method == .lexical {
      (self.embedder, vectors) = (nil, nil)
      return
    }
    guard let kept = try index.embedding else { throw IndexError(.noVectors, path: index.path) }
    guard kept.model == embedder.model else {
      throw IndexError(.otherModel(index: kept.model, query: embedder.model), path: index.path)
    }
    self.embedder = embedder
    vectors = try EmbeddedPassages(index: index)
  }

  /// Embeds queries where the method needs it, all in one call of the embedder.
  public func prepare(_ queries: [String]) async throws -> [Query] {
    guard let embedder, !queries.isEmpty else {
      return queries.map { Query(text: $0, vector: []) }
    }
    let found = try await embedder.embed(queries)
    guard found.count == queries.count else {
      throw EmbeddingError(
        .miscounted(texts: queries.count, vectors: found.count), subject: embedder.model)
    }
    return zip(queries, found).map { Query(text: $0, vector: $1) }
  }

  /// The best passages for each query, the best first and of equal ones the smaller id first. The
  /// number of threads does not change them.
  ///
  /// A hybrid search finds what is in one of its two rankings, so `2 * depth` passages at most.
  public func search(
    _ queries: [Query], top: Int, threads: Int
  ) throws(IndexError) -> [[Hit]] {
    func lexical(_ top: Int) throws(IndexError) -> [[Hit]] {
      try index.searchBatch(queries.map(\.text), top: top, threads: threads)
    }
    guard let vectors else { return try lexical(top) }
    switch method {
    case .lexical: return try lexical(top)
    case .dense: return try vectors.search(queries.map(\.vector), top: top, threads: threads)
    case .hybrid(let options):
      let dense = try vectors.search(
        queries.map(\.vector), top: options.depth, threads: threads)
      return zip(try lexical(options.depth), dense).map { options.fused($0, $1, top: top) }
    }
  }
}
