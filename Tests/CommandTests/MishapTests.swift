import Foundation
import Testing

/// What an outsider broke in a first trial of the commands.
@Suite("Mishaps that cost data")
struct MishapTests {
  static func page(_ title: String, _ body: String) -> String {
    "<html lang=\"en\"><title>\(title)</title><h1>\(title)</h1>\(body)</html>"
  }

  /// A folder with a small corpus in `docs`, each page with a definition to ask for.
  static func corpus(_ pages: Int = 6) throws -> Folder {
    let folder = try Folder()
    for page in 0..<pages {
      let name = ["sextant", "compass", "barometer", "octant", "astrolabe", "log"][page % 6]
      try folder.write(
        Self.page(
          "The \(name) \(page)",
          "<p>A \(name) of kind \(page) is an instrument that measures quantity \(page) on board. "
            + "It weighs \(page + 3) pounds in its wooden box.</p>"), to: "docs/\(name)\(page).html"
      )
    }
    return folder
  }

  @Test("a pipe is inspected whole")
  func pipe() throws {
    let folder = try Self.corpus()
    let run = try Command.shell(
      """
      raftwright build docs --output out --quiet 2> /dev/null
      diff <(raftwright inspect out/train.jsonl --quiet | tail -n +2) \
        <(cat out/train.jsonl | raftwright inspect /dev/stdin --quiet | tail -n +2)
      cat out/train.jsonl | raftwright inspect /dev/stdin --example 1 | head -1 | cut -c1-5
      """, in: folder.path)
    #expect(run.stdout == "row 1\n", "\(run.stderr)")
  }

