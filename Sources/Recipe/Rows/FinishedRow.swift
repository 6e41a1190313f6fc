/// A row as formats write it: the native one, and what only some of them need.
public struct FinishedRow: Sendable {
  public var native: NativeRow
  /// The answer that a model should not give; nil where there is none to be had.
  public var rejected: String?
  /// The turns of a row that was mixed in from general data; nil for rows of the recipe.
  public var conversation: Conversation?
  /// What the system says first; empty for nothing.
  public var system = ""

  /// What is said, the answer last.
  public var turns: [Conversation.Turn] {
    if let conversation { return conversation.turns }
    let opening =
      system.isEmpty ? [] : [Conversation.Turn(role: .system, content: system)]
    return opening + [
      Conversation.Turn(role: .user, content: native.instruction),
      Conversation.Turn(role: .assistant, content: native.cotAnswer),
    ]
  }
}

/// Turns of a system, a user and an assistant, whose is the last.
public struct Conversation: Sendable, Equatable {
  public enum Role: String, Sendable {
    case system, user, assistant
  }

  public struct Turn: Sendable, Equatable {
    public var role: Role
    public var content: String
  }

  public var turns: [Turn]

  /// Where it comes from: a file's name and a line's number.
  public var source: String

  /// The last turn, which a model is to learn.
  var answer: String { turns.last?.content ?? "" }

  /// All turns before it as one text; a single one as it is.
  var prompt: String {
    let before = turns.dropLast()
    if before.count == 1 { return before[0].content }
    return before.map {
      switch $0.role {
      case .system: $0.content
      case .user: "User: " + $0.content
      case .assistant: "Assistant: " + $0.content
      }
    }.joined(separator: "\n\n")
  }
}
