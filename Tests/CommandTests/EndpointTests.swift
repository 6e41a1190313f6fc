import Foundation
import Testing

/// Vectors of a real model: llama.cpp's server with all-MiniLM-L6-v2 (`make llama-server`).
@Suite("Endpoint")
struct EndpointTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    let pages = [
      "knots": "A bowline makes a fixed loop at the end of a rope, and holds under load.",
      "bread": "Let the dough rise for two hours before the loaf goes into the oven.",
      "weather": "A falling barometer tells that a storm is on its way.",
    ]
    for (name, text) in pages {
      try folder.write("<title>\(name)</title><p>\(text)</p>", to: "pages/\(name).html")
    }
  }

  @Test("a server that is not there is named, and no index is written")
  func noServer() throws {
    let run = try Command.raftwright(
      "index", "pages", "--output", "i.sqlite", "--quiet", "--embedding-endpoint",
      "http://127.0.0.1:9", "--embedding-model", "m", in: folder.path)
    #expect(run.code == 1)
    #expect(run.stderr.contains("http://127.0.0.1:9/v1/embeddings: no connection"))
    #expect(!folder.exists("i.sqlite"))
  }

  @Test(
    "wrong settings are told before any work",
    arguments: [
      (["--embedding-endpoint", "localhost:80", "--embedding-model", "m"], "no address such as"),
      (["--embedding-endpoint", "http://localhost:80"], "name the model"),
      (
        ["--embedding-endpoint", "http://localhost:80", "--embedding-table", "x"],
        "either --embedding-table or --embedding-endpoint"
      ),
    ])
  func wrongSettings(flags: [String], part: String) throws {
    let quoted = flags.joined(separator: " ")
    let run = try Command.shell(
      "raftwright index pages --output i.sqlite \(quoted) && exit 9 || echo $?", in: folder.path)
    #expect(run.stdout == "64\n")
    #expect(run.stderr.contains(part), "\(run.stderr)")
  }

  @Test("a key that is not set is named by its variable")
  func noKey() throws {
    try folder.write(
      """
      retrieval:
        embedding: {endpoint: "http://127.0.0.1:9", model: m, key_variable: RAFT_NO_SUCH_KEY}
      """, to: "c.yaml")
    let run = try Command.raftwright(
      "index", "pages", "--output", "i.sqlite", "--config", "c.yaml", in: folder.path)
    #expect(run.code == 64)
    #expect(run.stderr.contains("RAFT_NO_SUCH_KEY"))
  }

  @Test(
    "a real model finds what no word tells, and is not asked twice",
    .enabled(
      if: LlamaServer.has(.embeddings), "llama-server is missing: make llama-server builds it"))
  func realModel() async throws {
    let server = try await LlamaServer(.embeddings)
    let index =
      "index pages --output i.sqlite --quiet --embedding-model minilm --embedding-endpoint "
      + server.address
    let run = try Command.shell(
      """
      raftwright \(index)
      raftwright search i.sqlite "how do I bake" --dense --top 1 --json > dense.json
      raftwright search i.sqlite "tying cordage" --hybrid --top 1 --json > hybrid.json
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    #expect(try folder.read("dense.json").contains("bread.html"))
    #expect(try folder.read("hybrid.json").contains("knots.html"))
    server.stop()
    // Without the server: from the cache, to the same bytes; a new page fails, and says why.
    let offline = try Command.shell(
      """
      cp i.sqlite first.sqlite
      raftwright \(index) --offline --fresh
      cmp i.sqlite first.sqlite
      raftwright search i.sqlite "how do I bake" --dense --top 1 --offline --json | cmp - dense.json
      echo '<title>new</title><p>A page that nobody has embedded.' > pages/new.html
      raftwright \(index) --offline && exit 9 || echo "$?"
      """, in: folder.path)
    #expect(offline.code == 0, "\(offline.stderr)")
    #expect(offline.stdout.hasSuffix("1\n"))
    #expect(offline.stderr.contains("1 of 1 are not in the cache"))
  }
}
