/// How well a passage, or its beginning, answers a query by a model.
struct ModelScore: Sendable, Equatable {
  var value: Double
  /// Whether the passage was too long for the model, and was cut.
  var isCut: Bool
}
