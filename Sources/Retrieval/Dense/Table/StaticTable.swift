import Artifacts
import CVectorKernels

/// A vector for each token of a vocabulary, and how those of a text are pooled.
///
/// Rows are float32 or float16 and stay in the file; reading one touches its page.
struct StaticTable: Sendable {
  /// Whose files these are; the two differ in what they do with tokens.
  enum Layout: Sendable, Equatable {
    /// model2vec: tensor `embeddings`, with `weights` (a factor for each token) and `mapping` (the
    /// row of each token) where the vocabulary was quantized. Leaves out unknown tokens.
    case model2vec
    /// wordllama: tensor `embedding.weight`. Counts all tokens; one beyond the table takes the last
    /// row.
    case wordllama
  }

  let layout: Layout
  let dimension: Int
  let rowCount: Int
  private let file: MappedFile
  /// Where the rows begin in the file.
  private let start: Int
  private let isHalf: Bool
  private let weights: [Float]?
  private let mapping: [Int32]?
  private let level = rw_best_level()

  private static let mostDimensions = 1 << 16

  /// Throws an `EmbeddingError` where the file holds something else.
  init(_ tensors: SafetensorsFile) throws {
    func bad(_ what: String) -> EmbeddingError {
      EmbeddingError(.badTable(what), subject: tensors.path)
    }
    let rows: SafetensorsFile.Tensor
    if let tensor = tensors.tensors["embeddings"] {
      (rows, layout) = (tensor, .model2vec)
    } else if let tensor = tensors.tensors["embedding.weight"] {
      (rows, layout) = (tensor, .wordllama)
    } else {
      let names = tensors.tensors.keys.sorted().prefix(5).joined(separator: ", ")
      throw bad(
        "it has no tensor `embeddings` (model2vec) or `embedding.weight` (wordllama), but "
          + (names.isEmpty ? "none at all" : names))
    }
    guard rows.shape.count == 2, rows.shape[0] > 0, (1...Self.mostDimensions) ~= rows.shape[1]
    else { throw bad("its rows have the shape \(rows.shape), not [tokens, dimensions]") }
    guard ["F32", "F16"].contains(rows.type) else {
      throw bad("its rows are \(rows.type), and only F32 and F16 are read")
    }
    (rowCount, dimension) = (rows.shape[0], rows.shape[1])
    (file, start, isHalf) = (tensors.file, rows.range.lowerBound, rows.type == "F16")
    weights = try tensors.tensors["weights"].map { tensor in
      guard tensor.shape.count == 1, let values = Self.numbers(tensor, tensors.file) else {
        throw bad("`weights` is no list of floats")
      }
      return values.map { Float($0) }
    }
    let rowCount = rowCount
    mapping = try tensors.tensors["mapping"].map { tensor in
      guard tensor.shape.count == 1, let values = Self.numbers(tensor, tensors.file),
        values.allSatisfy({ $0 >= 0 && $0 < Double(rowCount) })
      else { throw bad("`mapping` is no list of the table's rows") }
      return values.map { Int32($0) }
    }
  }

  /// How many tokens the table has vectors for.
  var tokenCount: Int {
    min(mapping?.count ?? rowCount, weights?.count ?? .max)
  }

  /// Adds the rows of tokens to a sum, in their order.
  ///
  /// - Parameter tokens: all of them the table's; they are changed to their rows.
  func add(_ tokens: inout [Int32], to sum: UnsafeMutablePointer<Float>) {
    let factors = weights.map { weights in tokens.map { weights[Int($0)] } }
    if let mapping { for index in tokens.indices { tokens[index] = mapping[Int(tokens[index])] } }
    let base = file.bytes.baseAddress.unsafelyUnwrapped + start
    let add = isHalf ? rw_add_halves : rw_add_floats
    if let factors {
      add(level, sum, base, tokens, factors, tokens.count, dimension)
    } else {
      add(level, sum, base, tokens, nil, tokens.count, dimension)
    }
  }

  /// A short tensor's numbers; nil where its type is none of those that lists have.
  private static func numbers(
    _ tensor: SafetensorsFile.Tensor, _ file: MappedFile
  ) -> [Double]? {
    func read<T>(_ type: T.Type, _ convert: (T) -> Double) -> [Double] {
      stride(from: tensor.range.lowerBound, to: tensor.range.upperBound, by: MemoryLayout<T>.size)
        .map { convert(file.bytes.loadUnaligned(fromByteOffset: $0, as: type)) }
    }
    switch tensor.type {
    case "F64": return read(Double.self) { $0 }
    case "F32": return read(Float.self) { Double($0) }
    case "F16":
      return read(UInt16.self) { half in
        var value: Float = 0
        withUnsafeBytes(of: half) {
          rw_add_halves(rw_portable, &value, $0.baseAddress, [0], nil, 1, 1)
        }
        return Double(value)
      }
    case "I64": return read(Int64.self) { Double($0) }
    case "I32": return read(Int32.self) { Double($0) }
    default: return nil
    }
  }
}