  @Test(
    "an output that is an input is refused before it is overwritten",
    arguments: [
      "index docs/log5.html --output docs/log5.html",
      "index docs/log5.html --output new.sqlite --depfile docs/log5.html",
      "questions i.sqlite --output ./i.sqlite",
      "search i.sqlite --queries t.tsv --run t.tsv",
      "dataset i.sqlite out/train.jsonl --output out",
    ])
  func outputIsInput(arguments: String) throws {
    let folder = try Self.corpus()
    try folder.write("1\tsextant\n", to: "t.tsv")
    try folder.write("{}\n", to: "out/train.jsonl")
    let run = try Command.shell(
      """
      raftwright index docs --output i.sqlite --quiet 2> /dev/null
      find . -type f | sort | xargs sha256sum > before
      set +e; raftwright \(arguments) --quiet; code=$?; set -e
      find . -type f ! -name before ! -name after | sort | xargs sha256sum > after
      diff <(grep -v -E ' ./(before|after)$' before) after >&2
      exit $code
      """.replacing(
        "search i.sqlite --queries t.tsv --run t.tsv --quiet",
        with: "search i.sqlite --queries t.tsv --run t.tsv"), in: folder.path)
    #expect(run.code == 64)
    #expect(
      run.stderr.hasSuffix("this is an input, which would be overwritten; name another output\n"),
      "\(run.stderr)")
  }

  @Test(
    "an output that is a pipe is refused, and stays one",
    arguments: [
      "index docs --output pipe", "index docs --output i.sqlite --depfile pipe",
      "questions i.sqlite --output pipe", "search i.sqlite --queries t.tsv --run pipe",
      "dataset i.sqlite q.jsonl --output out --depfile pipe", "build docs --output pipe",
    ])
  func outputIsPipe(arguments: String) throws {
    let folder = try Self.corpus()
    try folder.write("1\tsextant\n", to: "t.tsv")
    let run = try Command.shell(
      """
      raftwright index docs --output i.sqlite --quiet 2> /dev/null
      raftwright questions i.sqlite --output q.jsonl --quiet 2> /dev/null
      mkfifo pipe
      set +e; raftwright \(arguments); code=$?; set -e
      test -p pipe
      exit $code
      """, in: folder.path)
    #expect(run.code == 64)
    #expect(run.stderr.contains("pipe: this is a "), "\(run.stderr)")
  }

  @Test("rows of formats that are no longer written do not stay behind")
  func staleFormats() throws {
    let folder = try Self.corpus()
    let run = try Command.shell(
      """
      raftwright build docs --output out --formats raft,chat --quiet 2> /dev/null
      test -f out/train.chat.jsonl
      raftwright build docs --output out --seed 5 --quiet 2>&1 > /dev/null | grep removed
      ls out | grep -c chat || true
      """, in: folder.path)
    #expect(
      run.stdout.hasPrefix(
        "removed train.chat.jsonl of an earlier run, which this one does not write\n"))
    #expect(run.stdout.hasSuffix("\n0\n"))
  }

  @Test("documents with one docno are told apart in a run")
  func sharedDocno() throws {
    let folder = try Folder()
    for name in ["a", "b"] {
      try folder.write(
        Self.page("Tide \(name)", "<p>Spring tide.</p>"), to: "docs/\(name)/index.html")
    }
    let run = try Command.shell(
      """
      raftwright index docs --output i.sqlite --quiet
      printf '1\\ttide\\n' > t.tsv
      raftwright search i.sqlite --queries t.tsv | cut -d' ' -f3 | sort
      """, in: folder.path)
    #expect(run.stdout == "a/index.html\nb/index.html\n")
    #expect(
      run.stderr == "2 documents share their docno with another one; the run names them by URI\n")
  }

  @Test("URIs do not depend on how paths are written")
  func spelling() throws {
    let folder = try Folder()
    for name in ["a/x.html", "b/y.html"] {
      try folder.write(Self.page(name, "<p>Spring tide.</p>"), to: "docs/\(name)")
    }
    let run = try Command.shell(
      """
      raftwright index docs/a docs/b --output 1.sqlite --quiet
      raftwright index $PWD/docs/a docs/./b/ --output 2.sqlite --quiet
      (cd docs/a; raftwright index . ../b --output ../../3.sqlite --quiet)
      raftwright index docs --output 4.sqlite --quiet
      raftwright index docs docs --output 5.sqlite --quiet
      raftwright search 1.sqlite tide --json | grep '"document"'
      cmp 1.sqlite 2.sqlite; cmp 1.sqlite 3.sqlite; cmp 1.sqlite 4.sqlite
      raftwright search 5.sqlite tide --json | grep '"document"'
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    #expect(run.stdout.contains("a/x.html") && run.stdout.contains("b/y.html"))
    #expect(!run.stdout.contains("docs"))
  }

  @Test("marks of a row's own in the text spoil no row")
  func reservedMarks() throws {
    let folder = try Self.corpus()
    try folder.write(
      Self.page(
        "The tag",
        "<p>A sextant tag of kind 0 is an element that stands between &lt;DOCUMENT&gt; and "
          + "&lt;/DOCUMENT&gt; in every measuring instrument on board.</p>"), to: "docs/tag.html")
    let run = try Command.shell(
      "raftwright build docs --output out --quiet; cat out/*.jsonl", in: folder.path)
    #expect(run.stderr.contains("reservedMarks"), "\(run.stderr)")
    for line in run.stdout.split(separator: "\n") where line.contains("\"instruction\"") {
      let opened = line.components(separatedBy: "<DOCUMENT>").count - 1
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let instruction = try #require(row?["instruction"] as? String)
      let passages = try #require(row?["passages"] as? [Any])
      #expect(instruction.components(separatedBy: "<DOCUMENT>").count - 1 == passages.count)
      #expect(opened == passages.count)
    }
  }

  @Test("a folder of two runs is seen to be one")
  func mixedFolder() throws {
    let folder = try Self.corpus()
    let run = try Command.shell(
      """
      raftwright build docs --output out --quiet 2> /dev/null
      raftwright inspect out --quiet > /dev/null
      echo '{}' >> out/questions.jsonl
      raftwright inspect out --quiet > /dev/null
      """, in: folder.path)
    #expect(
      run.stderr == "out: questions.jsonl is not the file that manifest.json tells of; a run was "
        + "cut short or a file was changed: run it again\n")
  }

  @Test(
    "settings that cannot be are refused with their file",
    arguments: [
      ("retrieval:\n  k1: -1\n", "retrieval.k1 is -1.0; give a number from 0"),
      ("retrieval:\n  b: 2\n", "retrieval.b is 2.0; give a number from 0 to 1"),
      (
        "documents:\n  smallest_chunk: 7\n",
        "documents.smallest_chunk is 7.0; give a number from 0 to 1"
      ),
      (
        "dataset:\n  oracle_fraction: 2\n",
        "dataset.oracle_fraction is 2.0; give a share from 0 to 1"
      ),
      (
        "questions:\n  longest_answer: 3\n  shortest_answer: 9\n",
        "questions.longest_answer is 3; give at least questions.shortest_answer, which is 9"
      ),
    ])
  func settings(yaml: String, sentence: String) throws {
    let folder = try Self.corpus(1)
    try folder.write(yaml, to: "r.yaml")
    let run = try Command.raftwright(
      "build", "docs", "--output", "out", "--config", "r.yaml", in: folder.path)
    #expect(run.stderr == "raftwright: r.yaml: \(sentence)\n")
    #expect(run.code == 64)
  }

  @Test("numbers below 0 are read as numbers")
  func negative() throws {
    let run = try Command.raftwright("build", "x", "--output", "y", "--distractors", "-1")
    #expect(
      run.stderr.hasPrefix(
        "raftwright: --distractors takes a number from 0, or a range such as 2-6; -1 was given."),
      "\(run.stderr)")
  }
}
