extension JSONScanner {
  public mutating func string() throws(JSONSyntaxError) -> String {
    let (range, escaped) = try stringRange()
    if !escaped { return String(decoding: bytes[range], as: UTF8.self) }
    return String(decoding: try unescaped(range), as: UTF8.self)
  }

  /// Reads a string as bytes, which need not be UTF-8, without making one of them.
  public mutating func withString<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) throws(JSONSyntaxError) -> Result {
    let (range, escaped) = try stringRange()
    if escaped { return try unescaped(range).withUnsafeBufferPointer(body) }
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
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

  /// The bytes of a string without its escapes; never more of them than with.
  private func unescaped(_ range: Range<Int>) throws(JSONSyntaxError) -> [UInt8] {
    var failure: JSONSyntaxError?
    let result = [UInt8](unsafeUninitializedCapacity: range.count) { memory, count in
      bytes.withUnsafeBytes { bytes in
        do throws(JSONSyntaxError) {
          try unescape(bytes, range, into: UnsafeMutableRawBufferPointer(memory), &count)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    return result
  }

  private func unescape(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>,
    into result: UnsafeMutableRawBufferPointer, _ count: inout Int
  ) throws(JSONSyntaxError) {
    var index = range.lowerBound
    while true {
      let end = min(PlainRun.end(in: bytes, from: index), range.upperBound)
      UnsafeMutableRawBufferPointer(rebasing: result[count...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
      count += end - index
      guard end < range.upperBound else { return }
      let letter = bytes[end + 1]
      index = end + 2
      switch letter {
      case UInt8(ascii: "n"): result[count] = 0x0a
      case UInt8(ascii: "t"): result[count] = 0x09
      case UInt8(ascii: "r"): result[count] = 0x0d
      case UInt8(ascii: "b"): result[count] = 0x08
      case UInt8(ascii: "f"): result[count] = 0x0c
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result[count] = letter
      case UInt8(ascii: "u"):
        let (scalar, after) = try escapedScalar(at: index, before: range.upperBound)
        for byte in UTF8.encode(scalar).unsafelyUnwrapped {
          result[count] = byte
          count += 1
        }
        index = after
        continue
      default: throw JSONSyntaxError(mistake: .badEscape, column: index)
      }
      count += 1
    }
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
