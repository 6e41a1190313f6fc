import Artifacts

/// OpenAI's format for fine-tuning a chat model.
///
///     {"messages":[{"role":"user","content":"…"},{"role":"assistant","content":"…"}]}
public struct ChatFormat: RowFormat {
  public let name = "chat"

  public init() {}

  public func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool {
    json.object { json in
      json.key("messages")
      json.messages(row.turns)
    }
    return true
  }
}

/// TRL's conversational prompt and completion.
///
///     {"prompt":[{"role":"user","content":"…"}],"completion":[{"role":"assistant","content":"…"}]}
public struct TRLChatFormat: RowFormat {
  public let name = "trl-chat"

  public init() {}

  public func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool {
    let turns = row.turns
    json.object { json in
      json.key("prompt")
      json.messages(Array(turns.dropLast()))
      json.key("completion")
      json.messages(Array(turns.suffix(1)))
    }
    return true
  }
}

/// ShareGPT's conversations, as LLaMA-Factory and axolotl read them.
///
///     {"conversations":[{"from":"human","value":"…"},{"from":"gpt","value":"…"}]}
public struct ShareGPTFormat: RowFormat {
  public let name = "sharegpt"

  public init() {}

  public func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool {
    json.object { json in
      json.key("conversations")
      json.array { json in
        for turn in row.turns {
          json.object {
            $0.field("from", Self.name(of: turn.role))
            $0.field("value", turn.content)
          }
        }
      }
    }
    return true
  }

  private static func name(of role: Conversation.Role) -> String {
    switch role {
    case .system: "system"
    case .user: "human"
    case .assistant: "gpt"
    }
  }
}

extension JSONWriter {
  /// A list of messages with `role` and `content`.
  fileprivate mutating func messages(_ turns: [Conversation.Turn]) {
    array { json in
      for turn in turns {
        json.object {
          $0.field("role", turn.role.rawValue)
          $0.field("content", turn.content)
        }
      }
    }
  }
}
