extension JSONScanner {
  public mutating func string() throws(JSONSyntaxError) -> String {
    let (range, escaped) = try stringRange()
    if !escaped { return String(decoding: bytes[range], as: UTF8.self) }
    return String(decoding: try unescaped(range), as: UTF8.self)
  }

  /// The bytes between a string's quotation marks, with its escapes as they are.
  public mutating func escapedString() throws(JSONSyntaxError) -> ArraySlice<UInt8> {
    bytes[try stringRange().0]
  }

  /// A string; anything else is skipped and gives nil.
  public mutating func stringIfPresent() throws -> String? {
    if try kind() == .string { return try string() }
    try skip()
    return nil
  }

  /// A list of strings.
  public mutating func strings() throws -> [String] {
    var result: [String] = []
    try array { result.append(try $0.string()) }
    return result
  }

  /// Steps over a string; gives the bytes between its quotation marks.
  mutating func stringRange() throws(JSONSyntaxError) -> (Range<Int>, escaped: Bool) {
    try take("\"")
    let start = position
    var escaped = false
    while position < bytes.count {
      position = bytes.withUnsafeBytes { PlainRun.end(in: $0, from: position) }
      guard position < bytes.count else { break }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return (start..<position - 1, escaped)
      case UInt8(ascii: "\\"):
        escaped = true
        position += 2
      case 0..<0x20:
        throw failure(.bareControl)
      default:
        position += 1
      }
    }
    position = bytes.count
    throw failure(.openString)
  }

  private func unescaped(_ range: Range<Int>) throws(JSONSyntaxError) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let end = min(
        bytes.withUnsafeBytes { PlainRun.end(in: $0, from: index) }, range.upperBound)
      result.append(contentsOf: bytes[index..<end])
      index = end
      guard index < range.upperBound else { break }
      let letter = bytes[index + 1]
      index += 2
      switch letter {
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0c)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
      case UInt8(ascii: "u"):
        let (scalar, after) = try escapedScalar(at: index, before: range.upperBound)
        result.append(contentsOf: String(Character(scalar)).utf8)
        index = after
      default: throw JSONSyntaxError(mistake: .badEscape, column: index)
      }
    }
    return result
  }

  /// The scalar whose hexadecimal digits stand at `index`; half a surrogate pair becomes U+FFFD.
  private func escapedScalar(
    at index: Int, before end: Int
  ) throws(JSONSyntaxError) -> (Unicode.Scalar, after: Int) {
    let high = try hexadecimal(at: index, before: end)
    let after = index + 4
    if let scalar = Unicode.Scalar(high) { return (scalar, after) }
    guard high < 0xdc00, after + 6 <= end, bytes[after] == UInt8(ascii: "\\"),
      bytes[after + 1] == UInt8(ascii: "u")
    else { return ("\u{fffd}", after) }
    let low = try hexadecimal(at: after + 2, before: end)
    guard (0xdc00..<0xe000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
    else { return ("\u{fffd}", after) }
    return (scalar, after + 6)
  }

  private func hexadecimal(at index: Int, before end: Int) throws(JSONSyntaxError) -> UInt32 {
    let failure = JSONSyntaxError(mistake: .badHexadecimal, column: index + 1)
    guard index + 4 <= end else { throw failure }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw failure }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
