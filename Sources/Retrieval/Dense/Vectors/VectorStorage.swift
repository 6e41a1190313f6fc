/// How an index keeps vectors.
///
/// - `float32`: four bytes a component, little-endian.
/// - `int8`: a byte a component in two's complement, then the vector's scale as a little-endian
///   float32; a component is its byte times the scale. The scale is the vector's largest absolute
///   component over 127, so that each vector uses the whole range and none depends on another.
public enum VectorStorage: String, Sendable, Codable, CaseIterable {
  case float32
  case int8

  /// The length of a vector's blob, in bytes.
  public func width(dimension: Int) -> Int {
    self == .float32 ? 4 * dimension : dimension + 4
  }

  /// A vector as it is stored.
  public func encode(_ vector: [Float]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width(dimension: vector.count))
    func append(_ value: Float) {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    switch self {
    case .float32: for value in vector { append(value) }
    case .int8:
      let (values, scale) = Self.quantized(vector)
      for value in values { bytes.append(UInt8(bitPattern: value)) }
      append(scale)
    }
    return bytes
  }

  /// A stored vector's components; nil where the bytes are not as many as they should be.
  public func decode(_ bytes: [UInt8], dimension: Int) -> [Float]? {
    guard bytes.count == width(dimension: dimension) else { return nil }
    return bytes.withUnsafeBytes { bytes in
      switch self {
      case .float32: (0..<dimension).map { Self.float(bytes, at: 4 * $0) }
      case .int8:
        (0..<dimension).map {
          Float(Int8(bitPattern: bytes[$0])) * Self.float(bytes, at: dimension)
        }
      }
    }
  }

  static func float(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Float {
    let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
    return Float(bitPattern: UInt32(littleEndian: word))
  }

  /// Bytes from −127 to 127, rounded to nearest and ties to even, and what one of them is worth.
  static func quantized(_ vector: [Float]) -> (values: [Int8], scale: Float) {
    var largest: Float = 0
    for value in vector { largest = max(largest, abs(value)) }
    guard largest > 0 else { return ([Int8](repeating: 0, count: vector.count), 0) }
    let values = vector.map { value in
      Int8((value / largest * 127).rounded(.toNearestOrEven))
    }
    return (values, largest / 127)
  }
}
