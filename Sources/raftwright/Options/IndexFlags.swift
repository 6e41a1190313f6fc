import ArgumentParser
import Documents
import Retrieval

extension ChunkingStrategy: ExpressibleByArgument {}

/// How a corpus is read and indexed, beside what the configuration says: for `index` and `build`.
struct IndexFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read HTML for its content alone (main) or with navigation and footers (full). "
        + "(default: main)",
      valueName: "main|full"))
  var extraction: ExtractionMode?

  @Flag(help: "Add an FTS5 table to the index, for clients that know only SQLite.")
  var fts5 = false

  @Option(
    help: ArgumentHelp(
      "Read all files with this reader; see raftwright readers. (default: auto)",
      valueName: "name"))
  var reader: String?

  @Option(
    help: ArgumentHelp(
      "How documents are cut.", valueName: "strategy"))
  var chunking: ChunkingStrategy?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most tokens that a passage repeats of the one before it (sentences, fixed).",
      valueName: "tokens"))
  var overlap: Int?

  @Option(
    help: ArgumentHelp(
      "A Hugging Face tokenizer.json to count tokens with instead of estimating.",
      valueName: "tokenizer.json"))
  var tokenizer: String?

  @OptionGroup var embedding: EmbeddingFlags

  @Option(
    help: ArgumentHelp(
      "How vectors are kept: int8 takes a quarter of the space. (default: int8)",
      valueName: "float32|int8"))
  var embeddingStorage: VectorStorage?

  func validate() throws {
    if let overlap, overlap < 0 {
      throw ValidationError("--overlap takes a number from 0; \(overlap) was given.")
    }
  }

  /// Puts the flags over the file's settings.
  func apply(to configuration: inout Configuration) throws {
    if let reader { configuration.documents.reader = reader }
    if let extraction { configuration.documents.extraction = extraction }
    if let chunking { configuration.documents.chunking = chunking.rawValue }
    if let overlap { configuration.documents.overlap = overlap }
    let strategy = configuration.documents.chunking
    if overlap != nil, ![ChunkingStrategy.sentences, .fixed].map(\.rawValue).contains(strategy) {
      throw Failure(
        "--overlap belongs to --chunking sentences or fixed; passages of `\(strategy)` repeat "
          + "nothing", code: .usage)
    }
    if let tokenizer { configuration.documents.tokenizer = tokenizer }
    try configuration.documents.validate()
    if fts5 { configuration.retrieval.fts5 = true }
    embedding.apply(to: &configuration.retrieval.embedding)
    if let embeddingStorage { configuration.retrieval.embedding.storage = embeddingStorage }
  }
}

extension ExtractionMode: ExpressibleByArgument {}
