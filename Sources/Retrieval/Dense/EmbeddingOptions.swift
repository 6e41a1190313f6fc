/// Where the vectors of an index come from, and how they are kept.
///
/// Nothing is named by default, and an index then has no vectors.
public struct EmbeddingOptions: Codable, Sendable, Equatable {
  /// A static embedding table: what `StaticTableFiles(at:)` takes; empty for none.
  public var table: String
  /// The table's tokenizer, where it has another name or place than the table's; else empty.
  public var tokenizer: String
  /// The address of a server with `/v1/embeddings`; empty for none.
  public var endpoint: String
  /// The name that the server knows the model by.
  public var model: String
  /// How many dimensions to ask for; 0 for the model's own.
  public var dimensions: Int
  /// The environment variable that holds the server's key; empty for none.
  public var keyVariable: String
  /// Texts to a call.
  public var batch: Int
  /// Calls under way at once.
  public var concurrency: Int
  /// How long the server may be silent, in seconds.
  public var timeout: Int
  /// The file that keeps what the server answered; empty for `cache.sqlite` beside the index.
  public var cache: String
  public var storage: VectorStorage

  public init(
    table: String = "", tokenizer: String = "", endpoint: String = "", model: String = "",
    dimensions: Int = 0, keyVariable: String = "", batch: Int = 32, concurrency: Int = 4,
    timeout: Int = 300, cache: String = "", storage: VectorStorage = .int8
  ) {
    self.table = table
    self.tokenizer = tokenizer
    self.endpoint = endpoint
    self.model = model
    self.dimensions = dimensions
    self.keyVariable = keyVariable
    self.batch = batch
    self.concurrency = concurrency
    self.timeout = timeout
    self.cache = cache
    self.storage = storage
  }

  /// Absent keys keep their defaults.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let defaults = EmbeddingOptions()
    func value<T: Decodable>(_ key: CodingKeys, _ usual: T) throws -> T {
      try values.decodeIfPresent(T.self, forKey: key) ?? usual
    }
    table = try value(.table, defaults.table)
    tokenizer = try value(.tokenizer, defaults.tokenizer)
    endpoint = try value(.endpoint, defaults.endpoint)
    model = try value(.model, defaults.model)
    dimensions = try value(.dimensions, defaults.dimensions)
    keyVariable = try value(.keyVariable, defaults.keyVariable)
    batch = try value(.batch, defaults.batch)
    concurrency = try value(.concurrency, defaults.concurrency)
    timeout = try value(.timeout, defaults.timeout)
    cache = try value(.cache, defaults.cache)
    storage = try value(.storage, defaults.storage)
  }
}
