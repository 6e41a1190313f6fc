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

  @Option(
    help: ArgumentHelp(
      "A server of the OpenAI API that embeds texts (/v1/embeddings).", valueName: "url"))
  var embeddingEndpoint: String?

  @Option(
    help: ArgumentHelp("The server's name of the model.", valueName: "name"))
  var embeddingModel: String?

  @Option(
    help: ArgumentHelp(
      "The environment variable that holds the embedding server's key.", valueName: "name"))
  var embeddingKeyVariable: String?

  @Flag(help: "Ask no server: use what cache.sqlite holds, or fail.")
  var offline = false

  func validate() throws {
    if embeddingTokenizer != nil, embeddingTable == nil {
      throw ValidationError("--embedding-tokenizer belongs to --embedding-table.")
    }
    if embeddingTable != nil, embeddingKeyVariable != nil {
      throw ValidationError("--embedding-key-variable is for a server, not for --embedding-table.")
    }
    if embeddingTable != nil, embeddingEndpoint != nil {
      throw ValidationError("Give either --embedding-table or --embedding-endpoint, not both.")
    }
  }

  /// Puts the flags over other settings; a table that is named has its own tokenizer.
  func apply(to options: inout EmbeddingOptions) {
    if let embeddingTable {
      options.table = embeddingTable
      options.tokenizer = embeddingTokenizer ?? ""
      options.endpoint = ""
    }
    if let embeddingEndpoint {
      options.endpoint = embeddingEndpoint
      options.table = ""
      options.tokenizer = ""
    }
    if let embeddingModel { options.model = embeddingModel }
    if let embeddingKeyVariable { options.keyVariable = embeddingKeyVariable }
  }
}
