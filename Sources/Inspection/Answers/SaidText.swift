import Artifacts

/// What a model said, wherever a line keeps it: as text or messages under a usual key, or as a
/// server's reply (chat completions, OpenAI's Responses and batches, Anthropic's messages and batches,
/// Gemini's, Ollama's).
enum SaidText {
  private static let keys = [
    "prediction", "predicted", "model_answer", "model_output", "response", "output_text", "output",
    "completion", "generation", "generated_text", "generated", "choices", "candidates", "messages",
    "conversations", "message", "text", "content", "parts", "body", "result", "value",
  ]
  /// What rows have and predictions have not: beside these, `answer` is the right one.
  private static let rowKeys = [
    "reference", "cot_answer", "row_class", "prompt", "question", "context", "oracle_context",
  ]

  /// Nil where nothing is said, or where the line is a row with its own answer.
  static func find(in line: JSONValue) -> String? {
    if let text = text(of: line, depth: 0) { return text }
    guard !rowKeys.contains(where: { line[$0] != nil }) else { return nil }
    return line["answer"].flatMap { text(of: $0, depth: 1) }
  }

  private static func text(of value: JSONValue, depth: Int) -> String? {
    // Replies lie deep: batch, response, body, choices, message, content, parts.
    guard depth < 12 else { return nil }
    switch value {
    case .string(let text): return text
    case .number(let digits): return depth > 0 ? digits : nil
    case .array(let values): return text(of: values, depth: depth + 1)
    case .object:
      // The style json, not as text but as it is.
      if depth > 0, value["answer"] != nil, value["quotes"] ?? value["reasoning"] != nil {
        return value.text
      }
      for key in keys {
        if let inner = value[key], let text = text(of: inner, depth: depth + 1) { return text }
      }
      return nil
    case .null, .bool: return nil
    }
  }

  /// Of messages the last that the model says, of choices the first, of parts all.
  private static func text(of values: [JSONValue], depth: Int) -> String? {
    let roles = values.map { ($0["role"] ?? $0["from"])?.string }
    if roles.contains(where: { $0 != nil }) {
      let last = roles.lastIndex { RoleName.usual($0 ?? "") == "assistant" }
      return last.flatMap { text(of: values[$0], depth: depth) }
    }
    let isParts = values.contains { $0["type"] != nil || $0["text"] != nil && $0["index"] == nil }
    guard isParts else { return values.first.flatMap { text(of: $0, depth: depth) } }
    // Parts that are no text, such as thoughts and calls of tools, say nothing here.
    let parts = values.filter {
      ["text", "output_text", "message", nil].contains($0["type"]?.string)
    }.compactMap { text(of: $0, depth: depth) }
    return parts.isEmpty ? nil : parts.joined()
  }
}
