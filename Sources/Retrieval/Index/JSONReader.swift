/// Reads JSON whose shape is known, from the front to the back, without a tree in between.
///
///     var json = JSONReader(Array(#"{"sizes":[1,2]}"#.utf8))
///     try json.object { json, key in try json.array { try sizes.append($0.int()) } }
struct JSONReader {
  /// What was expected, and at which byte.
  struct Failure: Error, CustomStringConvertible {
    let expected: String
    let offset: Int
    var description: String { "JSON: expected \(expected) at byte \(offset)" }
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  init(_ text: String) {
    self.init(Array(text.utf8))
  }

  mutating func array(_ element: (inout JSONReader) throws -> Void) throws {
    try expect(0x5b, "[")
    if accept(0x5d) { return }
    repeat { try element(&self) } while accept(0x2c)
    try expect(0x5d, "]")
  }

  mutating func object(_ member: (inout JSONReader, String) throws -> Void) throws {
    try expect(0x7b, "{")
    if accept(0x7d) { return }
    repeat {
      let key = try string()
      try expect(0x3a, ":")
      try member(&self, key)
    } while accept(0x2c)
    try expect(0x7d, "}")
  }

  mutating func strings() throws -> [String] {
    var result: [String] = []
    try array { result.append(try $0.string()) }
    return result
  }

  mutating func int() throws -> Int {
    skipSpace()
    let start = position
    let negative = peek() == 0x2d
    if negative { position += 1 }
    let digits = position
    var value = 0
    while let byte = peek(), byte >= 0x30, byte <= 0x39 {
      let (shifted, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = shifted.addingReportingOverflow(Int(byte - 0x30))
      if over || more { throw Failure(expected: "a smaller number", offset: start) }
      value = sum
      position += 1
    }
    if position == digits { throw Failure(expected: "a number", offset: start) }
    return negative ? -value : value
  }

  mutating func bool() throws -> Bool {
    skipSpace()
    for (word, value) in [("true", true), ("false", false)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw Failure(expected: "true or false", offset: position)
  }

  mutating func string() throws -> String {
    try expect(0x22, "a string")
    let start = position
    while let byte = peek(), byte != 0x22, byte != 0x5c { position += 1 }
    if peek() == 0x22 {
      defer { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    var out = Array(bytes[start..<position])
    while let byte = peek() {
      position += 1
      switch byte {
      case 0x22: return String(decoding: out, as: UTF8.self)
      case 0x5c: try escape(&out)
      default: out.append(byte)
      }
    }
    throw Failure(expected: "the end of a string", offset: position)
  }

  private mutating func escape(_ out: inout [UInt8]) throws {
    guard let byte = peek() else { throw Failure(expected: "an escape", offset: position) }
    position += 1
    switch byte {
    case 0x22, 0x5c, 0x2f: out.append(byte)
    case 0x62: out.append(0x08)
    case 0x66: out.append(0x0c)
    case 0x6e: out.append(0x0a)
    case 0x72: out.append(0x0d)
    case 0x74: out.append(0x09)
    case 0x75:
      var value = try hex()
      if value >> 10 == 0x36, peek() == 0x5c {
        position += 1
        try expect(0x75, "u")
        let low = try hex()
        guard low >> 10 == 0x37 else { throw Failure(expected: "a surrogate", offset: position) }
        value = 0x10000 + (value & 0x3ff) << 10 + low & 0x3ff
      }
      out.append(contentsOf: UTF8.encode(Unicode.Scalar(value) ?? "\u{fffd}")!)
    default: throw Failure(expected: "an escape", offset: position - 1)
    }
  }

  private mutating func hex() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw Failure(expected: "a hexadecimal digit", offset: position)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func peek() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    skipSpace()
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ name: String) throws {
    guard accept(byte) else { throw Failure(expected: name, offset: position) }
  }
}
