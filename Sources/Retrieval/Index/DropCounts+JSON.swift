import Artifacts

/// The JSON in which `index.sqlite` keeps what was dropped.
extension DropCounts {
  /// By name, not by count as `write(to:)` does; empty where nothing was dropped.
  var storedJSON: String {
    if isEmpty { return "" }
    var json = JSONWriter()
    json.object { json in
      for (reason, entry) in reasons.sorted(by: { $0.key < $1.key }) {
        json.key(reason)
        entry.write(to: &json)
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  init(storedJSON text: String) throws {
    self.init()
    if text.isEmpty { return }
    var drops = DropCounts()
    var json = JSONScanner(unmarked: Array(text.utf8))
    try json.object { reason, json in
      var entry = DropCounts.Entry()
      try json.object { key, json in
        switch key {
        case "count": entry.count = try json.int()
        case "examples": entry.examples = try json.strings()
        default: throw UnfitStructure(expected: "a known key, not \(key)")
        }
      }
      drops.set(reason, to: entry)
    }
    self = drops
  }
}
