/// Finds passages for queries: by words, by vectors, or by both; a model may order the best anew.
///
///     let search = PassageSearch(index: index)                                     // BM25
///     let search = try PassageSearch(index: index, method: .dense, embedder: embedder)
///     let queries = try await search.prepare(["how to vacuum a table"])
///     let hits = try await search.search(queries, top: 10, threads: 2)
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

  /// A model that reads query and passage at once, and how many passages it gets to read.
  public struct Reranking: Sendable {
    public var reranker: any Reranker
    public var depth: Int

    public init(reranker: any Reranker, depth: Int) {
      self.reranker = reranker
      self.depth = depth
    }
  }

  public let index: Index
  public let method: Method
  public let reranking: Reranking?
  private let embedder: (any Embedder)?
  private let vectors: EmbeddedPassages?

  /// Searches by words.
  public init(index: Index, reranking: Reranking? = nil) {
    self.index = index
    self.reranking = reranking
    (method, embedder, vectors) = (.lexical, nil, nil)
  }

  /// Reads the index's vectors where the method needs them; throws where it has none, or where they
  /// are another model's than the embedder's.
  ///
  /// - Parameter embedder: what the queries are embedded with.
  public init(
    index: Index, method: Method, embedder: any Embedder, reranking: Reranking? = nil
  ) throws(IndexError) {
    self.index = index
    self.reranking = reranking
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
  ///
  /// With a re-ranker the best `depth` have its scores, and those below follow as they were, each
  /// with a score less by one.
  public func search(_ queries: [Query], top: Int, threads: Int) async throws -> [[Hit]] {
    guard let reranking, top > 0 else { return try ranked(queries, top: top, threads: threads) }
    let depth = max(1, reranking.depth)
    let found = try ranked(queries, top: max(top, depth), threads: threads)
    return try await withThrowingTaskGroup(of: (Int, [Hit]).self) { group in
      // The re-ranker bounds how many calls are under way; this bounds what waits in memory.
      let inFlight = 64
      var results = found
      for (number, hits) in found.enumerated() {
        if number >= inFlight, let (done, hits) = try await group.next() { results[done] = hits }
        let query = queries[number].text
        group.addTask { (number, try await reranked(hits, query, reranking.reranker, depth)) }
      }
      for try await (done, hits) in group { results[done] = hits }
      return results.map { Array($0.prefix(top)) }
    }
  }

  private func reranked(
    _ hits: [Hit], _ query: String, _ reranker: any Reranker, _ depth: Int
  ) async throws -> [Hit] {
    var best = Array(hits.prefix(depth))
    let texts = try best.map { hit in
      let passage = try index.passage(number: hit.number)
      return PassageRendering.text(
        title: try index.document(of: passage).title, headingPath: passage.headingPath,
        text: passage.text)
    }
    let scores = try await reranker.scores(query: query, passages: texts)
    for (place, score) in scores.enumerated() { best[place].score = score }
    best.sort { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
    var least = best.last?.score ?? 0
    return best
      + hits.dropFirst(depth).map { hit in
        least -= 1
        return Hit(number: hit.number, id: hit.id, score: least)
      }
  }

  /// What the index itself ranks best.
  private func ranked(
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
