import ArgumentParser
import Endpoints
import Retrieval

/// How a search ranks passages: for `search` and `evaluate retrieval`.
struct RankingFlags: ParsableArguments {
  @Flag(help: "Rank by vectors instead of words; the index must have some.")
  var dense = false

  @Flag(help: "Rank by words and by vectors, and fuse both rankings.")
  var hybrid = false

  @OptionGroup var embedding: EmbeddingFlags

  @Option(
    help: ArgumentHelp(
      "A server with /v1/rerank that orders the best passages anew.", valueName: "url"))
  var rerank: String?

  @Option(
    help: ArgumentHelp("The server's name of the re-ranking model.", valueName: "name"))
  var rerankModel: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many passages are re-ranked. (default: 50)", valueName: "n"))
  var rerankDepth: Int?

  @Option(
    help: ArgumentHelp(
      "The environment variable that holds the re-ranking server's key.", valueName: "name"))
  var rerankKeyVariable: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The weight of vectors in --hybrid; words have 1. (default: as the index records, 0.3)",
      valueName: "number"))
  var denseWeight: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "k of reciprocal rank fusion, weight / (k + rank). (default: as the index records, 60)",
      valueName: "n"))
  var fusionK: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many passages of each ranking are fused. (default: as the index records, 1000)",
      valueName: "n"))
  var fusionDepth: Int?

  func validate() throws {
    if dense, hybrid { throw ValidationError("Give either --dense or --hybrid, not both.") }
    if !dense, !hybrid, embedding.embeddingTable ?? embedding.embeddingEndpoint != nil {
      throw ValidationError(
        "--embedding-table and --embedding-endpoint belong to --dense or --hybrid.")
    }
    if !dense, !hybrid, embedding.embeddingKeyVariable != nil {
      throw ValidationError("--embedding-key-variable belongs to --dense or --hybrid.")
    }
    if rerank == nil, rerankModel ?? rerankKeyVariable != nil || rerankDepth != nil {
      throw ValidationError(
        "--rerank-model, --rerank-depth and --rerank-key-variable belong to --rerank.")
    }
    if rerank != nil, embedding.offline {
      throw ValidationError("--rerank asks a server; leave it or --offline out.")
    }
    if let rerankDepth, rerankDepth < 1 {
      throw ValidationError("--rerank-depth takes a number from 1; \(rerankDepth) was given.")
    }
    let given = [
      ("--dense-weight", denseWeight != nil), ("--fusion-k", fusionK != nil),
      ("--fusion-depth", fusionDepth != nil),
    ]
    if !hybrid, let (name, _) = given.first(where: { $0.1 }) {
      throw ValidationError("\(name) belongs to --hybrid.")
    }
    if let denseWeight, !denseWeight.isFinite || denseWeight < 0 {
      throw ValidationError("--dense-weight takes a number from 0; \(denseWeight) was given.")
    }
    if let fusionK, fusionK < 0 {
      throw ValidationError("--fusion-k takes a number from 0; \(fusionK) was given.")
    }
    if let fusionDepth, fusionDepth < 1 {
      throw ValidationError("--fusion-depth takes a number from 1; \(fusionDepth) was given.")
    }
  }

  /// The search that the flags ask for; queries are embedded by the table that is named, else by the
  /// one that the index was made with.
  func search(in index: Index, threads: Int) throws -> PassageSearch {
    let recorded = RecordedSettings(of: index)
    let reranking = try reranking(cache: EmbedderSource.rankingCache(recorded.embedding, of: index))
    guard dense || hybrid else { return PassageSearch(index: index, reranking: reranking) }
    guard try index.embedding != nil else { throw IndexError(.noVectors, path: index.path) }
    let embedder = try embedder(of: index, recorded.embedding, threads: threads)
    var fusion = recorded.fusion
    if let denseWeight { fusion.denseWeight = denseWeight }
    if let fusionK { fusion.k = fusionK }
    if let fusionDepth { fusion.depth = fusionDepth }
    return try PassageSearch(
      index: index, method: dense ? .dense : .hybrid(fusion), embedder: embedder,
      reranking: reranking)
  }

  private func reranking(
    cache: @autoclosure () throws -> EndpointCache?
  ) throws -> PassageSearch.Reranking? {
    guard let rerank else { return nil }
    let client = try EndpointClient(
      try Endpoint(rerank), options: EndpointOptions(keyVariable: rerankKeyVariable ?? ""))
    return PassageSearch.Reranking(
      reranker: RerankEndpoint(client: client, model: rerankModel ?? "", cache: try cache()),
      depth: rerankDepth ?? 50)
  }

  private func embedder(
    of index: Index, _ recorded: EmbeddingOptions, threads: Int
  ) throws -> any Embedder {
    var options = recorded
    embedding.apply(to: &options)
    let advice =
      "name what the index was made with by --embedding-table or --embedding-endpoint"
    do {
      let opened = try EmbedderSource.open(
        options, index: index.path, offline: embedding.offline, threads: threads)
      if let opened { return opened.embedder }
    } catch  where embedding.embeddingTable ?? embedding.embeddingEndpoint == nil {
      throw Failure(
        "\(index.path): what its vectors come from cannot be opened: "
          + "\(Failure(error).sentence); \(advice)", code: Failure(error).code)
    }
    throw Failure(
      "\(index.path): the index does not say what its vectors come from; \(advice)", code: .usage)
  }
}
