import Artifacts
import Testing

@testable import Retrieval

@Suite struct PostingTests {
  @Test(arguments: 0..<60)
  func packedPostingsComeBack(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    let counts = [1, 2, 127, 128, 129, 256, 1000]
    let count = counts[seed % counts.count]
    let gap = [1, 2, 50, 3_000][random.below(4)]
    var passage = -1
    var pool = PostingPool()
    let postings = (0..<count).map { _ in
      passage += 1 + random.below(gap)
      let frequency = 1 + random.below([1, 3, 40, 1 << 20][random.below(4)])
      // Another term's postings lie between.
      for term in 0..<2 {
        pool.append(term: term, passage: UInt32(passage), frequency: UInt32(frequency + term))
      }
      return Posting(passage: passage, frequency: frequency)
    }
    #expect(pool.count(of: 1) == count)
    let bytes = Self.packed(pool, term: 0)
    let list = try PostingList(bytes: bytes, count: count, passages: passage + 1)
    #expect(try Self.unpacked(list) == postings, "seed \(seed)")
    let others = try PostingList(
      bytes: Self.packed(pool, term: 1), count: count, passages: passage + 1)
    #expect(
      try Self.unpacked(others)
        == postings.map { Posting(passage: $0.passage, frequency: $0.frequency + 1) },
      "seed \(seed)")
    // Nothing may be missing at the end, or follow it.
    for wrong in [bytes.dropLast(), bytes + [0]] {
      #expect(throws: PostingList.Damage.self) {
        try Self.unpacked(
          PostingList(bytes: Array(wrong), count: count, passages: passage + 1))
      }
    }
  }

  private static func packed(_ pool: borrowing PostingPool, term: Int) -> [UInt8] {
    var encoder = PostingEncoder()
    encoder.encode(term, of: pool)
    return Array(encoder.bytes.all)
  }

  private static func unpacked(_ list: PostingList) throws -> [Posting] {
    var passages = [UInt32](repeating: 0, count: list.count)
    var frequencies = passages
    try passages.withUnsafeMutableBufferPointer { passages in
      try frequencies.withUnsafeMutableBufferPointer { frequencies in
        try list.unpack(
          passages: passages.baseAddress!, frequencies: frequencies.baseAddress!)
      }
    }
    return zip(passages, frequencies).map { Posting(passage: Int($0), frequency: Int($1)) }
  }

  @Test func damagedPostingsAreNeverReadOutOfBounds() throws {
    var random = SplitMix64(state: 1)
    var pool = PostingPool()
    for number in 0..<300 {
      pool.append(term: 0, passage: UInt32(number * 3), frequency: UInt32(1 + random.below(9)))
    }
    let good = Self.packed(pool, term: 0)
    for _ in 0..<3000 {
      var bytes = good
      if random.below(4) == 0 { bytes.removeLast(1 + random.below(bytes.count)) }
      for _ in 0..<1 + random.below(4) where !bytes.isEmpty {
        bytes[random.below(bytes.count)] = UInt8(random.below(256))
      }
      guard let list = try? PostingList(bytes: bytes, count: 300, passages: 900),
        let read = try? Self.unpacked(list)
      else { continue }
      #expect(read.count == 300)
      #expect(read.allSatisfy { $0.passage >= 0 && $0.passage < 900 })
    }
  }

  @Test(arguments: [0, 1, 7, 8, 31, 32])
  func bitsComeBack(width: Int) {
    var random = SplitMix64(state: UInt64(width))
    let mask = width == 32 ? UInt32.max : (1 << UInt32(width)) - 1
    let values = (0..<128).map { _ in UInt32(truncatingIfNeeded: random.next()) & mask }
    var packed = GrowingBuffer<UInt8>(capacity: 1)
    values.withUnsafeBufferPointer { BitPacking.append($0, width: width, to: &packed) }
    #expect(packed.count == 16 * width)
    let bytes = Array(packed.all) + [UInt8](repeating: 0, count: 8)
    var back = [UInt32](repeating: 1, count: 128)
    back.withUnsafeMutableBufferPointer { back in
      bytes.withUnsafeBytes { BitPacking.unpack($0.baseAddress!, width: width, into: back) }
    }
    #expect(back == values)
  }
}
