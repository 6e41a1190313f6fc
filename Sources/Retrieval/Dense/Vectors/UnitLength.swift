/// Makes vectors as long as 1, so that their products are cosines.
enum UnitLength {
  /// Divides a vector by its length; one of zeros stays.
  ///
  /// - Parameter subject: what an error names, where a component is not finite.
  static func scale(_ vector: inout [Float], subject: String) throws(EmbeddingError) {
    let length = length(of: vector)
    guard length.isFinite else { throw EmbeddingError(.notFinite, subject: subject) }
    if length == 0 { return }
    // In double precision a product with the inverse rounds as the quotient would, nearly always.
    let inverse = 1 / length
    for index in vector.indices { vector[index] = Float(Double(vector[index]) * inverse) }
  }

  /// In double precision, in an order of its own that is the same everywhere.
  static func length(of vector: [Float]) -> Double {
    var sums = SIMD8<Double>()
    var index = 0
    vector.withUnsafeBufferPointer { vector in
      while index + 8 <= vector.count {
        var values = SIMD8<Double>()
        for lane in 0..<8 { values[lane] = Double(vector[index + lane]) }
        sums += values * values
        index += 8
      }
      while index < vector.count {
        sums[0] += Double(vector[index]) * Double(vector[index])
        index += 1
      }
    }
    return sums.sum().squareRoot()
  }
}
