extension JSONValue {
  /// Deeper nesting is refused.
  static let depthLimit = 128

  /// Reads one value; nothing but white space may follow it. Of a key that occurs twice, the first
  /// value counts.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes)
    self = try parser.value(depth: 0)
    try parser.end()
  }
}

/// A recursive descent over the bytes.
private struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth < JSONValue.depthLimit else {
      throw failure("at most \(JSONValue.depthLimit) levels")
    }
    switch peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  mutating func end() throws(JSONSyntaxError) {
    if peek() != nil { throw failure("the end of the value") }
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    if accept("}") { return .object(members) }
    repeat {
      guard peek() == UInt8(ascii: "\"") else { throw failure("a key in quotes") }
      let key = try string()
      guard accept(":") else { throw failure("\":\"") }
      members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
    } while accept(",")
    guard accept("}") else { throw failure("\",\" or \"}\"") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    if accept("]") { return .array(values) }
    repeat { values.append(try value(depth: depth + 1)) } while accept(",")
    guard accept("]") else { throw failure("\",\" or \"]\"") }
    return .array(values)
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw failure("a value") }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    while position < bytes.count, Self.isNumberByte(bytes[position]) { position += 1 }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    let first = digits.utf8.first { $0 != UInt8(ascii: "-") }
    guard let first, first >= 0x30, first <= 0x39, Double(digits)?.isFinite == true else {
      position = start
      throw failure("a value")
    }
    return .number(digits)
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    var out: [UInt8] = []
    var start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        out += bytes[start..<position]
        position += 1
        return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        out += bytes[start..<position]
        position += 1
        try escape(&out)
        start = position
      case 0..<0x20:
        throw failure("an escape in place of a control character")
      default:
        position += 1
      }
    }
    throw failure("the end of a string")
  }

  private mutating func escape(_ out: inout [UInt8]) throws(JSONSyntaxError) {
    guard position < bytes.count else { throw failure("an escape") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0c)
    case UInt8(ascii: "n"): out.append(0x0a)
    case UInt8(ascii: "r"): out.append(0x0d)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "u"): out += Array(String(try escapedScalar()).utf8)
    default:
      position -= 1
      throw failure("an escape")
    }
  }

  /// The scalar of `\uXXXX`, or of two of them; half a pair becomes U+FFFD.
  private mutating func escapedScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xdc00, bytes[position...].starts(with: [0x5c, 0x75]) else { return "\u{fffd}" }
    let back = position
    position += 2
    let low = try hexadecimal()
    guard low >= 0xdc00, low < 0xe000,
      let scalar = Unicode.Scalar(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
    else {
      position = back
      return "\u{fffd}"
    }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("four hexadecimal digits") }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }

  /// The next byte that is no white space.
  private mutating func peek() -> UInt8? {
    while position < bytes.count {
      let byte = bytes[position]
      if byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09 { return byte }
      position += 1
    }
    return nil
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
      UInt8(ascii: "E"):
      return true
    default: return false
    }
  }

  private func failure(_ expected: String) -> JSONSyntaxError {
    JSONSyntaxError(expected: expected, column: position + 1)
  }
}
