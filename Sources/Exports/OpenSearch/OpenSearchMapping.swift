import Artifacts
import Retrieval

/// The settings and mappings of an index in OpenSearch that answers as much like ours as it can: BM25
/// with the same k1 and b, stems by language, cosine over the vectors.
///
/// Field names, `analyzer`, `similarity` and `knn_vector` are described in OpenSearch's manual
/// ("Mappings and field types", "Similarity", "k-NN vector"). The engine is named because the
/// default one changed in 2.18 and not every engine knows every space.
struct OpenSearchMapping {
  /// How text fields are analysed.
  let analyzer: String
  /// Analysers of several languages, each a field `text.NAME` beside `text`; empty where one does.
  let subfields: [String]
  let vectors: EmbeddedPassages.Description?
  private let options: RetrievalOptions

  init(index: Index, vectors: EmbeddedPassages.Description?) throws(IndexError) {
    self.vectors = vectors
    options = index.options
    let names = Set(try index.documents.map { Self.analyzer($0.language, index.options.stemmer) })
    let one = names.count == 1 ? names.first : nil
    analyzer = one ?? Self.plain
    subfields = one == nil ? names.subtracting([Self.plain]).sorted() : []
  }

  /// The fields that a query of words looks at, with the weights that the index has for them.
  var queryFields: [String] {
    let weights = [("title", options.titleWeight), ("heading_path", options.headingWeight)]
    let fields = weights.filter { $0.1 > 0 }.map { $0.1 == 1 ? $0.0 : "\($0.0)^\($0.1)" } + ["text"]
    return fields
      + subfields.flatMap { name in
        fields.map { field in
          let parts = field.split(separator: "^")
          return parts[0] + ".\(name)" + (parts.count > 1 ? "^\(parts[1])" : "")
        }
      }
  }

  func json() -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.key("settings")
      json.object { json in
        json.key("index")
        json.object { json in
          json.field("number_of_shards", 1)
          json.field("number_of_replicas", 0)
          if vectors != nil { json.field("knn", true) }
          json.key("similarity")
          json.object {
            $0.key("default")
            $0.object {
              $0.field("type", "BM25")
              $0.field("k1", options.k1)
              $0.field("b", options.b)
            }
          }
        }
      }
      json.key("mappings")
      json.object { json in
        json.field("dynamic", "strict")
        json.key("properties")
        json.object { properties(&$0) }
      }
    }
    json.newline()
    return json.bytes
  }

  private func properties(_ json: inout JSONWriter) {
    func field(_ name: String, _ type: String) {
      json.key(name)
      json.object { $0.field("type", type) }
    }
    // Longer terms than Lucene holds are kept in the document and not indexed.
    for name in ["uri", "docno"] {
      json.key(name)
      json.object {
        $0.field("type", "keyword")
        $0.field("ignore_above", 8191)
      }
    }
    field("language", "keyword")
    field("ordinal", "integer")
    field("start", "long")
    field("token_count", "integer")
    field("digest", "keyword")
    for name in ["title", "heading_path", "text"] {
      json.key(name)
      json.object { textField(&$0) }
    }
    guard let vectors else { return }
    json.key("vector")
    json.object { json in
      json.field("type", "knn_vector")
      json.field("dimension", vectors.dimension)
      json.key("method")
      json.object {
        $0.field("name", "hnsw")
        $0.field("engine", "lucene")
        $0.field("space_type", "cosinesimil")
      }
    }
  }

  private func textField(_ json: inout JSONWriter) {
    json.field("type", "text")
    json.field("analyzer", analyzer)
    guard !subfields.isEmpty else { return }
    json.key("fields")
    json.object { json in
      for name in subfields {
        json.key(name)
        json.object {
          $0.field("type", "text")
          $0.field("analyzer", name)
        }
      }
    }
  }
}
