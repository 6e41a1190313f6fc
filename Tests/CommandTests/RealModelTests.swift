import Artifacts
import Foundation
import FoundationNetworking
import Synchronization
import TestServer
import Testing

/// SmolLM2-135M-Instruct asked about 200 passages of PostgreSQL's documentation: `make test-llm`.
///
/// So small a model writes mostly nonsense; the checks must leave little of it. llama-server does not
/// repeat itself with four requests in flight, so the second run, which is killed five times, is
/// answered with what the model said in the first.
@Suite("A real model", .serialized)
struct RealModelTests {
  private static let corpus = Command.repository + "/build/corpora/postgresql"
  private static var isThere: Bool {
    LlamaServer.has(.chat) && FileManager.default.fileExists(atPath: corpus)
  }

  private static let settings = """
    questions:
      generator: llm
      round_trip: 5
      llm: {model: smollm2, mode: answer-first, max_questions: 540, endpoint: "ADDRESS"}
      checks: {relevance: 0.95, specificity: 0.65, answer_form: strict, copied: 0.7}
    """

  @Test(
    "answers are asked for once, kills or not; what is kept has its evidence",
    .enabled(
      if: isThere, "llama-server or PostgreSQL's documentation is missing: make test-llm gets them")
  )
  func passages() async throws {
    let folder = try Folder()
    let llama = try await LlamaServer(.chat)
    let proxy = try await RecordingProxy(to: llama.address)
    try folder.write(
      Self.settings.replacing("ADDRESS", with: proxy.server.address), to: "c.yaml")
    let whole = try Command.shell(
      """
      raftwright index \(Self.corpus) -o i.sqlite --quiet
      raftwright questions i.sqlite --config c.yaml -o whole/q.jsonl
      """, in: folder.path)
    #expect(whole.code == 0, "\(whole.stderr)")
    llama.stop()
    let asked = proxy.asked
    #expect(asked.count >= 200 && asked.values.allSatisfy { $0 == 1 })

    proxy.replays()
    var draw = SeededHash(seed: UInt64.random(in: 0 ... .max)).sequence("kills")
    var kills = 0
    for _ in 0..<5 {
      let run = try Command.shell(
        """
        set +e
        timeout -s KILL 1.\(100 + draw.below(900)) \
          raftwright questions i.sqlite --config c.yaml -o cut/q.jsonl --quiet
        echo $?
        """, in: folder.path)
      if run.stdout == "137\n" { kills += 1 }
    }
    let last = try Command.shell(
      "raftwright questions i.sqlite --config c.yaml -o cut/q.jsonl --quiet", in: folder.path)
    #expect(last.code == 0, "\(last.stderr)")
    for name in ["q.jsonl", "q.drops.jsonl"] {
      #expect(try folder.read("cut/" + name) == folder.read("whole/" + name))
    }
    // What was on its way when the run was killed is asked for again.
    #expect(Set(proxy.asked.keys) == Set(asked.keys))
    let again = proxy.asked.values.reduce(0, +) - asked.count
    #expect(again <= 4 * kills, "\(again) requests again after \(kills) kills")

    let check = try Command.shell(
      """
      raftwright questions i.sqlite --config c.yaml -o cut/q.jsonl --offline --strict --quiet || true
      raftwright dataset i.sqlite cut/q.jsonl --output out --quiet
      """, in: folder.path)
    #expect(check.code == 0, "\(check.stderr)")
    report(whole.stderr, kills: kills, again: again, folder: folder)
    await proxy.server.stop()
  }

  /// Says what came out, and leaves it where `make test-llm` wants it.
  private func report(_ counts: String, kills: Int, again: Int, folder: Folder) {
    print(counts)
    print("killed \(kills) times; \(again) requests that were on their way were sent again")
    guard let output = ProcessInfo.processInfo.environment["RAFTWRIGHT_LLM_OUTPUT"] else { return }
    try? FileManager.default.removeItem(atPath: output)
    try? FileManager.default.copyItem(atPath: folder.path + "/whole", toPath: output)
  }
}

/// Passes requests on to a server and remembers the answers; later it gives those.
private final class RecordingProxy: Sendable {
  private final class State: Sendable {
    let answers = Mutex<[String: String]>([:])
    let asked = Mutex<[String: Int]>([:])
    let replays = Mutex(false)
  }

  private let state: State
  let server: LocalServer

  init(to address: String) async throws {
    let state = State()
    self.state = state
    server = try await LocalServer { _, request in
      state.asked.withLock { $0[request.body, default: 0] += 1 }
      if state.replays.withLock({ $0 }) {
        guard let known = state.answers.withLock({ $0[request.body] }) else { return .hangUp }
        return .late(milliseconds: 60, body: known)
      }
      return .work {
        guard let url = URL(string: address + request.path) else { return .hangUp }
        var call = URLRequest(url: url, timeoutInterval: 300)
        call.httpMethod = "POST"
        call.httpBody = Data(request.body.utf8)
        call.setValue("application/json", forHTTPHeaderField: "Content-Type")
        guard let (data, response) = try? await URLSession.shared.data(for: call),
          let status = (response as? HTTPURLResponse)?.statusCode
        else { return .hangUp }
        let body = String(decoding: data, as: UTF8.self)
        if status == 200 { state.answers.withLock { $0[request.body] = body } }
        return .answer(status: status, body: body)
      }
    }
  }

  /// How often each request came.
  var asked: [String: Int] { state.asked.withLock { $0 } }

  /// From now on the server behind it is asked no more.
  func replays() {
    state.replays.withLock { $0 = true }
    state.asked.withLock { $0 = [:] }
  }
}
