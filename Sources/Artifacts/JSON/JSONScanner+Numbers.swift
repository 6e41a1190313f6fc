extension JSONScanner {
  public mutating func number() throws(JSONSyntaxError) -> Double {
    if let value = shortNumber() { return value }
    return try token().value
  }

  /// A number of at most 15 digits without an exponent, as nearly all are: digits and power of ten are
  /// then exact, and their quotient is rounded once (Clinger, PLDI 1990). Nil, with nothing read, for
  /// any other.
  private mutating func shortNumber() -> Double? {
    let isNegative = next() == UInt8(ascii: "-")
    var index = isNegative ? position + 1 : position
    var digits: UInt64 = 0
    let start = index
    while index < bytes.count, Self.isDigit(bytes[index]), index - start < 16 {
      digits = digits * 10 + UInt64(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    var count = index - start
    guard count > 0 else { return nil }
    var power = 1.0
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fraction = index
      while index < bytes.count, Self.isDigit(bytes[index]), count < 16 {
        digits = digits * 10 + UInt64(bytes[index] - UInt8(ascii: "0"))
        power *= 10
        count += 1
        index += 1
      }
      guard index > fraction else { return nil }
    }
    guard count <= 15, index == bytes.count || !Self.isNumberByte(bytes[index]) else { return nil }
    position = index
    let value = Double(digits) / power
    return isNegative ? -value : value
  }

  /// A number's digits as they stand in the source, for who must not round them.
  public mutating func digits() throws(JSONSyntaxError) -> String {
    _ = next()
    let start = position
    let digits = try token().digits
    // `Double` would read "-.5" too.
    let first = digits.utf8.first { $0 != UInt8(ascii: "-") }
    guard let first, Self.isDigit(first) else {
      position = start
      throw failure(.badNumber)
    }
    return digits
  }

  /// A whole number without fraction and exponent.
  public mutating func int() throws(JSONSyntaxError) -> Int {
    let isNegative = next() == UInt8(ascii: "-")
    let start = position
    if isNegative { position += 1 }
    let digits = position
    var value = 0
    while position < bytes.count, Self.isDigit(bytes[position]) {
      let (shifted, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, more) = shifted.addingReportingOverflow(Int(bytes[position] - UInt8(ascii: "0")))
      if over || more {
        position = start
        throw failure(.largeInteger)
      }
      value = sum
      position += 1
    }
    if position == digits {
      position = start
      throw failure(.noInteger)
    }
    return isNegative ? -value : value
  }

  /// A number; anything else is skipped and gives nil.
  public mutating func numberIfPresent() throws -> Double? {
    if try kind() == .number { return try number() }
    try skip()
    return nil
  }

  private mutating func token() throws(JSONSyntaxError) -> (digits: String, value: Double) {
    _ = next()
    let start = position
    while position < bytes.count, Self.isNumberByte(bytes[position]) { position += 1 }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(digits), value.isFinite else {
      position = start
      throw failure(.badNumber)
    }
    return (digits, value)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      return true
    default: return false
    }
  }
}
