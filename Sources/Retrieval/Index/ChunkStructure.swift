import Artifacts
import Documents

/// The JSON in which `index.sqlite` keeps heading paths, tables and the structure of chunks.
enum ChunkStructure {
  static func write(_ spans: [ChunkSpan], _ json: inout JSONWriter) {
    json.array { json in
      for span in spans {
        json.array { encode(span, &$0) }
      }
    }
  }

  static func write(_ strings: [String], _ json: inout JSONWriter) {
    json.array { for string in strings { $0.string(string) } }
  }

  static func write(_ tables: [Document.Table], _ json: inout JSONWriter) {
    json.array { json in
      for table in tables {
        json.object {
          $0.field("caption", table.caption)
          $0.field("columns", table.columns)
        }
      }
    }
  }

  /// Only what is known.
  static func write(_ metadata: DocumentMetadata, _ json: inout JSONWriter) {
    json.object {
      if let author = metadata.author { $0.field("author", author) }
      if let published = metadata.published { $0.field("published", published) }
      if let modified = metadata.modified { $0.field("modified", modified) }
      if let description = metadata.description { $0.field("description", description) }
    }
  }

  static func spans(_ text: String) throws -> [ChunkSpan] {
    var spans: [ChunkSpan] = []
    var json = JSONScanner(unmarked: Array(text.utf8))
    try json.array { spans.append(try span(&$0)) }
    return spans
  }

  static func strings(_ text: String) throws -> [String] {
    if text == "[]" { return [] }
    var json = JSONScanner(unmarked: Array(text.utf8))
    return try json.strings()
  }

  static func tables(_ text: String) throws -> [Document.Table] {
    if text == "[]" { return [] }
    var tables: [Document.Table] = []
    var json = JSONScanner(unmarked: Array(text.utf8))
    try json.array { json in
      var table = Document.Table()
      try json.object { key, json in
        switch key {
        case "caption": table.caption = try json.string()
        case "columns": table.columns = try json.strings()
        default: throw UnfitStructure(expected: "a known key, not \(key)")
        }
      }
      tables.append(table)
    }
    return tables
  }

  /// Kind, start and end, and an object with what else the span says.
  private static func encode(_ span: ChunkSpan, _ json: inout JSONWriter) {
    json.string(span.kind.rawValue)
    json.number(span.range.lowerBound)
    json.number(span.range.upperBound)
    if span == ChunkSpan(kind: span.kind, range: span.range) { return }
    json.object { encodeRest(of: span, &$0) }
  }

  /// What a span does not say is left out.
  private static func encodeRest(of span: ChunkSpan, _ json: inout JSONWriter) {
    if span.depth != 0 { json.field("depth", span.depth) }
    if span.number != 0 { json.field("number", span.number) }
    if span.list != -1 { json.field("list", span.list) }
    if span.table != -1 { json.field("table", span.table) }
    if span.owner != -1 { json.field("owner", span.owner) }
    if span.isContinuation { json.field("continuation", true) }
    guard !span.parts.isEmpty else { return }
    json.key("parts")
    json.array { json in
      for part in span.parts {
        json.array {
          $0.string(part.role.rawValue)
          $0.number(part.range.lowerBound)
          $0.number(part.range.upperBound)
        }
      }
    }
  }

  private static func span(_ json: inout JSONScanner) throws -> ChunkSpan {
    var kind: BlockKind?
    var ends: [Int] = []
    var span = ChunkSpan(kind: .paragraph, range: 0..<0)
    try json.array { json in
      if kind == nil {
        kind = try named(BlockKind.self, json.string())
      } else if ends.count < 2 {
        ends.append(try json.int())
      } else {
        try json.object { try rest(of: &span, $0, &$1) }
      }
    }
    guard let kind else { throw UnfitStructure(expected: "a kind") }
    span.kind = kind
    span.range = try range(ends)
    return span
  }

  private static func rest(
    of span: inout ChunkSpan, _ key: String, _ json: inout JSONScanner
  ) throws {
    switch key {
    case "depth": span.depth = try json.int()
    case "number": span.number = try json.int()
    case "list": span.list = try json.int()
    case "table": span.table = try json.int()
    case "owner": span.owner = try json.int()
    case "continuation": span.isContinuation = try json.bool()
    case "parts": try json.array { span.parts.append(try part(&$0)) }
    default: throw UnfitStructure(expected: "a known key, not \(key)")
    }
  }

  private static func part(_ json: inout JSONScanner) throws -> BlockPart {
    var role: BlockPart.Role?
    var ends: [Int] = []
    try json.array { json in
      if role == nil {
        role = try named(BlockPart.Role.self, json.string())
      } else {
        ends.append(try json.int())
      }
    }
    guard let role else { throw UnfitStructure(expected: "a role") }
    return BlockPart(role: role, range: try range(ends))
  }

  private static func range(_ ends: [Int]) throws -> Range<Int> {
    guard ends.count == 2, ends[0] >= 0, ends[0] <= ends[1] else {
      throw UnfitStructure(expected: "a range, not \(ends)")
    }
    return ends[0]..<ends[1]
  }

  private static func named<T: RawRepresentable>(_ type: T.Type, _ name: String) throws -> T
  where T.RawValue == String {
    guard let value = T(rawValue: name) else {
      throw UnfitStructure(expected: "a kind, not \(name)")
    }
    return value
  }
}

/// JSON of an index that says something else than this version writes.
struct UnfitStructure: Error, CustomStringConvertible {
  let expected: String
  var description: String { "JSON: expected \(expected) at byte 0" }
}
