/// A vector that a model made of a text, or of its beginning.
struct ModelVector: Sendable, Equatable {
  var values: [Float]
  /// Whether the text was too long for the model, and was cut.
  var isCut: Bool
}
