/// A term's postings in one segment, as the index keeps them (`PostingEncoder`).
struct PostingList {
  /// Postings that cannot be.
  struct Damage: Error {}

  /// How many passages of the segment hold the term.
  let count: Int
  /// How many passages the segment has.
  private let passages: Int
  /// The packed postings, with eight bytes of zeros behind them for `BitPacking.unpack`.
  private let bytes: [UInt8]

  init(bytes packed: [UInt8], count: Int, passages: Int) throws(Damage) {
    guard count > 0, count <= passages else { throw Damage() }
    self.count = count
    self.passages = passages
    bytes = packed + [UInt8](repeating: 0, count: 8)
  }

  /// Unpacks all postings: passages, counted from the segment's first, in ascending order, and
  /// frequencies. There is room for `count` of each; throws where the bytes contradict themselves.
  func unpack(
    passages out: UnsafeMutablePointer<UInt32>, frequencies: UnsafeMutablePointer<UInt32>
  ) throws(Damage) {
    let isGood = bytes.withUnsafeBytes { bytes in
      let end = bytes.count - 8
      let blocks = count / PostingEncoder.blockSize
      var position = blocks * PostingEncoder.blockEntrySize
      guard position <= end else { return false }
      var next = 0
      for block in 0..<blocks {
        let entry = block * PostingEncoder.blockEntrySize
        let last = Int(Self.word(bytes, entry))
        let stop = Int(Self.word(bytes, entry + 4))
        let first = block * PostingEncoder.blockSize
        guard last < passages, stop >= position, stop <= end,
          Self.unpackBlock(bytes, position..<stop, from: next, out + first, frequencies + first),
          Int(out[first + PostingEncoder.blockSize - 1]) == last
        else { return false }
        (next, position) = (last + 1, stop)
      }
      return unpackRest(
        bytes, position, from: next, blocks * PostingEncoder.blockSize, out, frequencies)
    }
    guard isGood else { throw Damage() }
  }

  /// One whole block; false where its bytes are too many or too few. Passages may be nonsense then.
  private static func unpackBlock(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, from first: Int,
    _ passages: UnsafeMutablePointer<UInt32>, _ frequencies: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    let size = PostingEncoder.blockSize
    guard range.count >= 2 else { return false }
    let widths = (Int(bytes[range.lowerBound]), Int(bytes[range.lowerBound + 1]))
    guard widths.0 <= 32, widths.1 <= 32, range.count == size / 8 * (widths.0 + widths.1) + 2
    else { return false }
    let data = bytes.baseAddress! + range.lowerBound + 2
    BitPacking.unpack(
      data, width: widths.0, into: UnsafeMutableBufferPointer(start: passages, count: size))
    BitPacking.unpack(
      data + widths.0 * size / 8, width: widths.1,
      into: UnsafeMutableBufferPointer(start: frequencies, count: size))
    var next = first
    for index in 0..<size {
      next += Int(passages[index])
      passages[index] = UInt32(truncatingIfNeeded: next)
      next += 1
      frequencies[index] &+= 1
    }
    // A sum that passed 2³² would look small again.
    return next <= Int(UInt32.max)
  }

  /// The postings behind the whole blocks, from `start` on.
  private func unpackRest(
    _ bytes: UnsafeRawBufferPointer, _ offset: Int, from first: Int, _ start: Int,
    _ out: UnsafeMutablePointer<UInt32>, _ frequencies: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 8)])
    var position = offset
    var next = first
    for index in start..<count {
      guard let gap = ByteCoding.read(bytes, &position), gap >> 1 < UInt64(passages) else {
        return false
      }
      next += Int(gap >> 1)
      guard next < passages else { return false }
      out[index] = UInt32(next)
      next += 1
      frequencies[index] = 1
      if gap & 1 == 0 {
        guard let more = ByteCoding.read(bytes, &position), more < 1 << 31 else { return false }
        frequencies[index] = UInt32(more) + 2
      }
    }
    return position == bytes.count
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
  }
}
