import Artifacts

/// Finds what was asked for in what a model wrote: JSON between fences, before or behind other words,
/// with bare line ends in its strings; or, where there is none, a list.
enum ReplyText {
  /// The first JSON object or list of a reply; nil where there is none that is whole.
  static func json(in reply: String) -> JSONValue? {
    let bytes = Array(withoutThoughts(reply).utf8)
    var start = 0
    while start < bytes.count {
      guard bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") else {
        start += 1
        continue
      }
      guard let end = end(of: bytes, from: start) else { return nil }
      if let value = try? JSONValue(parsing: repaired(bytes[start..<end])), isData(value) {
        return value
      }
      // A bracket of the words before it: "[1] {…}".
      start += 1
    }
    return nil
  }

  /// The entries of a numbered or bulleted list that are questions; for servers that hold no model to
  /// a schema.
  static func listedQuestions(in reply: String) -> [String] {
    withoutThoughts(reply).split(whereSeparator: \.isNewline).compactMap { line in
      var text = line.drop { $0.isWhitespace }
      let marks = text.prefix { $0.isNumber || "-*•.):（）()#".contains($0) || $0.isWhitespace }
      // "3D printing …?" is no third question.
      if marks.contains(where: { !$0.isNumber }) { text = text.dropFirst(marks.count) }
      for label in ["Question:", "Frage:", "質問:", "質問：", "Q:"] where text.hasPrefix(label) {
        text = text.dropFirst(label.count)
      }
      let question = text.filter { $0 != "*" }.trimmingSpaces
      return question.hasSuffix("?") || question.hasSuffix("？") ? question : nil
    }
  }

  /// A reply without what models that reason aloud write first.
  static func withoutThoughts(_ reply: String) -> String {
    guard let end = reply.ranges(of: "</think>").last else { return reply }
    return String(reply[end.upperBound...])
  }

  private static func isData(_ value: JSONValue) -> Bool {
    switch value {
    case .object(let members): !members.isEmpty
    case .array(let values): values.contains { $0.members != nil || $0.string != nil }
    default: false
    }
  }

  /// Where the value that begins at `start` ends, by its brackets; nil where it breaks off.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var isString = false
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isString: index += 1
      case UInt8(ascii: "\""): isString.toggle()
      case UInt8(ascii: "{") where !isString, UInt8(ascii: "[") where !isString: depth += 1
      case UInt8(ascii: "}") where !isString, UInt8(ascii: "]") where !isString:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Bare control characters in strings escaped, and commas before a closing bracket left out.
  private static func repaired(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isString = false
    var isEscaped = false
    for byte in bytes {
      if isString {
        if byte < 0x20 {
          let escape = byte == 0x0a ? "\\n" : byte == 0x09 ? "\\t" : " "
          result += Array(escape.utf8)
        } else {
          result.append(byte)
        }
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isString = false
        }
        continue
      }
      if byte == UInt8(ascii: "\"") { isString = true }
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        while let last = result.last, last <= 0x20 { result.removeLast() }
        if result.last == UInt8(ascii: ",") { result.removeLast() }
      }
      result.append(byte)
    }
    return result
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmingSpaces: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
