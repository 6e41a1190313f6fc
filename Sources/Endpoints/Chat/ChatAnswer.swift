import Artifacts
import NIOCore
import Questions

/// Reads the body of a `chat.completion`.
enum ChatAnswer {
  /// What is wrong with an answer.
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  static func reply(_ body: ByteBuffer) throws -> ChatReply {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: Array(body.readableBytesView))
    } catch {
      throw Fault(description: "it is no JSON: \(error)")
    }
    return try reply(value)
  }

  /// The first choice of a `chat.completion` object.
  static func reply(_ value: JSONValue) throws(Fault) -> ChatReply {
    guard let choice = value["choices"]?.array?.first else {
      throw Fault(description: "there are no `choices`")
    }
    guard let message = choice["message"] else {
      throw Fault(description: "the first choice holds no `message`")
    }
    let usage = TokenUsage(
      prompt: max(0, value["usage"]?["prompt_tokens"]?.int ?? 0),
      completion: max(0, value["usage"]?["completion_tokens"]?.int ?? 0))
    let finish = choice["finish_reason"]?.string
    // The second is Mistral's, for the end of the context.
    let isCut = finish == "length" || finish == "model_length"
    let content = text(of: message["content"])
    // OpenAI's own word for a model that will not; Azure's filter leaves no message.
    if let refusal = message["refusal"]?.string, !refusal.isEmpty {
      return ChatReply(content: refusal, finish: .refused, usage: usage)
    }
    if finish == "content_filter" {
      return ChatReply(content: content ?? "", finish: .refused, usage: usage)
    }
    guard let content else {
      // A model that spent all its tokens on thinking has said nothing.
      if isCut { return ChatReply(content: "", finish: .length, usage: usage) }
      throw Fault(description: "the message has no `content`")
    }
    return ChatReply(content: content, finish: isCut ? .length : .stop, usage: usage)
  }

  /// A text, or the texts of parts.
  private static func text(of content: JSONValue?) -> String? {
    switch content {
    case .string(let text): text
    case .array(let parts): parts.compactMap { $0["text"]?.string }.joined()
    default: nil
    }
  }
}
