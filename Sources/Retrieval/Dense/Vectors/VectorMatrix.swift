import CVectorKernels

/// Many vectors of one dimension in memory, ready to be compared with queries.
///
///     let matrix = VectorMatrix(dimension: 256, storage: .int8, capacity: 2)
///     for vector in vectors { _ = matrix.append(vector) }
///     let best = matrix.best(10, for: queries, threads: 2)
///
/// Laid out for `CVectorKernels`: in groups of 16 vectors, zeros in the last group's free places.
/// Takes as many bytes as the vectors' blobs, to a group's size. Not changed once it is filled.
final class VectorMatrix: @unchecked Sendable {
  // Sound: rows are added by whoever makes the matrix, before it is given to others.
  let dimension: Int
  let storage: VectorStorage
  private(set) var count = 0
  let groupCount: Int
  /// The dimension that is stored: for bytes, rounded up to whole words of four.
  let paddedDimension: Int
  let groups: UnsafeMutableRawPointer
  /// The instructions that scores are computed with; they change nothing in the scores.
  let level: rw_level
  /// What a byte of each vector is worth; for floats all 1.
  let scales: UnsafeMutablePointer<Float>

  static let group = 16

  /// - Parameter capacity: how many vectors will be added at most.
  init(
    dimension: Int, storage: VectorStorage, capacity: Int, level: rw_level = rw_best_level()
  ) {
    self.level = level
    self.dimension = dimension
    self.storage = storage
    groupCount = (capacity + Self.group - 1) / Self.group
    paddedDimension = storage == .int8 ? (dimension + 3) & ~3 : dimension
    let places = groupCount * Self.group
    let bytes = places * paddedDimension * (storage == .int8 ? 1 : 4)
    groups = .allocate(byteCount: max(bytes, 64), alignment: 64)
    // In a matrix of bytes, 128 stands for 0.
    groups.initializeMemory(
      as: UInt8.self, repeating: storage == .int8 ? 128 : 0, count: max(bytes, 64))
    scales = .allocate(capacity: max(places, 1))
    scales.initialize(repeating: storage == .int8 ? 0 : 1, count: max(places, 1))
  }

  deinit {
    groups.deallocate()
    scales.deallocate()
  }

  /// Adds a vector as `storage` encodes it; false where its length is another.
  func append(_ blob: UnsafeRawBufferPointer) -> Bool {
    guard blob.count == storage.width(dimension: dimension), count < groupCount * Self.group
    else { return false }
    let place = count % Self.group
    let start = count / Self.group * Self.group * paddedDimension
    switch storage {
    case .float32:
      let group = groups.assumingMemoryBound(to: Float.self) + start
      for index in 0..<dimension {
        group[index * Self.group + place] = VectorStorage.float(blob, at: 4 * index)
      }
    case .int8:
      let group = groups.assumingMemoryBound(to: UInt8.self) + start + place * 4
      for index in 0..<dimension {
        group[index / 4 * 64 + index % 4] = blob[index] ^ 0x80
      }
      scales[count] = VectorStorage.float(blob, at: dimension)
    }
    count += 1
    return true
  }

  /// Adds a vector.
  func append(_ vector: [Float]) -> Bool {
    storage.encode(vector).withUnsafeBytes { append($0) }
  }
}
