import Artifacts

extension ConfigurationSchema {
  /// The value as one piece of YAML, which is JSON too: `0.8`, `"english"`, `["raft", "chat"]`.
  var inlineText: String {
    var json = JSONWriter()
    write(to: &json)
    let text = String(decoding: json.bytes, as: UTF8.self)
    if case .count(let count) = self { return count }
    if case .list = self { return text.replacing(",", with: ", ") }
    return text
  }

  /// The configuration resolved in full, as it goes into manifests and indexes.
  var json: String {
    var json = JSONWriter()
    write(to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  func write(to json: inout JSONWriter) {
    switch self {
    case .group(let entries), .dictionary(let entries):
      json.object { json in
        for entry in entries {
          json.key(entry.key)
          entry.value.write(to: &json)
        }
      }
    case .list(let elements):
      json.array { json in for element in elements { element.write(to: &json) } }
    case .integer(let digits, _): json.raw(digits)
    case .number(let value): json.number(value)
    case .bool(let value): json.bool(value)
    case .text(let value), .choice(let value, _), .count(let value): json.string(value)
    case .absent: json.null()
    }
  }
}
