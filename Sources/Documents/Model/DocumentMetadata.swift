/// What a source says about itself besides its title and language; nil is what it does not say.
public struct DocumentMetadata: Codable, Sendable, Hashable {
  /// The names of its authors, separated by commas.
  public var author: String?
  /// When it was published, as the source writes it, mostly ISO 8601.
  public var published: String?
  /// When it was last changed, as the source writes it.
  public var modified: String?
  public var description: String?

  public init(
    author: String? = nil, published: String? = nil, modified: String? = nil,
    description: String? = nil
  ) {
    self.author = author
    self.published = published
    self.modified = modified
    self.description = description
  }

  public var isEmpty: Bool { self == DocumentMetadata() }
}
