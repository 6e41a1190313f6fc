import Artifacts
import Foundation
import GRDB
import NIOHTTP1
import Questions
import Retrieval
import Synchronization
import TestServer
import Testing

@testable import Endpoints

/// Nothing is asked, or paid, twice.
@Suite("The cache of replies")
struct ChatCacheTests {
  @Test("a second run asks nothing, another server of the same model neither")
  func secondRun() async throws {
    let folder = try CacheFolder()
    let texts = (0..<20).map { "Question \($0)" }
    var first: [ChatReply] = []
    let chat = try await ChatServer(cache: try folder.cache()) { number, _ in
      ChatServer.completion("Reply \(number)")
    }
    for text in texts { first.append(try await chat.chat.reply(to: ChatServer.request(text))) }
    await chat.stop()
    let other = try await ChatServer(cache: try folder.cache()) { _, _ in .hangUp }
    for (text, reply) in zip(texts, first) {
      #expect(try await other.chat.reply(to: ChatServer.request(text)) == reply)
    }
    #expect(other.server.requests.isEmpty)
    #expect(other.client.counts.cached == 20 && other.client.counts.requests == 0)
    await other.stop()
  }

  @Test(
    "replies come out of the cache byte for byte",
    arguments: [
      "", " \n\r\n\t", "{\"q\": \"\\u0041\"}", "a\u{0}b\u{0}", "e\u{301} é 🧂 日本語 \u{202e}x\u{feff}",
      "' OR 1=1; DROP TABLE response; --", String(repeating: "long ", count: 50_000),
    ])
  func bytes(content: String) async throws {
    let folder = try CacheFolder()
    let chat = try await ChatServer(cache: try folder.cache()) { _, _ in
      ChatServer.completion(content)
    }
    let request = ChatServer.request(content)
    let first = try await chat.chat.reply(to: request)
    await chat.stop()
    let second = try await CachedChat(cache: try folder.cache()).reply(to: request)
    #expect(Array(first.content.utf8) == Array(content.utf8))
    #expect(Array(second.content.utf8) == Array(content.utf8))
  }

  @Test("model, messages, parameters and schema tell requests apart")
  func keys() {
    var cooler = ChatServer.request()
    cooler.sampling.temperature = 0.2
    var seeded = ChatServer.request()
    seeded.sampling.seed = 8
    var longer = ChatServer.request()
    longer.maxTokens += 1
    var turned = ChatServer.request()
    turned.messages.append(.init(.assistant, ""))
    let requests = [
      ChatServer.request(), ChatServer.request("other"), ChatServer.request(model: "n"),
      ChatServer.request(schema: false), ChatServer.request(topP: 0.5), cooler, seeded, longer,
      turned,
    ]
    #expect(Set(requests.map(ChatEndpoint.key(of:))).count == requests.count)
    #expect(ChatEndpoint.key(of: ChatServer.request()) == ChatEndpoint.key(of: requests[0]))
  }

  @Test("what is asked for many times at once is sent once")
  func atOnce() async throws {
    let folder = try CacheFolder()
    let chat = try await ChatServer(cache: try folder.cache(), concurrency: 16) { _, _ in
      guard case .answer(_, let body, _) = ChatServer.completion() else { return .hangUp }
      return .late(milliseconds: 100, body: body)
    }
    let replies = try await withThrowingTaskGroup(of: ChatReply.self) { group in
      for number in 0..<32 {
        group.addTask { try await chat.chat.reply(to: ChatServer.request("\(number % 4)")) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(replies.count == 32 && chat.server.requests.count == 4)
    await chat.stop()
  }

  @Test("where the first of several callers fails, the next one asks")
  func afterFailure() async throws {
    let folder = try CacheFolder()
    let chat = try await ChatServer(cache: try folder.cache(), attempts: 1) { number, _ in
      number == 0 ? ChatServer.refusal(500, "oh") : ChatServer.completion()
    }
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask { (try? await chat.chat.reply(to: ChatServer.request())) != nil }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count(where: { $0 }) == 3 && chat.server.requests.count == 2)
    await chat.stop()
  }

  @Test("failures are not kept, refusals of the model and cut replies are")
  func whatIsKept() async throws {
    let folder = try CacheFolder()
    let cache = try folder.cache()
    let chat = try await ChatServer(cache: cache, attempts: 1) { number, _ in
      switch number {
      case 0: ChatServer.refusal(500, "oh")
      case 1: ChatServer.completion("Half", finish: "length")
      default: ChatServer.completion("", finish: "content_filter")
      }
    }
    _ = try? await chat.chat.reply(to: ChatServer.request("a"))
    #expect(try cache.response(ChatEndpoint.key(of: ChatServer.request("a"))) == nil)
    _ = try await chat.chat.reply(to: ChatServer.request("b"))
    _ = try await chat.chat.reply(to: ChatServer.request("c"))
    let usage = TokenUsage(prompt: 11, completion: 5)
    #expect(
      try cache.response(ChatEndpoint.key(of: ChatServer.request("b")))
        == ChatReply(content: "Half", finish: .length, usage: usage))
    #expect(
      try cache.response(ChatEndpoint.key(of: ChatServer.request("c")))
        == ChatReply(content: "", finish: .refused, usage: usage))
    await chat.stop()
  }

