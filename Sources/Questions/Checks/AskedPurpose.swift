/// Whether evidence tells the purpose of the very thing that a question asks it of: “X is used to …”,
/// with X in the question's own words, and not the purpose of something else in the same sentence.
/// English only, for strict reading.
enum AskedPurpose {
  /// What a question asks the purpose of; nil for other questions.
  ///
  /// - Parameter asked: normalised, with a space at either end.
  static func subject(in asked: String) -> String? {
    if let start = openings.compactMap({ asked.firstRange(of: $0) }).first {
      return plain(asked[start.upperBound...])
    }
    if let end = asked.firstRange(of: " used for "),
      let start = asked[..<end.lowerBound].firstRange(of: " what is ")
        ?? asked[..<end.lowerBound].firstRange(of: " what are ")
    {
      return plain(asked[start.upperBound..<end.lowerBound])
    }
    return nil
  }

  /// Whether one of `signs` follows the subject closely.
  ///
  /// - Parameters:
  ///   - text: the evidence, normalised, with a space at either end.
  ///   - signs: with a space at either end.
  static func isTold(_ subject: String, in text: String, signs: [String]) -> Bool {
    text.ranges(of: " \(subject) ").contains { place in
      let behind = text[place.upperBound...].split(separator: " ").prefix(nearest)
      let near = " " + behind.joined(separator: " ") + " "
      return signs.contains(where: near.contains)
    }
  }

  /// Words behind the subject that are looked at: room for a bracket or “command”.
  private static let nearest = 6

  private static let openings = [" purpose of ", " the use of ", " goal of "]

  private static func plain(_ text: Substring) -> String? {
    var words = text.split(separator: " ").map(String.init)
    while let first = words.first, ["a", "an", "the"].contains(first) { words.removeFirst() }
    while let last = words.last, words.count > 1, kinds.contains(last) { words.removeLast() }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Words that a question adds to a name, and evidence need not.
  private static let kinds: Set<String> = [
    "command", "parameter", "function", "option", "setting", "view", "catalog", "table", "variable",
    "clause", "type", "operator", "method", "module", "in", "file",
  ]
}
