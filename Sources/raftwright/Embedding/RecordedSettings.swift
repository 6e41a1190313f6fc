import Artifacts
import Documents
import Retrieval

/// What an index records of the settings that a search needs.
///
/// The configuration in an index is JSON in the keys of `raftwright.yaml`; one that another version
/// wrote may lack some, which then have their defaults.
struct RecordedSettings {
  /// How a server is called: neither the index nor a search of it depends on these.
  private static let unrecorded =
    ["batch", "concurrency", "timeout"].map { "retrieval.embedding." + $0 }
  /// What a search takes from the index and nothing else of the index depends on.
  private static let forSearches =
    ["retrieval.embedding.cache", "retrieval.embedding.key_variable", "retrieval.fusion"]

  private struct Sections: Encodable {
    var documents: DocumentsOptions
    var retrieval: RetrievalOptions
  }

  /// The settings that an index records; `contents` are those that its rows and vectors depend on.
  static func schema(
    of configuration: Configuration
  ) -> (recorded: ConfigurationSchema, contents: ConfigurationSchema) {
    let sections = Sections(
      documents: configuration.documents, retrieval: configuration.retrieval)
    let recorded = ConfigurationSchema(reflecting: sections).without(unrecorded)
    return (recorded, recorded.without(forSearches))
  }

  var embedding = EmbeddingOptions()
  var fusion = FusionOptions()

  init(of index: Index) {
    guard let root = try? JSONValue(parsing: Array(index.configuration.utf8)),
      let retrieval = root["retrieval"]
    else { return }
    let recorded = retrieval["embedding"]
    embedding.table = recorded?["table"]?.string ?? embedding.table
    embedding.tokenizer = recorded?["tokenizer"]?.string ?? embedding.tokenizer
    embedding.endpoint = recorded?["endpoint"]?.string ?? embedding.endpoint
    embedding.model = recorded?["model"]?.string ?? embedding.model
    embedding.dimensions = recorded?["dimensions"]?.int ?? embedding.dimensions
    embedding.keyVariable = recorded?["key_variable"]?.string ?? embedding.keyVariable
    embedding.cache = recorded?["cache"]?.string ?? embedding.cache
    let weights = retrieval["fusion"]
    fusion.k = weights?["k"]?.int ?? fusion.k
    fusion.denseWeight = weights?["dense_weight"]?.double ?? fusion.denseWeight
    fusion.depth = weights?["depth"]?.int ?? fusion.depth
  }
}
