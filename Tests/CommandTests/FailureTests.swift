import Testing

@Suite("Failures: one sentence on stderr, and an exit code")
struct FailureTests {
  @Test("wrong usage ends with 64 and says the usage")
  func usage() throws {
    let unknown = try Command.raftwright("bild")
    #expect(
      unknown.stderr == """
        raftwright: unexpected argument 'bild'
        Usage: raftwright <subcommand>
          See 'raftwright --help' for more information.

        """)
    #expect(unknown.code == 64)
    #expect(unknown.stdout == "")
    let output = try Command.raftwright("index", "corpus")
    #expect(output.stderr.hasPrefix("raftwright: missing expected argument '--output"))
    #expect(output.code == 64)
  }

  @Test(
    "flags out of range are wrong usage",
    arguments: [
      ("--threads=0", "--threads takes a number from 1; 0 was given."),
      (
        "--distractors=-1",
        "--distractors takes a number from 0, or a range such as 2-6; -1 was given."
      ),
      ("--oracle-fraction=1.5", "--oracle-fraction takes 0 to 1; 1.5 was given."),
    ])
  func ranges(flag: String, sentence: String) throws {
    let run = try Command.raftwright("build", "x", "--output", "y", flag)
    #expect(run.stderr.split(separator: "\n").first == "raftwright: \(sentence)")
    #expect(run.code == 64)
  }

  @Test("a path that is not there ends with 66, before any work")
  func missingInput() throws {
    let folder = try Folder()
    let build = try Command.raftwright("build", "docs", "--output", "out", in: folder.path)
    #expect(build.stderr == "raftwright: docs: No such file or directory; check the path\n")
    #expect(build.code == 66)
    #expect(!folder.exists("out"))
    let inspect = try Command.raftwright("inspect", "out", in: folder.path)
    #expect(
      inspect.stderr == "raftwright: out: No such file or directory; name a dataset folder, a "
        + "JSONL file or an index\n")
    #expect(inspect.code == 66)
  }

  @Test("a folder without pages is no input")
  func noPages() throws {
    let folder = try Folder()
    try folder.write("text", to: "docs/notes.txt")
    let run = try Command.raftwright("index", "docs", "-o", "x.sqlite", in: folder.path)
    #expect(
      run.stderr.hasPrefix("raftwright: docs: no file ends in one of html,"), "\(run.stderr)")
    #expect(run.code == 66)
  }

  @Test("a file that is no index, and one that is no JSONL")
  func wrongKind() throws {
    let folder = try Folder()
    try folder.write("<p>Hello</p>\n", to: "page.html")
    let search = try Command.raftwright("search", "page.html", "words", in: folder.path)
    #expect(search.stderr.hasPrefix("raftwright: page.html: this is not an index"))
    #expect(search.code == 1)
    let inspect = try Command.raftwright("inspect", "page.html", in: folder.path)
    #expect(
      inspect.stderr == "raftwright: no line is a JSON object (page.html:1: column 1: \"{\" is "
        + "missing); name a dataset folder, a JSONL file or an index\n")
    #expect(inspect.code == 1)
  }

  @Test("an output that cannot be written ends with 74")
  func unwritable() throws {
    let folder = try Folder()
    try folder.write("a file, not a folder", to: "taken")
    let run = try Command.raftwright("init", "taken", in: folder.path)
    #expect(run.stderr.hasPrefix("raftwright: taken/raftwright.yaml: cannot write"))
    #expect(run.code == 74)
  }

  @Test("a reader that closes the pipe ends the run without a word")
  func brokenPipe() throws {
    let folder = try Folder()
    try folder.write(
      (1...20_000).map { "{\"question\":\"\($0)?\",\"answer\":\"a\"}\n" }.joined(), to: "q.jsonl")
    let script = """
      raftwright inspect q.jsonl | head -n 1
      raftwright --help | head -n 1
      """
    let run = try Command.shell(script, in: folder.path)
    #expect(run.stderr == "")
    #expect(run.stdout.split(separator: "\n").first == "q.jsonl")
    #expect(run.code == 0)
  }
}
