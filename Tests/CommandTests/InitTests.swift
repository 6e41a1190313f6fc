import Testing

@Suite("init")
struct InitTests {
  @Test("writes its files once, and says which exist the second time")
  func twice() throws {
    let folder = try Folder()
    let first = try Command.raftwright("init", "pipeline", in: folder.path)
    #expect(first.code == 0)
    #expect(first.stderr == "")
    let paths = first.stdout.split(separator: "\n").map(String.init)
    #expect(paths.prefix(2) == ["pipeline/raftwright.yaml", "pipeline/raftwright.mk"])
    #expect(paths.contains("pipeline/templates/questions/en.yaml"))
    for path in paths { #expect(folder.exists(path)) }

    try folder.write("mine", to: "pipeline/raftwright.mk")
    let second = try Command.raftwright("init", "pipeline", in: folder.path)
    #expect(second.code == 1)
    #expect(second.stdout == "")
    #expect(second.stderr.hasPrefix("raftwright: pipeline/raftwright.yaml, "))
    #expect(
      second.stderr.hasSuffix(
        "exist already and nothing was written; name another folder, or replace with --force\n"))
    #expect(try folder.read("pipeline/raftwright.mk") == "mine")

    let forced = try Command.raftwright("init", "pipeline", "--force", in: folder.path)
    #expect(forced.code == 0)
    #expect(try folder.read("pipeline/raftwright.mk").contains("include raftwright.mk"))
  }

  @Test("its configuration is one that the commands take")
  func configuration() throws {
    let folder = try Folder()
    try folder.write("<title>A</title><h1>A</h1><p>A is a letter.</p>", to: "docs/a.html")
    let script = """
      raftwright init
      raftwright index docs --output i.sqlite --config raftwright.yaml --quiet
      raftwright index docs --output j.sqlite --quiet
      cmp i.sqlite j.sqlite
      """
    let run = try Command.shell(script, in: folder.path)
    #expect(run.stderr == "")
    #expect(run.code == 0)
  }
}
