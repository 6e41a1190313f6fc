/// Turns texts into vectors: a static table that is read from files, or a model behind an endpoint.
public protocol Embedder: Sendable {
  /// The model's name, as the index records it; queries must be embedded by the same one.
  var model: String { get }

  /// One vector a text, in order, all of the same dimension and of unit length.
  ///
  /// Texts are whole passages or queries; the embedder batches them, cuts what its model cannot
  /// take, and throws an error that names what failed.
  func embed(_ texts: [String]) async throws -> [[Float]]
}

/// Scores how well passages answer a query, by a model that reads both at once.
public protocol Reranker: Sendable {
  /// The model's name, for messages and reports.
  var model: String { get }

  /// One score a passage, in order; the higher the better.
  func scores(query: String, passages: [String]) async throws -> [Double]
}
