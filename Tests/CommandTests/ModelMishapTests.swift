import Artifacts
import Foundation
import Synchronization
import TestServer
import Testing

/// The command with a model behind a local server that does not behave.
@Suite("Questions from a model that has its moods")
struct ModelMishapTests {
  private let folder: Folder
  private static let key = "sk-nobody-may-see-this"

  init() throws {
    folder = try Folder()
    try ModelServer.corpus(24, in: folder)
    let run = try Command.raftwright(
      "index", "pages", "-o", "i.sqlite", "--quiet", in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
  }

  /// Runs `raftwright questions` without a configuration but for attempts.
  private func questions(
    _ address: String, _ more: String = "", output: String, attempts: Int = 6
  ) throws -> Command {
    try folder.write(
      "questions: {llm: {attempts: \(attempts), least_tokens: 1}}", to: "c.yaml")
    return try Command.shell(
      """
      export RAFT_TEST_KEY=\(Self.key)
      raftwright questions i.sqlite --config c.yaml -o \(output) --generator llm --single-call \
        --endpoint '\(address)' --model m --key-variable RAFT_TEST_KEY \(more) || exit $?
      """, in: folder.path)
  }

  private static func answer(_ request: LocalServer.Request) -> String {
    ModelServer.completion(ModelServer.reply(to: request.body))
  }

  /// The pairs and the drops of a run that nothing disturbed.
  private func calm() async throws -> [String] {
    let server = try await ModelServer()
    let run = try questions(server.address, output: "calm/q.jsonl")
    #expect(run.code == 0, "\(run.stderr)")
    await server.server.stop()
    return [try folder.read("calm/q.jsonl"), try folder.read("calm/q.drops.jsonl")]
  }

  /// How often each request came.
  private final class Asked: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    /// How often it came before.
    func add(_ body: String) -> Int {
      counts.withLock { counts in
        defer { counts[body, default: 0] += 1 }
        return counts[body] ?? 0
      }
    }

    var all: [Int] { counts.withLock { Array($0.values) } }
  }

  @Test("flags are enough; the key goes to the server and into no file")
  func flags() async throws {
    let server = try await ModelServer()
    let run = try questions(server.address, output: "q.jsonl")
    #expect(run.code == 0 && run.stdout == "", "\(run.stderr)")
    #expect(server.server.requests.count == 24)
    for request in server.server.requests {
      #expect(request.path == "/v1/chat/completions")
      let sent = request.headers.first { $0.name == "Authorization" }?.value
      #expect(sent == "Bearer \(Self.key)")
      #expect(request.body.hasPrefix(#"{"model":"m","messages":["#))
      #expect(!request.body.contains(Self.key))
    }
    let files = try Command.shell("grep -rlaF '\(Self.key)' . || true", in: folder.path)
    #expect(files.stdout == "" && !run.stderr.contains(Self.key))
    await server.server.stop()
  }

