import Retrieval

/// The page that goes with the bulk files: how to load them, how to ask.
struct OpenSearchReadme {
  /// How the page begins.
  static let mark = "<!-- Written by raftwright export opensearch. -->"

  let name: String
  let index: Index
  let mapping: OpenSearchMapping

  var text: String {
    let fields = mapping.queryFields.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      \(Self.mark)
      # \(name)

      \(index.passageCount) passages of \(index.counts.documents) documents, for OpenSearch 2.4 or \
      later. `index.json` holds settings and mappings, `bulk-*.ndjson` the passages; a passage's \
      `_id` is its chunk id.

      ## Loading

      ```sh
      OPENSEARCH=http://localhost:9200
      curl -fsS -X PUT "$OPENSEARCH/\(name)" \\
        -H 'Content-Type: application/json' --data-binary @index.json
      for part in bulk-*.ndjson; do
        curl -fsS -X POST "$OPENSEARCH/\(name)/_bulk?filter_path=errors,items.*.error" \\
          -H 'Content-Type: application/x-ndjson' --data-binary @"$part"
      done
      curl -fsS -X POST "$OPENSEARCH/\(name)/_refresh"
      ```

      Every part answers `{"errors":false}`. Loading a passage again replaces it.

      ## Asking

      ```sh
      curl -fsS "$OPENSEARCH/\(name)/_search" -H 'Content-Type: application/json' -d '
        {"size": 10, "_source": ["uri", "title", "text"],
         "query": {"multi_match": {"query": "your question", "type": "most_fields",
           "fields": [\(fields)]}}}'
      ```

      Scores are not those of Raftwright: it adds up a term's occurrences in title, headings and \
      text before they are weighed (BM25F), OpenSearch scores each field by itself, and analysis \
      differs in detail.
      \(vectors)
      """
  }

  private var vectors: String {
    guard let vectors = mapping.vectors else { return "" }
    return """

      ## Asking by vector

      The field `vector` holds \(vectors.dimension) floats, made by the model `\(vectors.model)`; \
      embed the query with the same one.

      ```json
      {"size": 10, "query": {"knn": {"vector": {"vector": [0.1, 0.2], "k": 10}}}}
      ```

      """
  }
}
