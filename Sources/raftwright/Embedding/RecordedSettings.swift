import Artifacts
import Retrieval

/// What an index records of the settings that a search needs.
///
/// The configuration in an index is JSON in the keys of `raftwright.yaml`; one that another version
/// wrote may lack some, which then have their defaults.
struct RecordedSettings {
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
