import ArgumentParser
import Retrieval

extension VectorStorage: ExpressibleByArgument {}

/// Where vectors come from: for all commands that make or compare some.
struct EmbeddingFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A static embedding table of model2vec's or wordllama's layout: a folder with *.safetensors "
        + "and tokenizer.json, or the *.safetensors itself.",
      valueName: "path"))
  var embeddingTable: String?

  @Option(
    help: ArgumentHelp(
      "The table's tokenizer, where it lies elsewhere.", valueName: "tokenizer.json"))
  var embeddingTokenizer: String?

  func validate() throws {
    if embeddingTokenizer != nil, embeddingTable == nil {
      throw ValidationError("--embedding-tokenizer belongs to --embedding-table.")
    }
  }

  /// Puts the flags over other settings; a table that is named has its own tokenizer.
  func apply(to options: inout EmbeddingOptions) {
    guard let embeddingTable else { return }
    options.table = embeddingTable
    options.tokenizer = embeddingTokenizer ?? ""
  }
}
