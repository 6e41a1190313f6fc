import Artifacts
import Foundation
import NIOCore

/// What a server says of a call that it refused.
///
/// Servers differ: `{"error": {"message", "code", "type"}}` with a code that is a number (llama.cpp)
/// or a word (OpenAI, llama_cpp.server), `{"error": "…"}` (Ollama, TGI), `{"message": "…"}` (vLLM),
/// `{"detail": "…"}` (FastAPI), or plain text.
struct ServerMessage {
  var text: String
  /// Whether it complains of the length of what it was sent.
  let isTooLong: Bool

  private static let longest = 300
  private static let lengthCodes = [
    "exceed_context_size_error", "context_length_exceeded", "string_above_max_length",
  ]
  private static let lengthPhrases = [
    "maximum context length", "too large to process", "too many tokens", "context size",
    "longer than the maximum", "input is too long", "must have less than", "max_model_len",
  ]

  init(_ body: ByteBuffer) {
    let bytes = Array(body.readableBytesView.prefix(1 << 16))
    var words: [String] = []
    var message = ""
    if let value = try? JSONValue(parsing: bytes) {
      let error = value["error"] ?? value
      if case .string(let text) = error { message = text }
      for name in ["message", "detail", "error"] where message.isEmpty {
        if case .string(let text)? = error[name] { message = text }
      }
      for name in ["code", "type", "error_type"] {
        if case .string(let text)? = error[name] { words.append(text) }
      }
    } else {
      message = String(decoding: bytes, as: UTF8.self)
    }
    let line = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    text = line.count > Self.longest ? line.prefix(Self.longest) + "…" : line
    let lower = line.lowercased()
    isTooLong =
      words.contains { Self.lengthCodes.contains($0) }
      || Self.lengthPhrases.contains { lower.contains($0) }
  }
}
