import Testing

/// `--offline`: nothing is asked for.
@Suite("Offline")
struct OfflineTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.write("<title>t</title><p>A bowline makes a fixed loop.</p>", to: "pages/a.html")
  }

  @Test("no cache is made where there is none")
  func noCache() throws {
    let run = try Command.raftwright(
      "index", "pages", "--output", "out/i.sqlite", "--quiet", "--embedding-endpoint",
      "http://127.0.0.1:9", "--embedding-model", "m", "--offline", in: folder.path)
    #expect(run.code == 1)
    #expect(run.stderr.contains("1 of 1 are not in the cache"), "\(run.stderr)")
    #expect(!folder.exists("out/i.sqlite") && !folder.exists("out/cache.sqlite"))
  }

  @Test("a re-ranker would have to be asked")
  func rerank() throws {
    let run = try Command.raftwright(
      "search", "i.sqlite", "loop", "--rerank", "http://127.0.0.1:9", "--offline",
      in: folder.path)
    #expect(run.code == 64)
    #expect(run.stderr.contains("--rerank asks a server"), "\(run.stderr)")
  }
}
