import Artifacts
import Foundation
import TestServer
import Testing

/// The command with a language model behind a local server.
@Suite("Questions from a model")
struct ModelTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try ModelServer.corpus(24, in: folder)
    let run = try Command.raftwright(
      "index", "pages", "-o", "i.sqlite", "--quiet", in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
  }

  private func settings(_ address: String, _ more: String = "") throws {
    try folder.write(
      """
      questions:
        generator: llm
        llm:
          endpoint: "\(address)"
          model: m
          mode: single-call
          key_variable: RAFT_TEST_KEY
          prompt_price: 2
          completion_price: 10
          least_tokens: 1
      \(more)
      """, to: "c.yaml")
  }

  private func questions(_ more: String = "", output: String = "q.jsonl") throws -> Command {
    try Command.shell(
      """
      RAFT_TEST_KEY=sk-nobody-may-see-this \
        raftwright questions i.sqlite --config c.yaml -o \(output) \(more)
      """, in: folder.path)
  }

  @Test("pairs, a ledger, what was used and what it cost; the key is in no file")
  func run() async throws {
    let server = try await ModelServer()
    try settings(server.address)
    let run = try questions()
    #expect(run.code == 0, "\(run.stderr)")
    #expect(run.stdout == "")
    #expect(run.stderr.contains("24 questions"))
    #expect(run.stderr.contains("calls: 24 answers to 24 calls"))
    let lines = try folder.read("q.jsonl").split(separator: "\n").map {
      try JSONValue(parsing: Array($0.utf8))
    }
    #expect(lines.count == 24)
    #expect(lines.allSatisfy { $0["kind"]?.string == "llm" && $0["type"]?.string != nil })
    let drops = try folder.read("q.drops.jsonl").split(separator: "\n")
    #expect(drops.count == 24 && drops.allSatisfy { $0.contains("What does the passage say?") })
    let manifest = try JSONValue(parsing: Array(try folder.read("q.manifest.json").utf8))
    let usage = manifest["counts"]?["usage"]
    #expect(usage?["prompt_tokens"]?.int == 24 * 200, "\(manifest.text)")
    #expect(usage?["completion_tokens"]?.int == 24 * 50)
    let grep = try Command.shell("grep -rc sk-nobody . | grep -v ':0' || true", in: folder.path)
    #expect(grep.stdout == "", "the key is in a file")
    // The whole road: rows teach what the model wrote.
    let rows = try Command.shell(
      "raftwright dataset i.sqlite q.jsonl --output out --quiet && head -1 out/train.jsonl",
      in: folder.path)
    #expect(rows.stdout.contains("The page says ##begin_quote##The mill of"), "\(rows.stderr)")
    await server.server.stop()
  }

  @Test("offline and a second run ask nobody and give the same bytes; a miss is said")
  func offline() async throws {
    let server = try await ModelServer()
    try settings(server.address)
    let missing = try questions("--offline || echo $?")
    #expect(missing.stdout == "1\n")
    #expect(missing.stderr.contains("24"), "\(missing.stderr)")
    #expect(missing.stderr.contains("--offline"), "\(missing.stderr)")
    #expect(!folder.exists("q.jsonl") && server.count == 0)
    #expect(try questions().code == 0)
    let first = try folder.read("q.jsonl")
    #expect(server.count == 24)
    await server.server.stop()
    for flags in ["--offline", "", "--offline --threads 1 --concurrency 1"] {
      try FileManager.default.removeItem(atPath: folder.path + "/q.jsonl")
      let again = try questions(flags)
      #expect(again.code == 0, "\(again.stderr)")
      #expect(try folder.read("q.jsonl") == first)
    }
  }

  @Test("a batch that somebody else runs gives the same bytes")
  func batch() async throws {
    let server = try await ModelServer()
    try settings(server.address)
    #expect(try questions(output: "direct/q.jsonl").code == 0)
    await server.server.stop()
    let out = try questions("--batch-out requests.jsonl")
    #expect(out.code == 0 && !folder.exists("q.jsonl"), "\(out.stderr)")
    let requests = try folder.read("requests.jsonl").split(separator: "\n")
    #expect(requests.count == 24)
    // What the server would have said, as a batch brings it.
    let answers = try requests.map { line in
      let request = try JSONValue(parsing: Array(line.utf8))
      let answer = ModelServer.completion(ModelServer.reply(to: request["body"]?.text ?? ""))
      let id = try #require(request["custom_id"]?.string)
      return
        #"{"custom_id":"\#(id)","response":{"status_code":200,"body":\#(answer)},"error":null}"#
    }
    try folder.write(answers.reversed().joined(separator: "\n"), to: "responses.jsonl")
    let back = try questions("--batch-in responses.jsonl --offline")
    #expect(back.code == 0, "\(back.stderr)")
    #expect(try folder.read("q.jsonl") == folder.read("direct/q.jsonl"))
    #expect(try folder.read("q.drops.jsonl") == folder.read("direct/q.drops.jsonl"))
  }

  @Test("a plan counts before anything is spent, and what is known costs nothing")
  func plan() async throws {
    let server = try await ModelServer()
    try settings(server.address)
    let script = "raftwright plan i.sqlite --config c.yaml --json --output q.jsonl"
    let before = try Command.shell(script, in: folder.path)
    #expect(before.code == 0, "\(before.stderr)")
    let plan = try JSONValue(parsing: Array(before.stdout.utf8))
    #expect(plan["calls"]?.array?.first?["calls"]?.int == 24, "\(before.stdout)")
    #expect((plan["prompt_tokens"]?.int ?? 0) > 24 * 100)
    #expect(server.count == 0)
    #expect(try questions().code == 0)
    let after = try JSONValue(
      parsing: Array(try Command.shell(script, in: folder.path).stdout.utf8))
    #expect(after["calls"]?.array?.allSatisfy { $0["calls"]?.int == 0 } == true)
    #expect(after["cached_answers"]?.int == 24)
    let table = try Command.shell(
      "raftwright plan i.sqlite --config c.yaml --output other.jsonl", in: folder.path)
    #expect(table.stdout.contains("cost: at most"), "\(table.stdout)")
    await server.server.stop()
  }

  @Test("a budget ends the asking, and what was left out is counted")
  func budget() async throws {
    let server = try await ModelServer()
    try settings(server.address)
    let run = try questions("--budget-tokens 5000")
    #expect(run.code == 0, "\(run.stderr)")
    #expect(run.stderr.contains("budgetSpent"), "\(run.stderr)")
    #expect((1..<24).contains(server.count))
    await server.server.stop()
  }

  @Test("a key that is wrong, and a server that is not there, are said in a sentence")
  func fatal() async throws {
    let server = try await LocalServer { _, request in
      .answer(
        status: 401,
        body:
          #"{"error":{"message":"no such key: \#(request.headers.first { $0.name.lowercased() == "api-key" }?.value ?? "")"}}"#
      )
    }
    try settings(server.address)
    let run = try questions("|| echo $?")
    #expect(
      run.stdout == "1\n" && run.stderr.contains("the server wants another key"), "\(run.stderr)")
    #expect(!run.stderr.contains("sk-nobody") && !folder.exists("q.jsonl"))
    await server.stop()
    let gone = try questions("|| echo $?")
    #expect(gone.stdout == "1\n" && gone.stderr.contains("no connection"), "\(gone.stderr)")
    let unset = try Command.shell(
      "raftwright questions i.sqlite --config c.yaml -o q.jsonl || echo $?", in: folder.path)
    #expect(unset.stdout == "64\n" && unset.stderr.contains("RAFT_TEST_KEY"), "\(unset.stderr)")
  }

  @Test("killed at any moment, a run goes on where it was, to the same bytes", arguments: 1...3)
  func killed(seed: UInt64) async throws {
    let server = try await ModelServer(milliseconds: 25)
    try settings(server.address)
    #expect(try questions(output: "whole/q.jsonl").code == 0)
    #expect(server.count == 24)
    let other = try await ModelServer(milliseconds: 25)
    try settings(other.address)
    var draw = SeededHash(seed: seed).sequence("kills")
    var kills = 0
    for _ in 0..<5 {
      // A run takes some 300 milliseconds, of which 150 are spent asking.
      let run = try Command.shell(
        """
        export RAFT_TEST_KEY=x
        set +e
        timeout -s KILL 0.\(100 + draw.below(150)) \
          raftwright questions i.sqlite --config c.yaml -o cut/q.jsonl --quiet
        echo $?
        """, in: folder.path)
      if run.stdout == "137\n" { kills += 1 }
    }
    #expect(try questions("--quiet", output: "cut/q.jsonl").code == 0)
    for name in ["q.jsonl", "q.drops.jsonl"] {
      #expect(try folder.read("cut/" + name) == folder.read("whole/" + name))
    }
    // An answer that was on its way when the run was killed may be asked for again; none that came.
    #expect(Set(other.asked.keys) == Set(server.asked.keys))
    #expect(other.count <= 24 + 4 * kills, "\(other.count) requests, \(kills) kills")
    await server.server.stop()
    await other.server.stop()
  }
}
