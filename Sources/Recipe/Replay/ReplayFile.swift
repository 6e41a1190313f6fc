import Artifacts

/// Reads conversations of general data: `messages`, `conversations` (ShareGPT), `prompt` with
/// `completion` or `response`, or `instruction` with `input` and `output` (Alpaca).
enum ReplayFile {
  /// Why a line is no conversation that a model can learn from.
  enum Defect: String, Error {
    case badReplayLine
    /// It has no turn of the assistant's last, or an empty one.
    case replayWithoutAnswer
  }

  /// The conversation of a line; `source` tells where it stands.
  static func conversation(_ line: [UInt8], source: String) -> Result<Conversation, Defect> {
    guard let value = try? JSONValue(parsing: line), value.members != nil else {
      return .failure(.badReplayLine)
    }
    let turns: [Conversation.Turn]?
    if let messages = (value["messages"] ?? value["conversations"])?.array {
      turns = Self.turns(messages)
    } else {
      turns = single(value)
    }
    guard let turns else { return .failure(.badReplayLine) }
    guard turns.count >= 2, turns.last?.role == .assistant,
      turns.contains(where: { $0.role == .user }), turns.allSatisfy({ !$0.content.isEmpty })
    else { return .failure(.replayWithoutAnswer) }
    return .success(Conversation(turns: turns, source: source))
  }

  private static func turns(_ messages: [JSONValue]) -> [Conversation.Turn]? {
    var turns: [Conversation.Turn] = []
    for message in messages {
      let name = (message["role"] ?? message["from"])?.string
      guard let role = name.flatMap(role(named:)),
        let content = (message["content"] ?? message["value"])?.string
      else { return nil }
      turns.append(Conversation.Turn(role: role, content: content))
    }
    return turns
  }

  private static func role(named name: String) -> Conversation.Role? {
    switch name {
    case "system": .system
    case "user", "human": .user
    case "assistant", "gpt": .assistant
    default: nil
    }
  }

  private static func single(_ value: JSONValue) -> [Conversation.Turn]? {
    let system = value["system"]?.string ?? ""
    let input = value["input"]?.string ?? ""
    guard let prompt = (value["prompt"] ?? value["instruction"])?.string,
      let answer =
        (value["completion"] ?? value["response"] ?? value["output"] ?? value["answer"])?.string
    else { return nil }
    return (system.isEmpty ? [] : [Conversation.Turn(role: .system, content: system)]) + [
      Conversation.Turn(role: .user, content: input.isEmpty ? prompt : prompt + "\n" + input),
      Conversation.Turn(role: .assistant, content: answer),
    ]
  }
}
