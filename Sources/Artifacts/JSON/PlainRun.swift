/// Stretches of a JSON string that need no look.
enum PlainRun {
  /// The offset of the next quotation mark, backslash or control character (delete is none), or the
  /// end.
  ///
  /// Eight bytes at a time (Anderson, "Bit Twiddling Hacks": whether a word has a zero byte). A byte
  /// behind a special one may look special too, as a subtraction borrows from it; the first cannot.
  @inline(__always)
  static func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var index = start
    while index + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
      let (quote, slash) = (word ^ ones &* 0x22, word ^ ones &* 0x5c)
      let special =
        (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
          | ((word &- ones &* 0x20) & ~word)) & highs
      if special != 0 { return index + (special.trailingZeroBitCount >> 3) }
      index += 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 || byte == 0x5c || byte < 0x20 { break }
      index += 1
    }
    return index
  }
}
