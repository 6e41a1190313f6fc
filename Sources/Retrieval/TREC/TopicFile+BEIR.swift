import Artifacts

extension TopicFile {
  /// Whether a file is BEIR's `queries.jsonl` rather than lines of id, tab and text: its first line
  /// that is not empty begins an object.
  static func isBEIR(_ body: ArraySlice<UInt8>) -> Bool {
    body.first { ![0x0a, 0x0d, 0x20, 0x09].contains($0) } == UInt8(ascii: "{")
  }

  /// The id and the text of one line of BEIR's `queries.jsonl`: an object with `_id` and `text`.
  static func beirFields(_ line: String) throws(BEIRLineFault) -> (id: String, text: String) {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: Array(line.utf8))
    } catch {
      throw BEIRLineFault(reason: "the line is no JSON object: \(error)")
    }
    guard let text = value["text"]?.string else {
      throw BEIRLineFault(reason: "there is no string `text`, as BEIR's queries have")
    }
    guard let id = value["_id"]?.string ?? value["_id"]?.int.map(String.init) else {
      throw BEIRLineFault(reason: "there is no `_id`, as BEIR's queries have")
    }
    return (id, text)
  }

  struct BEIRLineFault: Error {
    let reason: String
  }
}
