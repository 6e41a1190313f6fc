/// Packs a term's postings as `index.sqlite` keeps them.
///
/// Blocks of 128 postings. With B whole blocks and R postings left over:
///
/// - B > 0: a table of ten bytes for each whole block: its last passage (four bytes), the offset
///   behind its data (four), and its largest weight (two), little-endian;
/// - for each whole block the widths of both parts (two bytes), then 128 gaps and 128 frequencies
///   less one, bit-packed; a gap is the distance to the passage before, less one;
/// - R > 0: the largest weight (two bytes; only where B > 0), then for each posting the gap times
///   two, plus one where the frequency is 1, as LEB128; a frequency above 1 follows, less two.
///
/// A weight is tf/(tf + K) in units of 1/65535, rounded up: it bounds what the block can score.
enum PostingEncoder {
  static let blockSize = 128
  static let blockEntrySize = 10

  static func encode(_ postings: [Posting], weight: (Posting) -> Double) -> [UInt8] {
    let blocks = postings.count / blockSize
    var table: [UInt8] = []
    var data: [UInt8] = []
    let tableSize = blocks * blockEntrySize
    var previous = -1
    for block in 0..<blocks {
      let slice = postings[block * blockSize..<(block + 1) * blockSize]
      append(slice, previous, to: &data)
      previous = slice.last!.passage
      ByteCoding.append(fixed: UInt32(previous), to: &table)
      ByteCoding.append(fixed: UInt32(tableSize + data.count), to: &table)
      ByteCoding.append(fixed: largest(slice, weight), to: &table)
    }
    let rest = postings[(blocks * blockSize)...]
    if blocks > 0 && !rest.isEmpty {
      ByteCoding.append(fixed: largest(rest, weight), to: &data)
    }
    for posting in rest {
      let gap = UInt64(posting.passage - previous - 1)
      ByteCoding.append(gap << 1 | (posting.frequency == 1 ? 1 : 0), to: &data)
      if posting.frequency > 1 { ByteCoding.append(UInt64(posting.frequency - 2), to: &data) }
      previous = posting.passage
    }
    return table + data
  }

  private static func append(
    _ postings: ArraySlice<Posting>, _ last: Int, to data: inout [UInt8]
  ) {
    var previous = last
    let gaps = postings.map { posting in
      defer { previous = posting.passage }
      return UInt32(posting.passage - previous - 1)
    }
    let frequencies = postings.map { UInt32($0.frequency - 1) }
    gaps.withUnsafeBufferPointer { gaps in
      frequencies.withUnsafeBufferPointer { frequencies in
        let widths = (BitPacking.width(gaps), BitPacking.width(frequencies))
        data.append(UInt8(widths.0))
        data.append(UInt8(widths.1))
        BitPacking.append(gaps, width: widths.0, to: &data)
        BitPacking.append(frequencies, width: widths.1, to: &data)
      }
    }
  }

  private static func largest(
    _ postings: ArraySlice<Posting>, _ weight: (Posting) -> Double
  ) -> UInt16 {
    let most = postings.reduce(0.0) { max($0, weight($1)) }
    return UInt16(min(65535, (most * 65535).rounded(.up)))
  }
}
