import Artifacts
import Questions

/// Requests and responses as files, for those who run models offline: OpenAI's Batch format, which
/// vLLM's `run-batch` reads too.
///
/// A request's `custom_id` is the digest that the cache knows it by, so that its response finds its
/// place whoever ran it.
public enum BatchFile {
  /// Writes the requests that a `CachedChat` gathered, one a line, ordered by their digests.
  ///
  /// - Returns: how many there are.
  public static func write(_ cache: EndpointCache, to path: String) throws -> Int {
    var file = try WholeFile(path)
    var count = 0
    var json = JSONWriter()
    try cache.gathered { key, body in
      json.removeAll()
      json.object {
        $0.field("custom_id", key)
        $0.field("method", "POST")
        $0.field("url", "/v1/chat/completions")
        $0.key("body")
        $0.raw(body)
      }
      json.newline()
      try file.append(json.bytes)
      count += 1
    }
    try file.commit()
    return count
  }

  /// What reading responses came to.
  public struct Taken: Sendable, Equatable {
    public var answers = 0
    public var drops = DropCounts()
  }

  /// Takes responses into the cache, those that can be used; the others are counted.
  public static func read(_ path: String, into cache: EndpointCache) throws -> Taken {
    var taken = Taken()
    var lines = try LineReader(path)
    var replies: [(key: Digest, reply: ChatReply)] = []
    var model = ""
    while let line = try lines.next() {
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      let place = "\(path):\(lines.number)"
      do throws(Fault) {
        let answer = try answer(line)
        if answer.model != model || replies.count >= pieceSize {
          try keep(&replies, of: model, cache)
          model = answer.model
        }
        replies.append((answer.key, answer.reply))
        taken.answers += 1
      } catch {
        switch error {
        case .line(let reason, let what): taken.drops.add(reason, example: "\(place): \(what)")
        case .cache(let error): throw error
        }
      }
    }
    do {
      try keep(&replies, of: model, cache)
    } catch {
      if case .cache(let error) = error { throw error }
    }
    return taken
  }

  /// Answers to a transaction.
  private static let pieceSize = 1000

  private enum Fault: Error {
    case line(reason: String, String)
    case cache(EndpointError)
  }

  private static func keep(
    _ replies: inout [(key: Digest, reply: ChatReply)], of model: String, _ cache: EndpointCache
  ) throws(Fault) {
    do {
      if !replies.isEmpty { try cache.keep(replies, of: model) }
    } catch {
      throw .cache(error)
    }
    replies.removeAll(keepingCapacity: true)
  }

  private static func answer(
    _ line: [UInt8]
  ) throws(Fault) -> (key: Digest, reply: ChatReply, model: String) {
    let value: JSONValue
    do {
      value = try JSONValue(parsing: line)
    } catch {
      throw .line(reason: "badLine", error.advice)
    }
    guard let name = value["custom_id"]?.string, let key = Digest(hex: name) else {
      throw .line(
        reason: "unknownRequest", "`custom_id` is none that --batch-out has written")
    }
    if let error = value["error"], error != .null {
      throw .line(reason: "batchError", message(error))
    }
    let response = value["response"]
    let body = response?["body"] ?? value["body"]
    if let status = response?["status_code"]?.int, !(200..<300).contains(status) {
      throw .line(
        reason: "batchError", "status \(status): \(message(body?["error"] ?? body ?? .null))")
    }
    guard let body else { throw .line(reason: "batchError", "there is no `response.body`") }
    do {
      return (key, try ChatAnswer.reply(body), body["model"]?.string ?? "")
    } catch {
      throw .line(reason: "batchError", "\(error)")
    }
  }

  private static func message(_ value: JSONValue) -> String {
    let text = value["message"]?.string ?? value["code"]?.string ?? value.string ?? value.text
    return ServerMessage.line(text, hiding: nil)
  }
}
