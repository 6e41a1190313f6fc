/// What sets an answer apart from the reasoning before it.
///
///     AnswerMark.parted("##Reason: r\n##Answer: a")     // ("r", "a")
///     AnswerMark.parted("Because r.\n**Answer:** a")     // ("Because r.", "a")
enum AnswerMark {
  /// What comes before the last mark, and what after it; all is the answer where there is none.
  static func parted(_ text: String) -> (reasoning: String, answer: String) {
    for mark in ["##Answer:", "<ANSWER>:", "<ANSWER>"] {
      guard let range = text[...].range(ofLast: mark) else { continue }
      var after = text[range.upperBound...]
      // Some models close the tag that they opened.
      if let close = after.range(ofFirst: "</ANSWER>") { after = after[..<close.lowerBound] }
      return (withoutOpening(String(text[..<range.lowerBound])), String(after))
    }
    guard let (before, after) = lastLine(in: text) else { return ("", text) }
    return (withoutOpening(before), after)
  }

  private static func withoutOpening(_ reasoning: String) -> String {
    guard let place = reasoning[...].range(ofFirst: "##Reason:") else { return reasoning }
    var reasoning = reasoning
    reasoning.removeSubrange(place)
    return reasoning
  }

  /// Parted at the last line that begins as models head an answer: "## Answer:", "Final answer:",
  /// "**Answer:**", whatever the case.
  private static func lastLine(in text: String) -> (before: String, after: String)? {
    var end = text.endIndex
    while true {
      let line = text[..<end].lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
      if let after = heading(of: text[line...]) { return (String(text[..<line]), String(after)) }
      guard line > text.startIndex else { return nil }
      end = text.index(before: line)
    }
  }

  /// What follows the heading that the text begins with; nil where it begins with none.
  private static func heading(of text: Substring) -> Substring? {
    let isMark: (Character) -> Bool = { $0 == "#" || $0 == "*" || $0 == "_" || $0 == " " }
    var rest = text.drop(while: isMark)
    for word in ["final", "answer"] {
      if rest.prefix(word.count).lowercased() == word {
        rest = rest.dropFirst(word.count).drop { $0 == " " }
        if word == "answer" {
          rest = rest.drop(while: isMark)
          guard rest.first == ":" || rest.first == "：" else { return nil }
          return rest.dropFirst().drop(while: isMark)
        }
      }
    }
    return nil
  }
}
