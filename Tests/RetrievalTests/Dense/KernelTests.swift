import Artifacts
import CVectorKernels
import Testing

@testable import Retrieval

/// Every set of instructions that this processor has gives the same bits.
@Suite struct KernelTests {
  private static let levels = (0...rw_best_level().rawValue).map { rw_level(rawValue: $0) }

  @Test(arguments: VectorStorage.allCases)
  func scoresAreTheSameToTheBit(_ storage: VectorStorage) {
    var random = SplitMix64(state: 9)
    func vector(_ dimension: Int) -> [Float] {
      (0..<dimension).map { _ in Float(random.next() >> 40) / Float(1 << 24) - 0.5 }
    }
    for (dimension, count) in [(1, 1), (7, 40), (64, 33), (100, 600)] {
      let vectors = (0..<count).map { _ in vector(dimension) }
      let queries = (0..<30).map { _ in vector(dimension) }
      let found = Self.levels.map { level in
        let matrix = VectorMatrix(
          dimension: dimension, storage: storage, capacity: count, level: level)
        for vector in vectors { #expect(matrix.append(vector)) }
        return matrix.best(count, for: queries, threads: 2)
      }
      #expect(found[0].allSatisfy { $0.count >= count })
      for other in found.dropFirst() { #expect(other == found[0]) }
    }
  }

  /// All halves, the greatest and smallest bytes.
  @Test func everyHalfIsWidenedAlike() {
    let halves = (0...UInt16.max).filter { $0 & 0x7c00 != 0x7c00 }
    let count = halves.count / 64 * 64
    let found = Self.levels.map { level in
      var sum = [Float](repeating: 0, count: count)
      halves.withUnsafeBytes {
        rw_add_halves(level, &sum, $0.baseAddress, [0, 0], [1, 0.3], 2, count)
      }
      return sum
    }
    for other in found.dropFirst() { #expect(other == found[0]) }
    var plain = [Float](repeating: 0, count: count)
    halves.withUnsafeBytes {
      rw_add_halves(rw_best_level(), &plain, $0.baseAddress, [0], nil, 1, count)
    }
    #expect(plain[0x3c00] == 1)
    #expect(plain[1] == 0x1p-24)
    #expect(plain[0x7bff] == 65504)
  }

  @Test func extremeBytesDoNotOverflow() {
    let dimension = 4096
    let matrix = VectorMatrix(dimension: dimension, storage: .int8, capacity: 2)
    let ones = [Float](repeating: 1, count: dimension)
    #expect(matrix.append(ones))
    #expect(matrix.append(ones.map { -$0 }))
    let best = matrix.best(2, for: [ones], threads: 1)[0]
    #expect(best.map(\.row) == [0, 1])
    #expect(abs(best[0].score - Float(dimension)) < 1)
    #expect(best[0].score == -best[1].score)
  }
}