  @Test("the key is in no byte of the cache")
  func noKey() async throws {
    let folder = try CacheFolder()
    let chat = try await ChatServer(cache: try folder.cache()) { number, request in
      number == 0
        ? .answer(status: 500, body: request.headers["Authorization"].first ?? "")
        : ChatServer.completion()
    }
    _ = try await chat.chat.reply(to: ChatServer.request())
    #expect(try folder.bytes().range(of: Data("Good.".utf8)) != nil)
    #expect(try folder.bytes().range(of: Data(ChatServer.key.utf8)) == nil)
    await chat.stop()
  }

  @Test("offline a reply that is missing is said to be, and none is asked for")
  func offline() async throws {
    let folder = try CacheFolder()
    let cache = try folder.cache()
    let chat = try await ChatServer(cache: cache) { _, _ in ChatServer.completion() }
    let reply = try await chat.chat.reply(to: ChatServer.request("known"))
    await chat.stop()
    for model in [CachedChat(cache: cache), CachedChat(cache: nil)] {
      await #expect(throws: ChatFailure.pending) {
        try await model.reply(to: ChatServer.request("unknown"))
      }
    }
    #expect(try await CachedChat(cache: cache).reply(to: ChatServer.request("known")) == reply)
  }

  @Test("a cache of the first version keeps its vectors")
  func migration() async throws {
    let folder = try CacheFolder()
    let key = Digest(of: "text")
    let old = try DatabaseQueue(path: folder.path + "/cache.sqlite")
    try await old.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(0x5241_4643);
          PRAGMA user_version = 1;
          CREATE TABLE embedding(
            digest BLOB PRIMARY KEY,
            vector BLOB NOT NULL,
            is_cut INTEGER NOT NULL
          ) WITHOUT ROWID;
          """)
      try db.execute(
        sql: "INSERT INTO embedding VALUES (?, x'0000803f00000040', 0)",
        arguments: [Data(key.bytes)])
    }
    try old.close()
    let cache = try folder.cache()
    #expect(try cache.vectors([key])[key]?.values == [1, 2])
    try cache.keep(ChatReply(content: "x"), of: "m", as: key)
    #expect(try folder.cache().response(key)?.content == "x")
  }

  @Test("a file of a later Raftwright, and one that is no database, are left as they were")
  func otherFiles() async throws {
    let folder = try CacheFolder()
    let path = folder.path + "/cache.sqlite"
    _ = try folder.cache()
    let later = try DatabaseQueue(path: path)
    try await later.write { try $0.execute(sql: "PRAGMA user_version = 99") }
    try later.close()
    let newer = #expect(throws: EndpointError.self) { try EndpointCache(path: path) }
    #expect(newer?.description.contains("newer Raftwright") == true)
    #expect(newer?.description.hasPrefix(path) == true)

    let text = Data(String(repeating: "These are my notes. ", count: 300).utf8)
    let notes = folder.path + "/notes"
    try text.write(to: URL(fileURLWithPath: notes))
    let error = #expect(throws: EndpointError.self) { try EndpointCache(path: notes) }
    #expect(error?.description.contains("not a database") == true, "\(error?.description ?? "")")
    #expect(try Data(contentsOf: URL(fileURLWithPath: notes)) == text)
  }

  @Test("two runs may share a cache: what one has asked the other finds")
  func shared() async throws {
    let folder = try CacheFolder()
    let caches = [try folder.cache(), try folder.cache()]
    let chat = try await ChatServer(cache: caches[0]) { number, _ in
      ChatServer.completion("Reply \(number)")
    }
    let other = CachedChat(cache: caches[1])
    for number in 0..<5 {
      let request = ChatServer.request("\(number)")
      await #expect(throws: ChatFailure.pending) { try await other.reply(to: request) }
      let reply = try await chat.chat.reply(to: request)
      #expect(try await other.reply(to: request) == reply)
    }
    await chat.stop()
  }

  @Test("some other database is left as it was")
  func otherDatabase() async throws {
    let folder = try CacheFolder()
    let path = folder.path + "/cache.sqlite"
    let other = try DatabaseQueue(path: path)
    try await other.write { try $0.execute(sql: "CREATE TABLE t(x)") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let error = #expect(throws: EndpointError.self) { try EndpointCache(path: path) }
    #expect(error?.description.contains("some other database") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }
}