  @Test("a server in all its moods costs time, and gives the same bytes")
  func moods() async throws {
    let calm = try await calm()
    let asked = Asked()
    let server = try await LocalServer { number, request in
      guard asked.add(request.body) == 0 else {
        return .answer(status: 200, body: Self.answer(request))
      }
      switch number % 8 {
      case 0:
        return .answer(
          status: 429, body: #"{"error":"slow down"}"#, headers: ["Retry-After": "0.1"])
      case 1: return .answer(status: 503, body: #"{"error":{"message":"Loading model"}}"#)
      case 2: return .answer(status: 500, body: "<html><title>Oh</title></html>")
      case 3: return .hangUp
      case 4: return .reset(body: #"{"choices":["#, length: 300)
      case 5: return .answer(status: 200, body: #"{"choices":[{"mess"#)
      case 6: return .answer(status: 200, body: #"{"choices":[]}"#)
      default: return .answer(status: 200, body: Self.answer(request))
      }
    }
    let run = try questions(server.address, output: "q.jsonl")
    #expect(run.code == 0, "\(run.stderr)")
    #expect(try [folder.read("q.jsonl"), folder.read("q.drops.jsonl")] == calm)
    #expect(asked.all.count == 24 && asked.all.allSatisfy { $0 <= 2 })
    for reason in ["status429", "status503", "status500", "broken", "malformed"] {
      #expect(run.stderr.contains(reason), "\(run.stderr)")
    }
    await server.stop()
  }

  @Test("a server that dies ends the run in a sentence; the next one asks for what is left")
  func dies() async throws {
    let calm = try await calm()
    let dying = try await LocalServer { number, request in
      number < 10
        ? .answer(status: 200, body: Self.answer(request))
        : .answer(status: 500, body: #"{"error":{"message":"CUDA out of memory"}}"#)
    }
    let run = try questions(
      dying.address, "--concurrency 1", output: "q.jsonl", attempts: 1)
    await dying.stop()
    #expect(run.code == 1 && !folder.exists("q.jsonl"), "\(run.stderr)")
    #expect(run.stderr.contains("CUDA out of memory"), "\(run.stderr)")
    // Six failures one after another are no accident.
    #expect(dying.requests.count == 10 + 6)

    let missing = try questions(dying.address, "--offline", output: "q.jsonl")
    #expect(missing.code == 1 && !folder.exists("q.jsonl"))
    #expect(missing.stderr.contains("14"), "\(missing.stderr)")

    let server = try await ModelServer()
    let rest = try questions(server.address, output: "q.jsonl")
    #expect(rest.code == 0, "\(rest.stderr)")
    #expect(server.count == 14)
    #expect(try [folder.read("q.jsonl"), folder.read("q.drops.jsonl")] == calm)
    await server.server.stop()
  }

  @Test("passages that a filter stops, or that are too long, are counted; the others have pairs")
  func some() async throws {
    let server = try await LocalServer { _, request in
      if request.body.contains("The mill of copperwick4 ") {
        return .answer(
          status: 400,
          body: #"{"error":{"message":"Please modify your prompt.","code":"content_filter"}}"#)
      }
      if request.body.contains("The mill of marblewick5 ") {
        return .answer(
          status: 400, body: #"{"error":{"message":"n","code":"context_length_exceeded"}}"#)
      }
      if request.body.contains("The mill of velvetwick6 ") {
        return .answer(
          status: 200,
          body: #"{"choices":[{"finish_reason":"content_filter","message":{"content":null}}]}"#)
      }
      return .answer(status: 200, body: Self.answer(request))
    }
    let run = try questions(server.address, output: "q.jsonl")
    #expect(run.code == 0, "\(run.stderr)")
    #expect(try folder.read("q.jsonl").split(separator: "\n").count == 21)
    let drops = try folder.read("q.drops.jsonl")
    for reason in ["requestRefused", "promptTooLong", "modelRefused"] {
      #expect(drops.contains(#""\#(reason)""#), "\(drops)")
      #expect(run.stderr.contains(reason), "\(run.stderr)")
    }
    // Where it is dropped, --strict says so.
    let strict = try questions(server.address, "--strict", output: "strict/q.jsonl")
    #expect(strict.code == 2, "\(strict.stderr)")
    await server.stop()
  }

  @Test("a batch with bad lines: each is named by its number, and what it lacks is said")
  func batch() async throws {
    let calm = try await calm()
    let nobody = "http://127.0.0.1:9"
    let out = try questions(nobody, "--batch-out requests.jsonl", output: "q.jsonl")
    #expect(out.code == 0, "\(out.stderr)")
    var lines = try folder.read("requests.jsonl").split(separator: "\n").map { line in
      let request = try JSONValue(parsing: Array(line.utf8))
      let id = try #require(request["custom_id"]?.string)
      let answer = ModelServer.completion(ModelServer.reply(to: request["body"]?.text ?? ""))
      return
        #"{"custom_id":"\#(id)","response":{"status_code":200,"body":\#(answer)},"error":null}"#
    }
    #expect(lines.count == 24)
    let good = lines
    lines[3] = String(lines[3].prefix(100))
    lines[7] = lines[7].replacing(#""error":null"#, with: #""error":{"message":"expired"}"#)
    try folder.write(lines.joined(separator: "\n"), to: "responses.jsonl")
    let part = try questions(
      nobody, "--batch-in responses.jsonl --offline", output: "q.jsonl")
    #expect(part.code == 1 && !folder.exists("q.jsonl"))
    for place in ["responses.jsonl:4", "responses.jsonl:8", "badLine", "batchError"] {
      #expect(part.stderr.contains(place), "\(part.stderr)")
    }
    // The next batch is what is left.
    let next = try questions(nobody, "--batch-out next.jsonl", output: "q.jsonl")
    #expect(next.code == 0, "\(next.stderr)")
    #expect(try folder.read("next.jsonl").split(separator: "\n").count == 2)
    try folder.write(good[3] + "\n" + good[7], to: "rest.jsonl")
    let whole = try questions(nobody, "--batch-in rest.jsonl --offline", output: "q.jsonl")
    #expect(whole.code == 0, "\(whole.stderr)")
    #expect(try [folder.read("q.jsonl"), folder.read("q.drops.jsonl")] == calm)
  }
}
