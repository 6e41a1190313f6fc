import Foundation
import Glibc
import Retrieval
import Testing

/// An index whose vectors come from a server, here one in Python that knows texts of 60 bytes.
@Suite(
  "Embedding server",
  .enabled(if: ExportTests.hasPython, "python3 is missing: the server of these tests needs it"))
struct EmbeddingServerTests {
  private let folder: Folder
  private let server: ShortServer

  init() throws {
    folder = try Folder()
    for (name, text) in [
      "a": "A bowline makes a fixed loop at the end of a rope, and holds under a heavy load.",
      "b": "Bread rises.",
    ] {
      try folder.write("<p>\(text)</p>", to: "pages/\(name).html")
    }
    server = try ShortServer(in: folder)
  }

  private func index(_ more: String = "", settings: String = "") throws -> Command {
    try folder.write(
      """
      retrieval:
        embedding: {endpoint: "\(server.address)", model: m\(settings)}
      """, to: "c.yaml")
    return try Command.shell(
      "KEY_ONE=1 KEY_TWO=2 raftwright index pages --output i.sqlite --config c.yaml \(more)",
      in: folder.path)
  }

  private func state() throws -> (inode: UInt64, changed: Int) {
    var status = stat()
    #expect(stat(folder.path + "/i.sqlite", &status) == 0)
    return (UInt64(status.st_ino), status.st_mtim.tv_nsec)
  }

  @Test("a run that changes nothing leaves the file, and says the same of texts that were cut")
  func cutTexts() throws {
    let first = try index()
    #expect(first.code == 0, "\(first.stderr)")
    #expect(first.stderr.contains("dropped 1 cutText"), "\(first.stderr)")
    let before = try state()
    let again = try index("--strict")
    #expect(again.code == 2)
    #expect(again.stderr.contains("dropped 1 cutText"), "\(again.stderr)")
    #expect(again.stderr.contains("nothing has changed"), "\(again.stderr)")
    #expect(try state() == before)
    // A page more: those that were cut before are still counted.
    try folder.write("<p>A new page.</p>", to: "pages/c.html")
    #expect(try index().stderr.contains("dropped 1 cutText"))
  }

  @Test(
    "how the server is called changes nothing of the index",
    arguments: [", batch: 7", ", concurrency: 2", ", timeout: 9"])
  func calling(settings: String) throws {
    #expect(try index().code == 0)
    let before = try state()
    let again = try index(settings: settings)
    #expect(again.stderr.contains("nothing has changed"), "\(again.stderr)")
    #expect(try state() == before)
    // A fresh one with these settings has the same bytes.
    let fresh = try Command.shell(
      "cp i.sqlite a.sqlite && raftwright index pages --output i.sqlite --config c.yaml --fresh "
        + "&& cmp i.sqlite a.sqlite", in: folder.path)
    #expect(fresh.code == 0, "\(fresh.stderr)")
  }

  @Test(
    "where a search finds key and cache is recorded, and nothing is read or asked again",
    arguments: [", key_variable: KEY_TWO", ", cache: other.sqlite"])
  func recorded(settings: String) throws {
    #expect(try index("--quiet", settings: ", key_variable: KEY_ONE").code == 0)
    let asked = try folder.read("asked")
    let again = try index(settings: settings)
    #expect(again.code == 0, "\(again.stderr)")
    #expect(again.stderr.contains("2 unchanged files were not read"), "\(again.stderr)")
    #expect(try folder.read("asked") == asked)
    let recorded = try Index(path: folder.path + "/i.sqlite").configuration
    #expect(recorded.contains(settings.contains("KEY") ? #""KEY_TWO""# : #""other.sqlite""#))
  }

  @Test("the key's variable is named on the command line")
  func keyVariable() throws {
    let run = try Command.shell(
      """
      export EMBEDDING_KEY=sesame
      flags="--embedding-key-variable EMBEDDING_KEY"
      raftwright index pages --output i.sqlite --quiet --embedding-model m $flags \
        --embedding-endpoint \(server.address)
      raftwright search i.sqlite "loaf" --dense --top 1 $flags > /dev/null
      grep -c 'Bearer sesame' asked
      grep -c . asked
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    let counts = run.stdout.split(separator: "\n")
    #expect(counts.count == 2 && counts[0] == counts[1], "\(run.stdout)")
    let unset = try Command.shell(
      "raftwright search i.sqlite loaf --dense --embedding-key-variable RAFT_NO_SUCH_KEY",
      in: folder.path)
    #expect(unset.code == 64)
    #expect(unset.stderr.contains("RAFT_NO_SUCH_KEY"))
  }

  @Test("a re-ranker is not asked twice for the same")
  func rerank() throws {
    let run = try Command.shell(
      """
      raftwright index pages --output i.sqlite --quiet
      search() { raftwright search i.sqlite "$1" --top 2 --json --rerank \(server.address); }
      search "bread rope" > first.json
      grep -c /rerank asked
      search "bread rope" | cmp - first.json
      grep -c /rerank asked
      search "rope bread" > /dev/null
      grep -c /rerank asked
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    #expect(run.stdout == "1\n1\n2\n")
  }
}

/// A server that embeds and re-ranks texts of up to 60 bytes, and lists what it was asked in the file
/// `asked`; ended with the value.
private final class ShortServer {
  private static let program = """
    import http.server, json, sys
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            size = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(size))
            with open("asked", "a") as asked:
                print(self.path, self.headers.get("Authorization"), file=asked)
            texts = body.get("input") or body["documents"]
            status = 200
            if self.path.endswith("rerank"):
                answer = {"results": [
                    {"index": i, "relevance_score": len(t)} for i, t in enumerate(texts)]}
            elif any(len(t.encode()) > 60 for t in texts):
                status, answer = 400, {"error": {"type": "exceed_context_size_error"}}
            else:
                answer = {"data": [
                    {"index": i, "embedding": [1, len(t)]} for i, t in enumerate(texts)]}
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        def log_message(self, *_): pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """

  private let process = Process()
  let address: String

  init(in folder: Folder) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", Self.program]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = output
    try process.run()
    var port = Data()
    while port.last != 0x0a {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      port += more
    }
    let number = String(decoding: port, as: UTF8.self).trimmingCharacters(
      in: .whitespacesAndNewlines)
    address = "http://127.0.0.1:\(number)"
  }

  deinit {
    // Python does not see a signal that the tests' process blocks.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
