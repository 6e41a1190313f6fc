/// A JSON value (RFC 8259) as it was written: members keep their order, numbers their digits.
///
/// For lines that people write by hand and for configurations that are carried from one file to
/// another; rows have types of their own.
///
///     let value = try JSONValue(parsing: Array(#"{"b":1.50,"a":[]}"#.utf8))
///     value["b"]?.double      // 1.5
///     value.text              // {"b":1.50,"a":[]}
public enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  /// The digits as they stand in the source.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key with its value.
  public struct Member: Sendable, Equatable {
    public var key: String
    public var value: JSONValue

    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a key; nil where this is no object or has no such key.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  public var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  public var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  public var members: [Member]? {
    if case .object(let value) = self { value } else { nil }
  }

  /// A whole number; nil for fractions and for what does not fit.
  public var int: Int? {
    guard case .number(let digits) = self else { return nil }
    return Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) }
  }

  public var double: Double? {
    if case .number(let digits) = self { Double(digits) } else { nil }
  }

  /// The value on one line.
  public var text: String {
    var json = JSONWriter()
    write(to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// Writes the value in the layout of the writer.
  public func write(to json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .bool(let value): json.bool(value)
    case .number(let digits): json.raw(digits)
    case .string(let value): json.string(value)
    case .array(let values):
      json.array { for value in values { value.write(to: &$0) } }
    case .object(let members):
      json.object {
        for member in members {
          $0.key(member.key)
          member.value.write(to: &$0)
        }
      }
    }
  }
}
