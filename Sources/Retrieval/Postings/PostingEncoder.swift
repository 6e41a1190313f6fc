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
enum PostingEncoder {
  static let blockSize = 128
  static let blockEntrySize = 8

  static func encode(_ postings: [Posting]) -> [UInt8] {
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
    }
    for posting in postings[(blocks * blockSize)...] {
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
}
