import CVectorKernels

/// Queries as a matrix compares them with its vectors.
///
/// For bytes, a query becomes two rows of bytes: its own components rounded, and what rounding left
/// of them on a scale of its own, so that 15 bits of a component count.
struct QueryBlock {
  let count: Int
  private let bytes: [Int8]
  private let biases: [Int32]
  private let floats: [Float]
  /// What the second row's scores are multiplied by.
  private let factors: [Float]
  /// What a query's scores are multiplied by in the end.
  private let scales: [Float]
  /// How many rows of scores a query takes.
  let rows: Int

  init(_ queries: [[Float]], for matrix: VectorMatrix) {
    count = queries.count
    guard matrix.storage == .int8 else {
      (bytes, biases, factors, scales, rows) = ([], [], [], [], 1)
      floats = queries.flatMap { $0 }
      return
    }
    let padding = [Int8](repeating: 0, count: matrix.paddedDimension - matrix.dimension)
    let rounded = queries.map { query in
      let first = VectorStorage.quantized(query)
      let rest = zip(query, first.values).map { $0 - Float($1) * first.scale }
      return (first: first, rest: VectorStorage.quantized(rest))
    }
    bytes = rounded.flatMap { $0.first.values + padding + $0.rest.values + padding }
    biases = rounded.flatMap { [$0.first.values, $0.rest.values] }
      .map { values in -128 * values.reduce(Int32(0)) { $0 + Int32($1) } }
    factors = rounded.map { $0.first.scale > 0 ? $0.rest.scale / $0.first.scale : 0 }
    scales = rounded.map(\.first.scale)
    (floats, rows) = ([], 2)
  }

  /// Writes the scores of queries against groups of vectors: for each query `rows` rows of `stride`,
  /// the first of which has the scores.
  func scores(
    of queries: Range<Int>, groups: Range<Int>, in matrix: VectorMatrix,
    into scores: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let first = groups.lowerBound * VectorMatrix.group
    let place = first * matrix.paddedDimension
    switch matrix.storage {
    case .int8:
      let words = matrix.paddedDimension / 4
      bytes.withUnsafeBufferPointer { bytes in
        biases.withUnsafeBufferPointer { biases in
          rw_byte_scores(
            matrix.level,
            matrix.groups.assumingMemoryBound(to: UInt8.self) + place, groups.count, words,
            bytes.baseAddress! + queries.lowerBound * 2 * words * 4,
            biases.baseAddress! + queries.lowerBound * 2, queries.count * 2,
            matrix.scales + first, scores, stride)
        }
      }
      for (row, query) in queries.enumerated() {
        let place = scores + row * 2 * stride
        rw_combine(
          place, place + stride, factors[query], scales[query], groups.count * VectorMatrix.group)
      }
    case .float32:
      floats.withUnsafeBufferPointer { floats in
        rw_float_scores(
          matrix.level,
          matrix.groups.assumingMemoryBound(to: Float.self) + place, groups.count,
          matrix.dimension, floats.baseAddress! + queries.lowerBound * matrix.dimension,
          queries.count, scores, stride)
      }
    }
  }
}
