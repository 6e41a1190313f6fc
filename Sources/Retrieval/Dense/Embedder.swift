/// Turns texts into vectors: a static table that is read from files, or a model behind an endpoint.
public protocol Embedder: Sendable {
  /// The model's name, as the index records it; queries must be embedded by the same one.
  var model: String { get }

  /// One vector a text, in order, all of the same dimension and of unit length.
  ///
  /// Texts are whole passages or queries; the embedder batches them, cuts what its model cannot
  /// take, and throws an error that names what failed.
  func embed(_ texts: [String]) async throws -> [[Float]]

  /// The same vectors, and which of them are of a text's beginning only; for an embedder that cuts
  /// no text it is enough to have `embed`.
  func vectors(of texts: [String]) async throws -> [TextVector]
}

extension Embedder {
  public func vectors(of texts: [String]) async throws -> [TextVector] {
    try await embed(texts).map { TextVector(values: $0) }
  }
}

/// A vector that a model made of a text, or of its beginning.
public struct TextVector: Sendable, Equatable {
  public var values: [Float]
  /// Whether the text was too long for the model, and was cut.
  public var isCut: Bool

  public init(values: [Float], isCut: Bool = false) {
    self.values = values
    self.isCut = isCut
  }
}

/// Scores how well passages answer a query, by a model that reads both at once.
public protocol Reranker: Sendable {
  /// The model's name, for messages and reports.
  var model: String { get }

  /// One score a passage, in order; the higher the better.
  func scores(query: String, passages: [String]) async throws -> [Double]
}
