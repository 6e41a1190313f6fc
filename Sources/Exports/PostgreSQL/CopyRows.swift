import Artifacts

/// Rows in the text format of PostgreSQL's COPY (its manual, "COPY", section "Text Format").
///
/// Backslash, tab, newline and carriage return are escaped; all else stands as it is. PostgreSQL
/// keeps no U+0000 in a text: it becomes U+FFFD, and is counted.
///
///     var rows = CopyRows()
///     rows.text("a\tb"); rows.text(nil); rows.number(3); rows.end()
///     String(decoding: rows.bytes, as: UTF8.self)   // a\tb⇥\N⇥3⏎
struct CopyRows {
  private(set) var bytes: [UInt8] = []
  /// How many U+0000 were replaced so far.
  private(set) var replaced = 0
  private var isFirst = true
  private var json = JSONWriter()

  /// Forgets the rows, not the count.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func text(_ value: String?) {
    separate()
    guard var value else {
      bytes += [0x5c, 0x4e]
      return
    }
    value.withUTF8 { escape($0) }
  }

  mutating func number(_ value: Int) {
    separate()
    bytes += String(value).utf8
  }

  /// A vector as pgvector reads it, each component in the shortest digits that read back the same.
  mutating func vector(_ values: [Float]) {
    separate()
    bytes.append(0x5b)
    for (place, value) in values.enumerated() {
      if place > 0 { bytes.append(0x2c) }
      bytes += value.description.utf8
    }
    bytes.append(0x5d)
  }

  /// A JSON array of strings.
  mutating func json(_ values: [String]) {
    json { json in json.array { for value in values { $0.string(value) } } }
  }

  /// A JSON object of those fields that have a value.
  mutating func json(_ fields: [(name: String, value: String?)]) {
    json { json in json.object { for field in fields { $0.field(field.name, field.value) } } }
  }

  /// Ends a row.
  mutating func end() {
    bytes.append(0x0a)
    isFirst = true
  }

  private mutating func json(_ body: (inout JSONWriter) -> Void) {
    separate()
    json.removeAll()
    body(&json)
    withoutZero(json.bytes).withUnsafeBufferPointer { escape($0) }
  }

  /// JSON with `\ufffd` for each `\u0000`, which `jsonb` refuses.
  private mutating func withoutZero(_ json: [UInt8]) -> [UInt8] {
    let zero = Array("\\u0000".utf8)
    guard json.contains(0x5c) else { return json }
    var out: [UInt8] = []
    var place = 0
    while place < json.count {
      guard json[place] == 0x5c else {
        out.append(json[place])
        place += 1
        continue
      }
      if json[place...].starts(with: zero) {
        out += "\\ufffd".utf8
        replaced += 1
        place += zero.count
      } else {
        // A backslash takes the next byte with it, so that `\\u0000` stays.
        out += json[place..<min(place + 2, json.count)]
        place += 2
      }
    }
    return out
  }

  private mutating func separate() {
    if !isFirst { bytes.append(0x09) }
    isFirst = false
  }

  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in 0..<utf8.count {
      let replacement: StaticString
      switch utf8[index] {
      case 0x5c: replacement = "\\\\"
      case 0x09: replacement = "\\t"
      case 0x0a: replacement = "\\n"
      case 0x0d: replacement = "\\r"
      case 0x00:
        replacement = "\u{fffd}"
        replaced += 1
      default: continue
      }
      bytes += UnsafeBufferPointer(rebasing: utf8[start..<index])
      bytes += UnsafeBufferPointer(
        start: replacement.utf8Start, count: replacement.utf8CodeUnitCount)
      start = index + 1
    }
    bytes += UnsafeBufferPointer(rebasing: utf8[start...])
  }
}
