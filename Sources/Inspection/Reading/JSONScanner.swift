/// A line that is not the JSON that was expected, with the byte at which reading stopped.
public struct JSONSyntaxError: Error, Sendable, CustomStringConvertible {
  /// What was expected there.
  public let expectation: String
  /// Counted from 1, as editors show columns.
  public let column: Int

  public var description: String { "column \(column): \(expectation)" }
}

/// Reads JSON (RFC 8259) from UTF-8 bytes, value by value, in the order of the bytes.
///
/// A reader asks for what it knows and skips the rest, so that a row's unknown keys cost no memory:
///
///     var json = JSONScanner(bytes)
///     try json.object { key, json in
///       switch key {
///       case "id": id = try json.string()
///       default: try json.skip()
///       }
///     }
///     try json.end()
public struct JSONScanner: Sendable {
  /// Deeper nesting than this is refused.
  public static let depthLimit = 256

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// What the next value is, by its first byte.
  public enum Kind: Sendable {
    case object, array, string, number, bool, null
  }

  public mutating func kind() throws(JSONSyntaxError) -> Kind {
    switch next() {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw failure("a value is missing")
    }
  }

  public mutating func object(
    _ member: (String, inout JSONScanner) throws -> Void
  ) throws {
    try container(open: "{", close: "}") { json in
      let key = try json.string()
      try json.take(":")
      try member(key, &json)
    }
  }

  public mutating func array(_ element: (inout JSONScanner) throws -> Void) throws {
    try container(open: "[", close: "]", element)
  }

  /// A string; anything else is skipped and gives nil.
  public mutating func stringIfPresent() throws -> String? {
    if try kind() == .string { return try string() }
    try skip()
    return nil
  }

  /// A number; anything else is skipped and gives nil.
  public mutating func numberIfPresent() throws -> Double? {
    if try kind() == .number { return try number() }
    try skip()
    return nil
  }

  public mutating func string() throws(JSONSyntaxError) -> String {
    let (range, escaped) = try stringRange()
    if !escaped { return String(decoding: bytes[range], as: UTF8.self) }
    return String(decoding: try unescaped(range), as: UTF8.self)
  }

  public mutating func number() throws(JSONSyntaxError) -> Double {
    _ = next()
    let start = position
    while position < bytes.count, Self.isNumberByte(bytes[position]) { position += 1 }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(digits), value.isFinite else {
      position = start
      throw failure("a number is malformed")
    }
    return value
  }

  public mutating func bool() throws(JSONSyntaxError) -> Bool {
    if try kind() == .bool {
      if bytes[position] == UInt8(ascii: "t") {
        try literal("true")
        return true
      }
      try literal("false")
      return false
    }
    throw failure("true or false is missing")
  }

  /// Steps over one value of any kind.
  public mutating func skip() throws {
    switch try kind() {
    case .object: try object { _, json in try json.skip() }
    case .array: try array { json in try json.skip() }
    case .string: _ = try stringRange()
    case .number: _ = try number()
    case .bool: _ = try bool()
    case .null: try literal("null")
    }
  }

  /// Nothing but white space may be left.
  public mutating func end() throws(JSONSyntaxError) {
    if next() != 0 || position < bytes.count { throw failure("something follows the value") }
  }

  private mutating func container(
    open: Unicode.Scalar, close: Unicode.Scalar, _ element: (inout JSONScanner) throws -> Void
  ) throws {
    try take(open)
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw failure("nested deeper than \(Self.depthLimit) levels") }
    if next() == UInt8(ascii: close) {
      position += 1
      return
    }
    while true {
      try element(&self)
      if next() == UInt8(ascii: ",") {
        position += 1
        continue
      }
      return try take(close)
    }
  }

  /// The next byte that is no white space, not consumed; 0 at the end.
  private mutating func next() -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      if byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09 { return byte }
      position += 1
    }
    return 0
  }

  private mutating func take(_ character: Unicode.Scalar) throws(JSONSyntaxError) {
    guard next() == UInt8(ascii: character) else { throw failure("\"\(character)\" is missing") }
    position += 1
  }

  private mutating func literal(_ word: String) throws(JSONSyntaxError) {
    let end = position + word.utf8.count
    guard end <= bytes.count, bytes[position..<end].elementsEqual(word.utf8) else {
      throw failure("a value is malformed")
    }
    position = end
  }

  private mutating func stringRange() throws(JSONSyntaxError) -> (Range<Int>, escaped: Bool) {
    try take("\"")
    let start = position
    var escaped = false
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return (start..<position - 1, escaped)
      case UInt8(ascii: "\\"):
        escaped = true
        position += 2
      case 0..<0x20:
        throw failure("a control character stands bare in a string")
      default:
        position += 1
      }
    }
    position = bytes.count
    throw failure("a string has no end")
  }

  private func unescaped(_ range: Range<Int>) throws(JSONSyntaxError) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "\\") else {
        result.append(bytes[index])
        index += 1
        continue
      }
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
      default: throw JSONSyntaxError(expectation: "an unknown escape", column: index)
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
    guard index + 4 <= end,
      let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else {
      throw JSONSyntaxError(expectation: "four hexadecimal digits are missing", column: index + 1)
    }
    return value
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      return true
    default: return false
    }
  }

  private func failure(_ expectation: String) -> JSONSyntaxError {
    JSONSyntaxError(expectation: expectation, column: position + 1)
  }
}
