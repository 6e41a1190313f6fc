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

  let bytes: [UInt8]
  var position = 0
  private var depth = 0

  /// Reads a file or a line of one; a byte order mark before it is skipped.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
  }

  /// Reads JSON that is a part of something else: no byte order mark may stand before it.
  public init(unmarked bytes: [UInt8]) {
    self.bytes = bytes
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
    default: throw failure(.noValue)
    }
  }

  public mutating func object(
    _ member: (String, inout JSONScanner) throws -> Void
  ) throws {
    try container("{", "}") { json in try member(try json.key(), &json) }
  }

  public mutating func array(_ element: (inout JSONScanner) throws -> Void) throws {
    try container("[", "]", element)
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
    throw failure(.noBool)
  }

  public mutating func null() throws(JSONSyntaxError) {
    guard try kind() == .null else { throw failure(.badValue) }
    try literal("null")
  }

  /// Steps over one value of any kind.
  public mutating func skip() throws {
    switch try kind() {
    case .object: try object { _, json in try json.skip() }
    case .array: try array { json in try json.skip() }
    case .string: _ = try stringRange()
    case .number: _ = try number()
    case .bool: _ = try bool()
    case .null: try null()
    }
  }

  /// Nothing but white space may be left.
  public mutating func end() throws(JSONSyntaxError) {
    if next() != 0 || position < bytes.count { throw failure(.trailing) }
  }

  private mutating func container(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar,
    _ element: (inout JSONScanner) throws -> Void
  ) throws {
    var hasMore = try begin(open, close)
    while hasMore {
      try element(&self)
      hasMore = try advance(to: close)
    }
  }

  /// Steps into an array or object; false, and out again, where it is empty.
  mutating func begin(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar
  ) throws(JSONSyntaxError) -> Bool {
    try take(open)
    depth += 1
    if depth > Self.depthLimit { throw failure(.tooDeep(limit: Self.depthLimit)) }
    guard next() == UInt8(ascii: close) else { return true }
    position += 1
    depth -= 1
    return false
  }

  /// Steps over the comma to the next element; false, and out of the container, where it closes.
  mutating func advance(to close: Unicode.Scalar) throws(JSONSyntaxError) -> Bool {
    if next() == UInt8(ascii: ",") {
      position += 1
      return true
    }
    try take(close)
    depth -= 1
    return false
  }

  /// Reads a key and the colon after it.
  mutating func key() throws(JSONSyntaxError) -> String {
    let key = try string()
    try take(":")
    return key
  }

  /// The next byte that is no white space, not consumed; 0 at the end.
  @inline(__always)
  mutating func next() -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      if byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09 { return byte }
      position += 1
    }
    return 0
  }

  @inline(__always)
  mutating func take(_ character: Unicode.Scalar) throws(JSONSyntaxError) {
    guard next() == UInt8(ascii: character) else { throw failure(.missing(character)) }
    position += 1
  }

  private mutating func literal(_ word: String) throws(JSONSyntaxError) {
    let end = position + word.utf8.count
    guard end <= bytes.count, bytes[position..<end].elementsEqual(word.utf8) else {
      throw failure(.badValue)
    }
    position = end
  }

  func failure(_ mistake: JSONSyntaxError.Mistake) -> JSONSyntaxError {
    JSONSyntaxError(mistake: mistake, column: position + 1)
  }
}
