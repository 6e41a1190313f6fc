import Foundation
import Testing

/// Running `index` again over a corpus that has changed.
@Suite("Update")
struct UpdateTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try FileManager.default.copyItem(
      atPath: Command.repository + "/corpora", toPath: folder.path + "/corpora")
    try folder.write("q1\tbowline knot\nq2\tbarometer\nq3\tthe leap year\n", to: "topics.tsv")
  }

  private func shell(_ script: String) throws -> Command {
    let run = try Command.shell(script, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    return run
  }

  /// What users see of the two indexes is the same.
  private func expectSame(_ first: String, _ second: String) throws {
    for name in [first, second] {
      _ = try shell(
        """
        raftwright search \(name).sqlite --queries topics.tsv --run \(name).trec --top 1000
        raftwright search \(name).sqlite "how is a bowline tied" --json > \(name).json
        raftwright questions \(name).sqlite --output \(name).jsonl --quiet
        """)
    }
    for ending in ["trec", "json", "jsonl"] {
      #expect(try folder.read("\(first).\(ending)") == folder.read("\(second).\(ending)"))
    }
  }

  @Test("a page that changes, one that goes and one that comes")
  func changes() throws {
    _ = try shell("raftwright index corpora --output a.sqlite --quiet; cp a.sqlite first.sqlite")
    let again = try shell("raftwright index corpora --output a.sqlite")
    #expect(again.stderr.contains("nothing has changed"))
    #expect(try bytes("a.sqlite") == bytes("first.sqlite"))
    let changed = try shell(
      """
      set -- $(find corpora -name '*.html' | sort)
      sed -i 's|</body>|<p>The bowline is a barometer of leap years.</p></body>|' "$1"
      rm "$2"
      echo '<title>New</title><p>A new page about the barometer and its column.' > corpora/0.html
      raftwright index corpora --output a.sqlite
      raftwright index corpora --output b.sqlite --quiet --fresh
      """)
    #expect(changed.stderr.contains("unchanged files were not read"))
    #expect(try bytes("a.sqlite") != bytes("b.sqlite"))
    try expectSame("a", "b")
    let fresh = try shell("raftwright index corpora --output a.sqlite --fresh --quiet")
    #expect(fresh.stderr.isEmpty || !fresh.stderr.contains("unchanged"))
    #expect(try bytes("a.sqlite") == bytes("b.sqlite"))
  }

  @Test("settings that change make a fresh index")
  func settings() throws {
    _ = try shell(
      """
      raftwright index corpora --output a.sqlite --quiet
      raftwright index corpora --output a.sqlite --quiet --chunking sentences
      raftwright index corpora --output b.sqlite --quiet --chunking sentences
      cmp a.sqlite b.sqlite
      """)
  }

  @Test("build makes the bytes of a fresh index, also over one that was updated")
  func builds() throws {
    _ = try shell(
      """
      raftwright build corpora --output one --quiet
      cp one/index.sqlite first.sqlite
      echo '<title>New</title><p>A new page about the barometer and its column.' > corpora/0.html
      raftwright index corpora --output one/index.sqlite --quiet
      cmp one/index.sqlite first.sqlite && exit 9
      raftwright build corpora --output one --quiet
      raftwright build corpora --output two --quiet
      for file in index.sqlite train.jsonl manifest.json; do cmp one/$file two/$file; done
      """)
  }

  @Test("a footer that becomes common is dropped from pages that have not changed")
  func repeatedBlocks() throws {
    let footer = "<p>Printed in the year of the ship.</p>"
    for number in 0..<60 {
      let words = ["anchor", "beacon", "cutter", "dinghy", "engine", "ferry", "gale", "hull"]
      let body = words.map { "The \($0) of ship \(number) has its place and its use. " }.joined()
      try folder.write(
        "<title>Ship \(number)</title><h1>Ship \(number)</h1><p>\(body)</p>"
          + (number < 15 ? footer : ""), to: "ships/site/\(number).html")
    }
    var last = try shell("raftwright index ships --output a.sqlite")
    #expect(!last.stderr.contains("repeatedBlocks"))
    // The pages of the sample are known by their names' digests only: one after another gets it.
    var number = 15
    while number < 60, !last.stderr.contains("repeatedBlocks") {
      let name = "ships/site/\(number).html"
      try folder.write(folder.read(name) + footer, to: name)
      last = try shell("raftwright index ships --output a.sqlite")
      number += 1
    }
    #expect(number < 60, "the footer is never common")
    _ = try shell(
      """
      raftwright search a.sqlite "printed year" | grep "Printed in the year" && exit 9
      raftwright index ships --output b.sqlite --quiet
      """)
    try expectSame("a", "b")
  }

  @Test("an archive is one file: when a member changes, it is read again")
  func archives() throws {
    _ = try shell(
      """
      mkdir packed; (cd corpora && tar -czf ../packed/x.tar.gz $(find . -name '*.html' | head -5))
      cp corpora/*.html packed/ 2>/dev/null || cp $(find corpora -name '*.html' | tail -20) packed/
      raftwright index packed --output a.sqlite --quiet
      (cd corpora && tar -czf ../packed/x.tar.gz $(find . -name '*.html' | head -6 | tail -5))
      raftwright index packed --output a.sqlite --quiet
      raftwright index packed --output b.sqlite --quiet
      """)
    try expectSame("a", "b")
  }

  @Test("a killed update leaves the index, and the next one completes it")
  func killed() throws {
    _ = try shell("raftwright index corpora --output a.sqlite --quiet")
    let before = try bytes("a.sqlite")
    for delay in ["0.01", "0.03", "0.06"] {
      _ = try shell(
        """
        echo "<title>$RANDOM</title><p>A new page about $RANDOM barometers." > corpora/0.html
        cp a.sqlite old.sqlite
        raftwright index corpora --output a.sqlite --quiet & sleep \(delay)
        kill -9 $! 2>/dev/null || true; wait || true
        raftwright search a.sqlite barometer > /dev/null
        raftwright index corpora --output a.sqlite --quiet
        raftwright index corpora --output b.sqlite --quiet --fresh
        ls -A | grep tmp && exit 9 || true
        """)
      try expectSame("a", "b")
    }
    #expect(try bytes("a.sqlite") != before)
  }

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name))
  }
}
