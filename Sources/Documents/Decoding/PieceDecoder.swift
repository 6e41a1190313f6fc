/// Decodes a file piece by piece; what is cut off at the end of a piece waits for the next.
struct PieceDecoder {
  private(set) var invalidBytes = 0
  /// Nil where the file is UTF-8 already.
  private let iconv: IconvDecoder?
  private var hz: HZDecoder?
  private var carry: [UInt8] = []
  private var isFirst = true

  /// - Parameter encoding: a name that `TextDecoding.xmlEncoding` gave.
  init(encoding: String) {
    let isHZ = encoding == HZDecoder.name
    hz = isHZ ? HZDecoder() : nil
    iconv = encoding == "UTF-8" ? nil : IconvDecoder(isHZ ? "GB18030" : encoding)
  }

  mutating func decode(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
    let piece = hz?.decode(piece, isLast: isLast) ?? piece
    var input = carry.isEmpty ? piece : carry + piece
    carry = []
    var output: [UInt8] = []
    if let iconv {
      let used = iconv.decode(input, isLast: isLast, into: &output, invalidBytes: &invalidBytes)
      carry = Array(input[used...])
    } else {
      if !isLast {
        let cut = Self.lastBoundary(of: input)
        carry = Array(input[cut...])
        input.removeSubrange(cut...)
      }
      let decoded = TextDecoding.utf8(input)
      invalidBytes += decoded.invalidBytes
      output = decoded.utf8
    }
    if isFirst && !output.isEmpty {
      isFirst = false
      if output.starts(with: [0xef, 0xbb, 0xbf]) { output.removeFirst(3) }
    }
    return output
  }

  /// Where the last character begins that may be incomplete.
  static func lastBoundary(of input: [UInt8]) -> Int {
    for back in 1...3 where back <= input.count {
      let byte = input[input.count - back]
      if byte < 0x80 { return input.count }
      if byte >= 0xc0 { return input.count - back }
    }
    return input.count
  }
}
