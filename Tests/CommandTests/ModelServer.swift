import Artifacts
import Foundation
import Synchronization
import TestServer

/// A chat server that writes an honest pair for pages of `ModelServer.corpus`, and remembers what it
/// was asked.
final class ModelServer: Sendable {
  let server: LocalServer
  private let answered: Answered

  /// How often each request was asked, and how many answers went out.
  private final class Answered: Sendable {
    let counts = Mutex<[String: Int]>([:])
  }

  /// - Parameter milliseconds: how long an answer takes.
  init(milliseconds: Int = 0) async throws {
    let answered = Answered()
    self.answered = answered
    server = try await LocalServer { _, request in
      answered.counts.withLock { $0[request.body, default: 0] += 1 }
      return .late(milliseconds: milliseconds, body: Self.completion(Self.reply(to: request.body)))
    }
  }

  var address: String { server.address }
  /// How often each request came, by its body.
  var asked: [String: Int] { answered.counts.withLock { $0 } }
  var count: Int { asked.values.reduce(0, +) }

  /// Pages that differ, each with something to ask.
  static func corpus(_ count: Int, in folder: Folder) throws {
    for number in 0..<count {
      let name = ["copper", "marble", "velvet", "amber"][number % 4] + "wick\(number)"
      try folder.write(
        """
        <title>Mill of \(name)</title>
        <p>The mill of \(name) grinds \(number + 3) sacks of barley each morning. Its miller keeps the
        stones of \(name) dry with ashes, because wet stones of slate crack in winter frost.</p>
        """, to: "pages/page\(number).html")
    }
  }

  /// What it says to a request.
  static func reply(to body: String) -> String {
    guard let start = body.range(of: "The mill of "),
      let end = body.range(of: "each morning.", range: start.upperBound..<body.endIndex)
    else { return "I cannot help with that." }
    let sentence = String(body[start.lowerBound..<end.upperBound])
    let words = sentence.split(separator: " ")
    return """
      {"pairs": [{"question": "How many sacks of barley does the mill of \(words[3]) grind each morning?", \
      "reasoning": "The page says ##begin_quote##\(sentence)##end_quote##.", \
      "answer": "It grinds \(words[5]) sacks."}, \
      {"question": "What does the passage say?", "reasoning": "", "answer": ""}]}
      """
  }

  static func completion(_ content: String) -> String {
    var json = JSONWriter()
    json.object {
      $0.field("model", "m")
      $0.key("choices")
      $0.array {
        $0.object {
          $0.field("finish_reason", "stop")
          $0.key("message")
          $0.object {
            $0.field("role", "assistant")
            $0.field("content", content)
          }
        }
      }
      $0.key("usage")
      $0.object {
        $0.field("prompt_tokens", 200)
        $0.field("completion_tokens", 50)
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
