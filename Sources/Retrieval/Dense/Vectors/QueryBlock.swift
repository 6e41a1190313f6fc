import CVectorKernels

/// Queries as a matrix compares them with its vectors.
///
/// For bytes, a query is rounded to bytes as well; its own scale multiplies all its scores, and so
/// is put back only where scores are handed out.
struct QueryBlock {
  let count: Int
  private let bytes: [Int8]
  private let biases: [Int32]
  private let floats: [Float]
  /// What a query's scores are multiplied by.
  let scales: [Float]

  init(_ queries: [[Float]], for matrix: VectorMatrix) {
    count = queries.count
    guard matrix.storage == .int8 else {
      (bytes, biases) = ([], [])
      floats = queries.flatMap { $0 }
      scales = queries.map { _ in 1 }
      return
    }
    let padding = [Int8](repeating: 0, count: matrix.paddedDimension - matrix.dimension)
    let rounded = queries.map { VectorStorage.quantized($0) }
    bytes = rounded.flatMap { $0.values + padding }
    biases = rounded.map { query in -128 * query.values.reduce(Int32(0)) { $0 + Int32($1) } }
    scales = rounded.map(\.scale)
    floats = []
  }

  /// Writes the scores of queries against groups of vectors, a row of `stride` for each query.
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
            bytes.baseAddress! + queries.lowerBound * words * 4,
            biases.baseAddress! + queries.lowerBound, queries.count, matrix.scales + first, scores,
            stride)
        }
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
