/// Which keys a line has, and what that makes it.
struct FormatKeys {
  private var keys: Set<Key> = []
  /// Whether `prompt` is a list of messages.
  var promptIsList = false
  /// Whether positions of oracles are recorded, if only as an empty list.
  var hasPositions = false

  private enum Key: String {
    case context, passages, messages, conversations, segments, prompt, completion, chosen
    case reference, response, instruction, output, text, question, answer, evidence
    case oracleContext = "oracle_context"
    case reasoning = "cot_answer"
    case oracleChunks = "oracle_chunks"
  }

  mutating func add(_ key: String) {
    if let key = Key(rawValue: key) { keys.insert(key) }
  }

  var format: RowRecord.Format {
    if has(.messages) { return .chat }
    if has(.conversations) { return .sharegpt }
    if has(.segments) { return .axolotl }
    if has(.context) || has(.passages) || has(.oracleContext) || has(.reasoning) { return .raft }
    if has(.prompt) {
      if has(.chosen) { return .preference }
      if has(.completion) || has(.response) { return promptIsList ? .trlChat : .trl }
      if has(.reference) { return .eval }
    }
    if has(.chosen) { return .preference }
    if has(.instruction) { return has(.output) || has(.response) ? .alpaca : .raft }
    if has(.question) || has(.oracleChunks) { return .questions }
    if has(.text) { return .completion }
    return .unknown
  }

  private func has(_ key: Key) -> Bool { keys.contains(key) }
}

/// What stands at several keys and makes one conversation.
struct ConversationParts {
  var system = ""
  var prompt: [RowRecord.Message] = []
  var input = ""
  var answer: [RowRecord.Message] = []
  var segments: [RowRecord.Message] = []

  func put(into row: inout RowRecord) {
    switch row.format {
    case .alpaca:
      let input = input.isEmpty ? "" : "\n" + input
      let prompt = RowRecord.Message(role: "user", content: (row.instruction ?? "") + input)
      row.messages = opening + [prompt] + answer
      row.instruction = nil
    case .trl, .trlChat, .preference: row.messages = opening + prompt + answer
    case .eval: row.instruction = prompt.map(\.content).joined(separator: "\n")
    case .axolotl: row.messages = segments
    default: break
    }
  }

  private var opening: [RowRecord.Message] {
    system.isEmpty ? [] : [RowRecord.Message(role: "system", content: system)]
  }
}

/// The names of who speaks, as chats have them.
enum RoleName {
  static func usual(_ name: String) -> String {
    switch name {
    case "human": "user"
    case "gpt", "model", "bot", "chatgpt": "assistant"
    default: name
    }
  }
}
