/// A term's postings as the index keeps them: packed blocks, and a bound for what each can add.
///
/// `TermPostings` unpacks them for the search.
final class PostingList: Sendable {
  /// A block's place in `bytes`, its last passage, and the most that it adds to a score.
  struct Block: Sendable {
    var first: Int
    var last: Int
    var start: Int
    var count: Int
    var bound: UInt32
  }

  /// How many passages hold the term.
  let count: Int
  /// idf · 2²⁴.
  let scale: Double
  /// The packed postings, with eight bytes of zeros behind them for `BitPacking.unpack`.
  let bytes: [UInt8]
  let blocks: [Block]

  /// Reads the table of blocks; throws `Damage` where the bytes cannot be postings.
  ///
  /// - Parameter norms: for each passage what a frequency competes with (`BM25.norms`); a short
  ///   list carries no weight of its own, so its bound is found from its postings.
  init(bytes packed: [UInt8], count: Int, norms: [Double]) throws(Damage) {
    let passages = norms.count
    guard count > 0, count <= passages else { throw Damage() }
    self.count = count
    scale = BM25.idf(passages: count, of: passages) * BM25.one
    bytes = packed + [UInt8](repeating: 0, count: 8)
    let whole = count / PostingEncoder.blockSize
    let rest = count % PostingEncoder.blockSize
    var position = whole * PostingEncoder.blockEntrySize
    guard position <= packed.count else { throw Damage() }
    var blocks: [Block] = []
    var last = -1
    for block in 0..<whole {
      let entry = block * PostingEncoder.blockEntrySize
      let next = Int(Self.word(packed, entry, UInt32.self))
      let end = Int(Self.word(packed, entry + 4, UInt32.self))
      guard next > last, next < passages, end >= position + 2, end <= packed.count else {
        throw Damage()
      }
      let widths = (Int(packed[position]), Int(packed[position + 1]))
      let size = PostingEncoder.blockSize / 8 * (widths.0 + widths.1)
      guard widths.0 <= 32, widths.1 <= 32, end - position == size + 2 else { throw Damage() }
      blocks.append(
        Block(
          first: last + 1, last: next, start: position, count: PostingEncoder.blockSize,
          bound: Self.bound(Self.word(packed, entry + 8, UInt16.self), scale)))
      (last, position) = (next, end)
    }
    if rest > 0 {
      var code = UInt16.max
      if whole > 0 {
        guard position + 2 <= packed.count else { throw Damage() }
        code = Self.word(packed, position, UInt16.self)
        position += 2
      }
      blocks.append(
        Block(
          first: last + 1, last: passages - 1, start: position, count: rest,
          bound: Self.bound(code, scale)))
    }
    if whole == 0 { blocks[0] = try Self.measured(blocks[0], bytes, scale, norms) }
    self.blocks = blocks
  }

  /// The only block of a short list, with the bound and the last passage that its postings have.
  private static func measured(
    _ block: Block, _ bytes: [UInt8], _ scale: Double, _ norms: [Double]
  ) throws(Damage) -> Block {
    var block = block
    block.bound = 0
    for posting in try postings(of: block, bytes) {
      let weight = BM25.weight(frequency: posting.frequency, norm: norms[posting.passage])
      block.bound = max(block.bound, BM25.contribution(scale: scale, weight: weight))
      block.last = posting.passage
    }
    return block
  }

  /// Postings that cannot be.
  struct Damage: Error {}

  /// Unpacks a block's passages and frequencies; false where they contradict the table.
  func decode(
    _ block: Block, passages: UnsafeMutableBufferPointer<UInt32>,
    frequencies: UnsafeMutableBufferPointer<UInt32>
  ) -> Bool {
    Self.decode(block, bytes, passages, frequencies)
  }

  private static func decode(
    _ block: Block, _ bytes: [UInt8], _ passages: UnsafeMutableBufferPointer<UInt32>,
    _ frequencies: UnsafeMutableBufferPointer<UInt32>
  ) -> Bool {
    bytes.withUnsafeBytes { bytes in
      if block.count < PostingEncoder.blockSize {
        return decodeRest(block, bytes, passages, frequencies)
      }
      let widths = (Int(bytes[block.start]), Int(bytes[block.start + 1]))
      let data = bytes.baseAddress! + block.start + 2
      BitPacking.unpack(data, width: widths.0, into: passages)
      BitPacking.unpack(
        data + widths.0 * PostingEncoder.blockSize / 8, width: widths.1, into: frequencies)
      var next = block.first
      for index in 0..<PostingEncoder.blockSize {
        next += Int(passages[index])
        passages[index] = UInt32(truncatingIfNeeded: next)
        next += 1
        frequencies[index] &+= 1
      }
      return next - 1 == block.last
    }
  }

  private static func decodeRest(
    _ block: Block, _ bytes: UnsafeRawBufferPointer,
    _ passages: UnsafeMutableBufferPointer<UInt32>,
    _ frequencies: UnsafeMutableBufferPointer<UInt32>
  ) -> Bool {
    var position = block.start
    var next = block.first
    for index in 0..<block.count {
      guard let gap = ByteCoding.read(bytes, &position), gap >> 1 <= UInt64(block.last) else {
        return false
      }
      next += Int(gap >> 1)
      guard next <= block.last else { return false }
      passages[index] = UInt32(next)
      next += 1
      frequencies[index] = 1
      if gap & 1 == 0 {
        guard let more = ByteCoding.read(bytes, &position), more < 1 << 31 else {
          return false
        }
        frequencies[index] = UInt32(more) + 2
      }
    }
    return true
  }

  /// All postings in order.
  func postings() throws(Damage) -> [Posting] {
    var result: [Posting] = []
    for block in blocks { result += try Self.postings(of: block, bytes) }
    return result
  }

  private static func postings(of block: Block, _ bytes: [UInt8]) throws(Damage) -> [Posting] {
    var passages = [UInt32](repeating: 0, count: PostingEncoder.blockSize)
    var frequencies = passages
    let isGood = passages.withUnsafeMutableBufferPointer { passages in
      frequencies.withUnsafeMutableBufferPointer { decode(block, bytes, passages, $0) }
    }
    guard isGood else { throw Damage() }
    return (0..<block.count).map {
      Posting(passage: Int(passages[$0]), frequency: Int(frequencies[$0]))
    }
  }

  /// The most that a weight of `code`/65535 adds; one more, for the rounding of the arithmetic.
  private static func bound(_ code: UInt16, _ scale: Double) -> UInt32 {
    BM25.contribution(scale: scale, weight: Double(code) / 65535) + 1
  }

  private static func word<T: FixedWidthInteger>(_ bytes: [UInt8], _ at: Int, _: T.Type) -> T {
    bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: T.self)) }
  }
}
