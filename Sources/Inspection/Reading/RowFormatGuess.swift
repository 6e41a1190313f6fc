/// Which keys a line has, and what that makes it.
struct FormatKeys: OptionSet {
  let rawValue: UInt32

  static let context = FormatKeys(rawValue: 1 << 0)
  static let passages = FormatKeys(rawValue: 1 << 1)
  static let messages = FormatKeys(rawValue: 1 << 2)
  static let conversations = FormatKeys(rawValue: 1 << 3)
  static let segments = FormatKeys(rawValue: 1 << 4)
  static let prompt = FormatKeys(rawValue: 1 << 5)
  static let completion = FormatKeys(rawValue: 1 << 6)
  static let chosen = FormatKeys(rawValue: 1 << 7)
  static let reference = FormatKeys(rawValue: 1 << 8)
  static let response = FormatKeys(rawValue: 1 << 9)
  static let instruction = FormatKeys(rawValue: 1 << 10)
  static let output = FormatKeys(rawValue: 1 << 11)
  static let text = FormatKeys(rawValue: 1 << 12)
  static let question = FormatKeys(rawValue: 1 << 13)
  static let answer = FormatKeys(rawValue: 1 << 14)
  static let evidence = FormatKeys(rawValue: 1 << 15)
  static let oracleContext = FormatKeys(rawValue: 1 << 16)
  static let reasoning = FormatKeys(rawValue: 1 << 17)
  static let oracleChunks = FormatKeys(rawValue: 1 << 18)
  /// A prompt that is a list of messages.
  static let promptList = FormatKeys(rawValue: 1 << 19)
  /// Positions of oracles, if only an empty list.
  static let oraclePositions = FormatKeys(rawValue: 1 << 20)

  var format: RowRecord.Format {
    if contains(.messages) { return .chat }
    if contains(.conversations) { return .sharegpt }
    if contains(.segments) { return .axolotl }
    if contains(.context) || contains(.passages) || contains(.oracleContext) || contains(.reasoning)
    {
      return .raft
    }
    if contains(.prompt) {
      if contains(.chosen) { return .preference }
      if contains(.completion) || contains(.response) {
        return contains(.promptList) ? .trlChat : .trl
      }
      if contains(.reference) { return .eval }
    }
    if contains(.chosen) { return .preference }
    if contains(.instruction) { return contains(.output) || contains(.response) ? .alpaca : .raft }
    if contains(.question) || contains(.oracleChunks) { return .questions }
    if contains(.text) { return .completion }
    return .unknown
  }
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
