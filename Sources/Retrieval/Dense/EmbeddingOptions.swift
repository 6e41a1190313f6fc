/// Where the vectors of an index come from, and how they are kept.
///
/// Nothing is named by default, and an index then has no vectors.
public struct EmbeddingOptions: Codable, Sendable, Equatable {
  /// A static embedding table: what `StaticTableFiles(at:)` takes; empty for none.
  public var table: String
  /// The table's tokenizer, where it has another name or place than the table's; else empty.
  public var tokenizer: String
  public var storage: VectorStorage

  public init(table: String = "", tokenizer: String = "", storage: VectorStorage = .int8) {
    self.table = table
    self.tokenizer = tokenizer
    self.storage = storage
  }

  /// Absent keys keep their defaults.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let defaults = EmbeddingOptions()
    table = try values.decodeIfPresent(String.self, forKey: .table) ?? defaults.table
    tokenizer =
      try values.decodeIfPresent(String.self, forKey: .tokenizer) ?? defaults.tokenizer
    storage =
      try values.decodeIfPresent(VectorStorage.self, forKey: .storage) ?? defaults.storage
  }
}
