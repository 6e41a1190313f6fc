import Artifacts

/// OpenAI's format for fine-tuning a chat model: the instruction as user, the answer as assistant.
///
///     {"messages":[{"role":"user","content":"…"},{"role":"assistant","content":"…"}]}
public struct ChatFormat: RowFormat {
  public let name = "chat"
  public let suffix = ".chat.jsonl"
  /// The system message that begins each conversation; nil for none.
  public let system: String?

  public init(system: String? = nil) {
    self.system = system
  }

  public func write(_ row: NativeRow, to json: inout JSONWriter) {
    json.object { json in
      json.key("messages")
      json.array { json in
        if let system { Self.write("system", system, to: &json) }
        Self.write("user", row.instruction, to: &json)
        Self.write("assistant", row.cotAnswer, to: &json)
      }
    }
  }

  private static func write(_ role: String, _ content: String, to json: inout JSONWriter) {
    json.object {
      $0.field("role", role)
      $0.field("content", content)
    }
  }
}
