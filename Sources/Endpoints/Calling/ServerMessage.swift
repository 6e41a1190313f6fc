import Artifacts
import Foundation
import NIOCore

/// What a server says of a call that it refused.
///
/// Servers differ: `{"error": {"message", "code", "type"}}` with a code that is a number (llama.cpp)
/// or a word (OpenAI, llama_cpp.server), `{"error": "…"}` (Ollama, TGI), `{"message": "…"}` (vLLM),
/// `{"detail": "…"}` (FastAPI), or plain text. What has none of these is shown as it is.
struct ServerMessage {
  /// One line, without control characters, without the key, and not long.
  let text: String
  /// Whether it complains of the length, or the number, of what it was sent.
  let isTooLong: Bool
  /// Whether a filter in front of the model, Azure's for instance, stopped what was sent.
  let isFiltered: Bool

  private static let longest = 300
  private static let lengthCodes = [
    "exceed_context_size_error", "context_length_exceeded", "string_above_max_length",
    "array_above_max_length", "max_tokens_per_request",
  ]
  private static let lengthPhrases = [
    "too large to process", "too many tokens", "context size",
    "longer than the maximum", "input is too long", "must have less than", "max_model_len",
    // SGLang, LM Studio, TGI's sum, Anthropic's and Gemini's OpenAI doors.
    "context length", "context window", "maximum allowed length", "max_new_tokens` must be",
    "prompt is too long", "maximum number of tokens allowed",
  ]
  private static let filterCodes = [
    "content_filter", "content_policy_violation", "responsibleaipolicyviolation",
  ]
  private static let filterPhrases = [
    "content management policy", "content filter", "content_filter",
  ]

  /// - Parameter key: not to be shown, should the server repeat what it was sent.
  init(_ body: ByteBuffer, hiding key: String? = nil) {
    let bytes = Array(body.readableBytesView.prefix(1 << 16))
    let value = try? JSONValue(parsing: bytes)
    let (message, words) = value.map(Self.parts) ?? ("", [])
    text = Self.line(
      message.isEmpty ? String(decoding: bytes, as: UTF8.self) : message, hiding: key)
    let lower = message.isEmpty ? text.lowercased() : message.lowercased()
    isTooLong =
      words.contains { Self.lengthCodes.contains($0) }
      || Self.lengthPhrases.contains { lower.contains($0) }
    isFiltered =
      words.contains { Self.filterCodes.contains($0.lowercased()) }
      || Self.filterPhrases.contains { lower.contains($0) }
  }

  /// The complaint in an answer that claims to be good; nil where there is none.
  static func stated(in body: ByteBuffer, hiding key: String?) -> String? {
    let bytes = Array(body.readableBytesView.prefix(1 << 16))
    guard let error = (try? JSONValue(parsing: bytes))?["error"], error != .null else { return nil }
    return ServerMessage(body, hiding: key).text
  }

  /// A text as it may stand in a sentence for people.
  static func line(_ text: String, hiding key: String?) -> String {
    // Before anything is cut: a part of a key is too much.
    let hidden = key.map { text.replacingOccurrences(of: $0, with: "[key]") } ?? text
    // A terminal must not obey a server.
    let plain = String(
      String.UnicodeScalarView(
        hidden.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    let line = words(plain).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > longest ? line.prefix(longest) + "…" : line
  }

  /// A page's title where a proxy or a server shows one to a browser; else the text itself.
  private static func words(_ text: String) -> String {
    guard text.contains("<html") || text.contains("<HTML"),
      let start = text.range(of: "<title>", options: .caseInsensitive),
      let end = text.range(
        of: "</title>", options: .caseInsensitive, range: start.upperBound..<text.endIndex)
    else { return text }
    return String(text[start.upperBound..<end.lowerBound])
  }

  private static func parts(_ value: JSONValue) -> (message: String, words: [String]) {
    let error = value["error"].flatMap { $0 == .null ? nil : $0 } ?? value
    var message = ""
    if case .string(let text) = error { message = text }
    for name in ["message", "detail", "error"] where message.isEmpty {
      if case .string(let text)? = error[name] { message = text }
    }
    let words = ["code", "type", "error_type"].compactMap { name -> String? in
      if case .string(let text)? = error[name] { text } else { nil }
    }
    return (message, words)
  }
}
