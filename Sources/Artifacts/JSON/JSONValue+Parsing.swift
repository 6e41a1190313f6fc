extension JSONValue {
  /// Deeper nesting is refused.
  static let depthLimit = 128

  /// Reads one value; nothing but white space may follow it. Of a key that occurs twice, the first
  /// value counts.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var json = JSONScanner(unmarked: bytes)
    self = try Self.value(&json, depth: 0)
    try json.end()
  }

  private static func value(
    _ json: inout JSONScanner, depth: Int
  ) throws(JSONSyntaxError) -> JSONValue {
    guard depth < depthLimit else { throw json.failure(.tooDeep(limit: depthLimit)) }
    switch try json.kind() {
    case .object: return try object(&json, depth: depth)
    case .array: return try array(&json, depth: depth)
    case .string: return .string(try json.string())
    case .number: return .number(try json.digits())
    case .bool: return .bool(try json.bool())
    case .null:
      try json.null()
      return .null
    }
  }

  private static func object(
    _ json: inout JSONScanner, depth: Int
  ) throws(JSONSyntaxError) -> JSONValue {
    var members: [Member] = []
    var hasMore = try json.begin("{", "}")
    while hasMore {
      let key = try json.key()
      members.append(Member(key: key, value: try value(&json, depth: depth + 1)))
      hasMore = try json.advance(to: "}")
    }
    return .object(members)
  }

  private static func array(
    _ json: inout JSONScanner, depth: Int
  ) throws(JSONSyntaxError) -> JSONValue {
    var values: [JSONValue] = []
    var hasMore = try json.begin("[", "]")
    while hasMore {
      values.append(try value(&json, depth: depth + 1))
      hasMore = try json.advance(to: "]")
    }
    return .array(values)
  }
}
