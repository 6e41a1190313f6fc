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
    var buffer = PostingBuffer()
    let postings = (0..<count).map { _ in
      passage += 1 + random.below(gap)
      let frequency = 1 + random.below([1, 3, 40, 1 << 20][random.below(4)])
      buffer.append(passage: passage, frequency: frequency)
      return Posting(passage: passage, frequency: frequency)
    }
    #expect(buffer.postings() == postings, "seed \(seed)")
    let norms = (0...passage).map { _ in 0.1 + Double(random.below(1000)) / 300 }
    let weight = { (posting: Posting) in
      BM25.weight(frequency: posting.frequency, norm: norms[posting.passage])
    }
    let bytes = PostingEncoder.encode(postings, weight: weight)
    let list = try PostingList(bytes: bytes, count: count, norms: norms)
    #expect(try list.postings() == postings, "seed \(seed)")
    for block in list.blocks {
      let most = postings.filter { (block.first...block.last).contains($0.passage) }
        .map { BM25.contribution(scale: list.scale, weight: weight($0)) }.max()!
      #expect(block.bound >= most, "seed \(seed)")
      #expect(block.bound - most <= UInt32(list.scale / 65535) + 2, "seed \(seed)")
    }
  }

  @Test func damagedPostingsAreNeverReadOutOfBounds() throws {
    var random = SplitMix64(state: 1)
    let postings = (0..<300).map { Posting(passage: $0 * 3, frequency: 1 + random.below(9)) }
    let norms = [Double](repeating: 1, count: 900)
    let good = PostingEncoder.encode(postings) { _ in 0.5 }
    for _ in 0..<3000 {
      var bytes = good
      if random.below(4) == 0 { bytes.removeLast(1 + random.below(bytes.count)) }
      for _ in 0..<1 + random.below(4) where !bytes.isEmpty {
        bytes[random.below(bytes.count)] = UInt8(random.below(256))
      }
      guard let list = try? PostingList(bytes: bytes, count: 300, norms: norms),
        let read = try? list.postings()
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
    var bytes: [UInt8] = []
    values.withUnsafeBufferPointer { BitPacking.append($0, width: width, to: &bytes) }
    #expect(bytes.count == 16 * width)
    bytes += [UInt8](repeating: 0, count: 8)
    var back = [UInt32](repeating: 1, count: 128)
    back.withUnsafeMutableBufferPointer { back in
      bytes.withUnsafeBytes { BitPacking.unpack($0.baseAddress!, width: width, into: back) }
    }
    #expect(back == values)
  }
}
