import Artifacts
import Foundation
import GRDB
import Questions

extension EndpointCache {
  /// What a model answered to a request; nil where nothing is known.
  func response(_ key: Digest) throws(EndpointError) -> ChatReply? {
    try reading { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT content, finish, prompt_tokens, completion_tokens FROM response WHERE digest = ?
          """)
      guard let row = try Row.fetchOne(statement, arguments: [Data(key.bytes)]) else { return nil }
      let content: Data = try row.decode(atIndex: 0)
      let finish: String = try row.decode(atIndex: 1)
      return ChatReply(
        content: String(decoding: content, as: UTF8.self),
        finish: ChatReply.Finish(rawValue: finish) ?? .stop,
        usage: TokenUsage(
          prompt: try row.decode(atIndex: 2), completion: try row.decode(atIndex: 3)))
    }
  }

  func keep(_ reply: ChatReply, of model: String, as key: Digest) throws(EndpointError) {
    try keep([(key, reply)], of: model)
  }

  /// Keeps answers in one transaction.
  func keep(
    _ replies: [(key: Digest, reply: ChatReply)], of model: String
  ) throws(EndpointError) {
    try writing { db in
      let statement = try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO response VALUES (?, ?, ?, ?, ?, ?)")
      for (key, reply) in replies {
        try statement.execute(arguments: [
          Data(key.bytes), model, Self.value(reply.content), reply.finish.rawValue,
          reply.usage.prompt, reply.usage.completion,
        ])
      }
    }
  }

  /// A text, as bytes where it holds a NUL: SQLite ends a text there.
  private static func value(_ text: String) -> any DatabaseValueConvertible {
    text.utf8.contains(0) ? Data(text.utf8) : text
  }

  /// Forgets the requests of an earlier batch.
  public func beginGathering() throws(EndpointError) {
    try writing { try $0.execute(sql: "DELETE FROM gathered") }
  }

  /// Keeps a request until its batch is written: there may be more of them than memory holds.
  func gather(_ request: ChatRequest, as key: Digest) throws(EndpointError) {
    let body = String(decoding: ChatDialect().body(request), as: UTF8.self)
    try writing { db in
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO gathered VALUES (?, ?)")
        .execute(arguments: [Data(key.bytes), body])
    }
  }

  /// Every request that was gathered, by its digest in hexadecimal, in order.
  func gathered(_ each: (_ key: String, _ body: String) throws -> Void) throws {
    try queue.read { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT lower(hex(digest)), body FROM gathered ORDER BY digest")
      while let row = try rows.next() {
        try each(try row.decode(atIndex: 0), try row.decode(atIndex: 1))
      }
    }
  }
}
