import Artifacts

/// A pair as a model wrote it, before anything was checked.
struct RawPair: Sendable, Hashable {
  var question: String
  var answer: String
  /// The way to the answer, with quotes between their marks; nil where none was asked for.
  var reasoning: String?
  /// What the model says stands in the passage.
  var quotes: [String]
}

/// Reads pairs, questions and answers out of replies of any tidiness.
enum PairReply {
  private static let (begin, end) = ("##begin_quote##", "##end_quote##")

  /// The questions of a reply; nil where it holds none.
  static func questions(_ reply: String) -> [String]? {
    var found: [String] = []
    switch ReplyText.json(in: reply) {
    case .array(let values)?: found = values.compactMap(question)
    case let value?:
      if let values = value["questions"]?.array {
        found = values.compactMap(question)
      } else if let one = question(value) {
        found = [one]
      }
    case nil: found = ReplyText.listedQuestions(in: reply)
    }
    found = found.map(\.trimmingSpaces).filter { !$0.isEmpty }
    return found.isEmpty ? nil : found
  }

  /// The pairs of a reply; nil where it holds none.
  static func pairs(_ reply: String) -> [RawPair]? {
    guard let value = ReplyText.json(in: reply) else { return nil }
    let values = value.array ?? value["pairs"]?.array ?? [value]
    let found = values.compactMap { value -> RawPair? in
      guard let question = question(value), let answer = text(value["answer"]) else { return nil }
      return pair(question, answer, value)
    }
    return found.isEmpty ? nil : found
  }

  /// The answer to a question; nil where the reply has no such shape. Both may be empty: the passage
  /// does not answer.
  static func answer(_ reply: String, to question: String) -> RawPair? {
    if let value = ReplyText.json(in: reply) {
      guard let answer = text(value["answer"]) else { return nil }
      return pair(question, answer, value)
    }
    // The form of the paper, where no JSON was to be had.
    let text = ReplyText.withoutThoughts(reply)
    guard let mark = text.ranges(of: "##Answer:").last ?? text.ranges(of: "\nAnswer:").last,
      text.contains(begin)
    else { return nil }
    var reasoning = text[..<mark.lowerBound].trimmingSpaces
    if reasoning.hasPrefix("##Reason:") {
      reasoning = reasoning.dropFirst("##Reason:".count).trimmingSpaces
    }
    return RawPair(
      question: question, answer: text[mark.upperBound...].trimmingSpaces, reasoning: reasoning,
      quotes: quotes(in: reasoning))
  }

  /// A mark from 1 to 5; nil where there is none.
  static func mark(_ reply: String) -> Int? {
    let value = ReplyText.json(in: reply)
    for name in ["mark", "score", "rating"] {
      if let mark = value?[name]?.int ?? value?[name]?.string.flatMap({ Int($0) }) {
        return (1...5).contains(mark) ? mark : nil
      }
    }
    return nil
  }

  private static func pair(_ question: String, _ answer: String, _ value: JSONValue) -> RawPair {
    let reasoning = text(value["reasoning"]) ?? text(value["reason"])
    var found = (value["evidence"]?.array ?? value["quotes"]?.array ?? []).compactMap(text)
    if let one = text(value["evidence"]) ?? text(value["quote"]) { found.append(one) }
    found += reasoning.map(quotes(in:)) ?? []
    return RawPair(
      question: question.trimmingSpaces, answer: answer.trimmingSpaces,
      reasoning: reasoning?.trimmingSpaces, quotes: found)
  }

  private static func question(_ value: JSONValue) -> String? {
    value.string ?? text(value["question"]) ?? text(value["q"])
  }

  private static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text): text
    case .number(let digits): digits
    default: nil
    }
  }

  /// What stands between the marks of quotes.
  static func quotes(in text: String) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while let start = rest.firstRange(of: begin) {
      rest = rest[start.upperBound...]
      guard let stop = rest.firstRange(of: end) else { break }
      let quote = rest[..<stop.lowerBound].trimmingSpaces
      if !quote.isEmpty { found.append(quote) }
      rest = rest[stop.upperBound...]
    }
    return found
  }
}
