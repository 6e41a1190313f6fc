/// Vectors that an embedder lacks and may not ask for.
public struct MissingVectors: Error, Sendable, Equatable, CustomStringConvertible {
  public var count: Int
  /// How many texts were to be embedded.
  public var texts: Int
  /// Where they were looked for: the path of a cache, or the model's name.
  public var cache: String

  public init(count: Int, texts: Int, cache: String) {
    self.count = count
    self.texts = texts
    self.cache = cache
  }

  public var description: String {
    "\(cache): \(count) of \(texts) are not in the cache, and nothing may be asked for offline; "
      + "run once without --offline"
  }
}
