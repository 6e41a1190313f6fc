import Artifacts

/// A query with its id, as retrieval experiments number them.
public struct Topic: Sendable, Hashable {
  public var id: String
  public var text: String

  public init(id: String, text: String) {
    self.id = id
    self.text = text
  }
}

/// A file of topics: one a line, `id<TAB>text`, or BEIR's `queries.jsonl`; empty lines are skipped.
public enum TopicFile {
  /// A line that is no topic.
  public struct LineError: Error, Sendable, Equatable, CustomStringConvertible {
    public let path: String
    public let line: Int
    public let reason: String

    public var description: String { "\(path):\(line): \(reason)" }
  }

  public static func read(_ path: String) throws -> [Topic] {
    try parse(WholeFile.read(path), path: path)
  }

  static func parse(_ bytes: [UInt8], path: String) throws(LineError) -> [Topic] {
    var topics: [Topic] = []
    var lines: [String: Int] = [:]
    let hasMark = bytes.starts(with: [0xef, 0xbb, 0xbf])
    let body = hasMark ? bytes[3...] : bytes[...]
    let isBEIR = isBEIR(body)
    for (index, raw) in body.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
      func failure(_ reason: String) -> LineError {
        LineError(path: path, line: index + 1, reason: reason)
      }
      guard let line = String(validating: raw, as: UTF8.self) else {
        throw failure("the line is not UTF-8")
      }
      let trimmed = line.drop(while: \.isWhitespace)
      if trimmed.isEmpty { continue }
      let (id, text): (String, String)
      if isBEIR {
        do throws(BEIRLineFault) {
          (id, text) = try beirFields(line)
        } catch {
          throw failure(error.reason)
        }
      } else {
        guard let tab = line.utf8.firstIndex(of: 0x09) else {
          throw failure("there is no tab; write `id<TAB>text`")
        }
        id = trim(line[..<tab])
        text = trim(line[line.utf8.index(after: tab)...])
      }
      if id.isEmpty {
        throw failure(isBEIR ? "`_id` is empty" : "the id before the tab is empty")
      }
      if id.contains(where: \.isWhitespace) {
        throw failure("the id `\(id)` holds a space, which a run file cannot carry")
      }
      if text.isEmpty {
        throw failure("the topic `\(id)` has no text" + (isBEIR ? "" : " after the tab"))
      }
      if let first = lines.updateValue(index + 1, forKey: id) {
        throw failure("the id `\(id)` stands in line \(first) already")
      }
      topics.append(Topic(id: id, text: text))
    }
    return topics
  }

  private static func trim(_ text: Substring) -> String {
    var text = text.drop(while: \.isWhitespace)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
