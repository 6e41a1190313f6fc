/// Packs a term's postings as `index.sqlite` keeps them.
///
/// Passages count from the first one of their segment. Blocks of 128 postings. With B whole blocks
/// and R postings left over:
///
/// - B > 0: a table of eight bytes for each whole block: its last passage and the offset behind its
///   data, four bytes each, little-endian;
/// - for each whole block the widths of both parts (two bytes), then 128 gaps and 128 frequencies
///   less one, bit-packed; a gap is the distance to the passage before, less one;
/// - for each of the R the gap times two, plus one where the frequency is 1, as LEB128; a frequency
///   above 1 follows, less two.
///
/// What a term can add to a score at most is not here: it depends on the average length, and so on
/// every other passage. `TermPostings` finds it, for every window of passages, as it unpacks a list.
struct PostingEncoder: ~Copyable {
  static let blockSize = 128
  static let blockEntrySize = 8

  /// What the last call packed.
  private(set) var bytes = GrowingBuffer<UInt8>(capacity: 4096)
  private var gaps = GrowingBuffer<UInt32>(capacity: 1024)
  private var more = GrowingBuffer<UInt32>(capacity: 1024)

  /// Packs the postings of a term into `bytes`.
  mutating func encode(_ term: Int, of pool: borrowing PostingPool) {
    pool.read(term: term, gaps: &gaps, more: &more)
    bytes.removeAll()
    let blocks = gaps.count / Self.blockSize
    let tableSize = blocks * Self.blockEntrySize
    bytes.fill(to: tableSize, with: 0)
    var end: UInt32 = 0
    for block in 0..<blocks {
      let range = block * Self.blockSize..<(block + 1) * Self.blockSize
      append(
        UnsafeBufferPointer(rebasing: gaps.all[range]),
        UnsafeBufferPointer(rebasing: more.all[range]))
      for gap in gaps.all[range] { end &+= gap &+ 1 }
      let entry = UnsafeMutableRawPointer(bytes.start + block * Self.blockEntrySize)
      entry.storeBytes(of: (end &- 1).littleEndian, as: UInt32.self)
      entry.storeBytes(of: UInt32(bytes.count).littleEndian, toByteOffset: 4, as: UInt32.self)
    }
    for index in blocks * Self.blockSize..<gaps.count {
      let isOnce = more[index] == 0
      ByteCoding.append(UInt64(gaps[index]) << 1 | (isOnce ? 1 : 0), to: &bytes)
      if !isOnce { ByteCoding.append(UInt64(more[index] - 1), to: &bytes) }
    }
  }

  private mutating func append(
    _ gaps: UnsafeBufferPointer<UInt32>, _ more: UnsafeBufferPointer<UInt32>
  ) {
    let widths = (BitPacking.width(gaps), BitPacking.width(more))
    bytes.append(UInt8(widths.0))
    bytes.append(UInt8(widths.1))
    BitPacking.append(gaps, width: widths.0, to: &bytes)
    BitPacking.append(more, width: widths.1, to: &bytes)
  }
}
