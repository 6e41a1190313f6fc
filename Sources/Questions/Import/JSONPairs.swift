import Artifacts

/// Pairs as lines of JSON: an object a line, under the names of `PairColumns`.
struct JSONLinePairs: PairReader {
  func read(_ path: String, emit: (ImportedItem) throws -> Void) async throws {
    let name = path.lastComponent
    var lines = try LineReader(path)
    while let line = try lines.next() {
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      let place = "\(name):\(lines.number)"
      let item: ImportedItem
      do throws(JSONSyntaxError) {
        item = PairColumns.pair(of: try JSONValue(parsing: line), at: place)
      } catch {
        item = .fault("badLine", place, error.advice)
      }
      try emit(item)
    }
  }
}

/// Pairs in one JSON value: a list of objects, an object that holds a list under `data`, or SQuAD's
/// articles with paragraphs (`data[].paragraphs[].qas[]`).
struct JSONFilePairs: PairReader {
  func read(_ path: String, emit: (ImportedItem) throws -> Void) async throws {
    let name = path.lastComponent
    let bytes = try WholeFile.read(path)
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      // Lines of JSON often go by this name.
      return try await JSONLinePairs().read(path, emit: emit)
    }
    let lists = ["data", "questions", "items", "rows", "examples"]
    let items = value.array ?? lists.lazy.compactMap({ value[$0]?.array }).first ?? [value]
    for (number, item) in items.enumerated() {
      let place = "\(name), item \(number + 1)"
      if let paragraphs = item["paragraphs"]?.array {
        for (paragraph, part) in paragraphs.enumerated() {
          for (question, asked) in (part["qas"]?.array ?? []).enumerated() {
            try emit(
              PairColumns.pair(
                of: asked,
                at: "\(place), paragraph \(paragraph + 1), question \(question + 1)",
                context: part["context"]?.string))
          }
        }
      } else {
        try emit(PairColumns.pair(of: item, at: place))
      }
    }
  }
}

extension String {
  /// The name of a file without its folders.
  var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
