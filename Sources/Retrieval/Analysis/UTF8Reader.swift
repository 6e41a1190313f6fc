/// Reads scalars out of UTF-8 bytes.
enum UTF8Reader {
  /// The scalar at a position below `text.count`, and how many bytes it takes.
  ///
  /// Bytes that are not UTF-8 give U+FFFD, one byte at a time.
  static func scalar(
    _ text: UnsafeBufferPointer<UInt8>, _ position: Int
  ) -> (scalar: Unicode.Scalar, width: Int) {
    let lead = text[position]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let width: Int
    var value: UInt32
    switch lead {
    case 0xc2...0xdf: (width, value) = (2, UInt32(lead & 0x1f))
    case 0xe0...0xef: (width, value) = (3, UInt32(lead & 0x0f))
    case 0xf0...0xf4: (width, value) = (4, UInt32(lead & 0x07))
    default: return ("\u{fffd}", 1)
    }
    guard position + width <= text.count else { return ("\u{fffd}", 1) }
    for offset in 1..<width {
      let byte = text[position + offset]
      guard byte & 0xc0 == 0x80 else { return ("\u{fffd}", 1) }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    guard let scalar = Unicode.Scalar(value) else { return ("\u{fffd}", 1) }
    return (scalar, width)
  }
}
