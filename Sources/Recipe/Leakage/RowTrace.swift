import Artifacts
import Questions

/// What a written row tells about leakage, read from its own bytes.
///
/// Rows are read as a trainer reads them, and not as they were planned: a mistake on the way from
/// plan to file shows.
struct RowTrace: Sendable {
  var split: Split
  /// Hashes of the URIs of the documents that oracles are of; where the row lacks them, nothing.
  var documents: [UInt64] = []
  /// The hash of the oracles' text; nil for rows without.
  var oracle: UInt64?
  var sketch: MinHash?
  var question: UInt64 = 0
  /// Hashes of the texts of all passages that the model sees, as JSON writes them.
  var passages: [UInt64] = []

  private static let hash = SeededHash(seed: 0)

  /// The traces of the lines of a native file.
  static func traces(in lines: [UInt8]) throws -> [RowTrace] {
    var traces: [RowTrace] = []
    var start = 0
    while start < lines.count, let end = ByteSearch.first([0x0a], in: lines, from: start) {
      if let trace = try RowTrace(line: Array(lines[start..<end])) { traces.append(trace) }
      start = end + 1
    }
    return traces
  }

  /// Nil for a row that is of no question of the corpus.
  init?(line: [UInt8]) throws {
    var json = JSONScanner(line)
    split = .train
    var isReplay = false
    var roles: [(role: String, uri: String)] = []
    try json.object { key, json in
      switch key {
      case "question": question = Self.hash.rank(NormalizedText(try json.string()).bytes)
      case "oracle_context":
        let text = try json.escapedString()
        oracle = Self.hash.rank(text)
        sketch = MinHash(WordHashes(folding: text).runs(of: Shingles.size))
      case "split": split = Split(rawValue: try json.string()) ?? .train
      case "row_class": isReplay = try json.string() == RowClass.replay.rawValue
      case "context":
        try json.object { key, json in
          guard key == "sentences" else { return try json.skip() }
          try json.array { json in
            try json.array { json in passages.append(Self.hash.rank(try json.escapedString())) }
          }
        }
      case "passages":
        try json.array { json in
          var (role, uri) = ("", "")
          try json.object { key, json in
            switch key {
            case "role": role = try json.string()
            case "document": uri = try json.string()
            default: try json.skip()
            }
          }
          roles.append((role, uri))
        }
      default: try json.skip()
      }
    }
    if isReplay { return nil }
    for (role, uri) in roles where role == NativeRow.Role.oracle.rawValue {
      documents.append(Self.hash.rank(uri))
    }
  }
}
