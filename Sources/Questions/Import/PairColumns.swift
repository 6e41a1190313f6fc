import Artifacts

/// Under which names the parts of a pair go: what data sets of the field call them.
enum PairColumns {
  static let question = ["question", "query", "prompt", "instruction", "title", "frage", "質問"]
  static let answer = [
    "answer", "answers", "response", "output", "completion", "accepted_answer", "long_answer",
    "reply",
    "antwort", "回答",
  ]
  static let evidence = ["evidence", "quote", "quotes", "supporting_text", "supporting_facts"]
  static let context = ["context", "contexts", "passage"]

  /// The pair of an object; nil with the reason where a part is missing.
  static func pair(
    of value: JSONValue, at place: String, context outer: String? = nil
  ) -> ImportedItem {
    guard value.members != nil else {
      return .fault("badLine", place, "this is no JSON object")
    }
    if let messages = value["messages"]?.array ?? value["conversations"]?.array {
      return conversation(messages, at: place)
    }
    if value["is_impossible"] == .bool(true) {
      return .fault("noAnswer", place, "the question is marked as one without an answer")
    }
    guard let question = first(question, in: value).flatMap({ texts($0).first }) else {
      return .fault("noQuestion", place, "there is none of \(listed(Self.question))")
    }
    guard let answer = first(answer, in: value).flatMap({ texts($0).first }) else {
      return .fault("noAnswer", place, "there is none of \(listed(Self.answer))")
    }
    let contexts = first(context, in: value).map(texts) ?? []
    return .pair(
      ImportedPair(
        place: place, question: question, answer: answer,
        evidence: first(evidence, in: value).map(texts) ?? [],
        context: outer ?? (contexts.isEmpty ? nil : contexts.joined(separator: "\n"))))
  }

  /// The first exchange of a conversation (`role`, `content`; or `from`, `value`).
  private static func conversation(_ messages: [JSONValue], at place: String) -> ImportedItem {
    func said(by roles: Set<String>) -> String? {
      messages.lazy
        .filter { roles.contains(($0["role"] ?? $0["from"])?.string ?? "") }
        .compactMap { ($0["content"] ?? $0["value"])?.string }.first
    }
    guard let question = said(by: ["user", "human"]) else {
      return .fault("noQuestion", place, "no message is of a user")
    }
    guard let answer = said(by: ["assistant", "gpt"]) else {
      return .fault("noAnswer", place, "no message is of an assistant")
    }
    return .pair(ImportedPair(place: place, question: question, answer: answer))
  }

  private static func first(_ names: [String], in value: JSONValue) -> JSONValue? {
    let members = value.members ?? []
    for name in names {
      if let member = members.first(where: { $0.key.lowercased() == name }), member.value != .null {
        return member.value
      }
    }
    return nil
  }

  /// The texts in a value: itself, those of a list, or those under `text`.
  private static func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let text): text.isEmpty ? [] : [text]
    case .number(let digits): [digits]
    case .array(let values): values.flatMap(texts)
    case .object: value["text"].map(texts) ?? value["value"].map(texts) ?? []
    case .bool, .null: []
    }
  }

  static func listed(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
