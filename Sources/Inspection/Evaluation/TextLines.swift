import Artifacts

/// A line of a file that is not what it should be.
public struct LineError: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String
  public let line: Int
  public let reason: String

  public var description: String { "\(path):\(line): \(reason)" }
}

/// Lines of fields that are parted by white space, as TREC's files are.
enum TextLines {
  struct Line {
    let path: String
    /// From 1.
    let number: Int

    func error(_ reason: String) -> LineError {
      LineError(path: path, line: number, reason: reason)
    }
  }

  /// Calls `body` with the fields of each line that is not empty.
  static func read(
    _ path: String, _ body: (Line, [Substring]) throws(LineError) -> Void
  ) throws {
    let bytes = try WholeFile.read(path)
    let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes[3...] : bytes[...]
    var number = 0
    for raw in text.split(separator: 0x0a, omittingEmptySubsequences: false) {
      number += 1
      let line = Line(path: path, number: number)
      guard let string = String(validating: raw, as: UTF8.self) else {
        throw line.error("the line is not UTF-8")
      }
      let fields = string.split { $0 == " " || $0 == "\t" || $0 == "\r" }
      if !fields.isEmpty { try body(line, fields) }
    }
  }
}
