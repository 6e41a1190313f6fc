import ArgumentParser
import Retrieval

/// How a search ranks passages: for `search` and `evaluate retrieval`.
struct RankingFlags: ParsableArguments {
  @Flag(help: "Rank by vectors instead of words; the index must have some.")
  var dense = false

  @Flag(help: "Rank by words and by vectors, and fuse both rankings.")
  var hybrid = false

  @OptionGroup var embedding: EmbeddingFlags

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
    if !dense, !hybrid, embedding.embeddingTable != nil {
      throw ValidationError("--embedding-table belongs to --dense or --hybrid.")
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
    guard dense || hybrid else { return PassageSearch(index: index) }
    guard try index.embedding != nil else { throw IndexError(.noVectors, path: index.path) }
    let recorded = RecordedSettings(of: index)
    let embedder = try embedder(of: index, recorded.embedding, threads: threads)
    var fusion = recorded.fusion
    if let denseWeight { fusion.denseWeight = denseWeight }
    if let fusionK { fusion.k = fusionK }
    if let fusionDepth { fusion.depth = fusionDepth }
    return try PassageSearch(
      index: index, method: dense ? .dense : .hybrid(fusion), embedder: embedder)
  }

  private func embedder(
    of index: Index, _ recorded: EmbeddingOptions, threads: Int
  ) throws -> any Embedder {
    var options = recorded
    embedding.apply(to: &options)
    let advice = "name the table that the index was made with by --embedding-table"
    do {
      if let embedder = try EmbedderSource.open(options, threads: threads) { return embedder }
    } catch  where embedding.embeddingTable == nil {
      throw Failure(
        "\(index.path): its vectors come from a table that cannot be opened: "
          + "\(Failure(error).sentence); \(advice)", code: Failure(error).code)
    }
    throw Failure(
      "\(index.path): the index does not say what its vectors come from; \(advice)", code: .usage)
  }
}
