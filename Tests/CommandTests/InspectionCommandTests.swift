import Artifacts
import Foundation
import Testing

/// lint, diff, advise, evaluate answers and inspect as a user runs them, on the corpora.
@Suite("Inspection commands", .serialized)
struct InspectionCommandTests {
  /// A dataset of the corpora, made once and removed when all tests are over.
  private static let built: Folder? = {
    guard let folder = try? Folder(),
      let run = try? Command.shell(
        """
        raftwright build \(Command.repository)/corpora --output out --quiet --formats raft,chat,eval
        raftwright dataset out/index.sqlite out/questions.jsonl --output other --seed 7 --quiet \
          --compression zstd
        """, in: folder.path), run.code == 0
    else { return nil }
    atexit {
      if let folder = InspectionCommandTests.built {
        try? FileManager.default.removeItem(atPath: folder.path)
      }
    }
    return folder
  }()

  private func shell(_ script: String) throws -> Command {
    try Command.shell(script, in: try #require(Self.built).path)
  }

  @Test("what build makes has no fault, in every format")
  func lint() throws {
    let run = try shell("raftwright lint out --fail-on warning --sarif lint.sarif")
    #expect(run.code == 0, "\(run.stdout)")
    #expect(run.stdout.contains("0 errors, 0 warnings, "))
    #expect(run.stderr == "")
    let chat = try shell(
      "raftwright lint out/train.chat.jsonl out/test.chat.jsonl --fail-on warning")
    #expect(chat.code == 0, "\(chat.stdout)")
    #expect(chat.stdout.contains("\nnot checked\n"))
    let packed = try shell("raftwright lint other --fail-on warning")
    #expect(packed.code == 0, "\(packed.stdout)")
  }

  @Test("a fault is exit code 2, and a rule can be turned off")
  func faults() throws {
    let script = """
      head -3 out/train.jsonl > bad.jsonl
      head -1 out/train.jsonl >> bad.jsonl
      """
    let bad = try shell(script + "\nraftwright lint bad.jsonl || echo \"exit $?\"")
    #expect(bad.stdout.contains("bad.jsonl:4: error: its id is that of line 1 [duplicate-id]"))
    #expect(bad.stdout.hasSuffix("exit 2\n"))
    let off = try shell(
      script + "\nraftwright lint bad.jsonl --rule duplicate-id=off --rule duplicate-question=note")
    #expect(off.code == 0)
    let wrong = try Command.raftwright("lint", "x", "--rule", "duplicate-ids=off")
    #expect(wrong.code == 64)
    #expect(wrong.stderr.contains("there is no rule duplicate-ids; did you mean duplicate-id?"))
    let level = try Command.raftwright("lint", "x", "--fail-on", "fatal")
    #expect(level.code == 64)
  }

  @Test("diff says what parts two datasets, and whether by its exit code")
  func diff() throws {
    let same = try shell("raftwright diff out out")
    #expect(same.code == 0 && same.stdout.contains("changed  0"))
    let other = try shell("raftwright diff out other --show 1 || echo \"exit $?\"")
    #expect(other.stdout.hasSuffix("exit 2\n"))
    #expect(other.stdout.contains("\nwhat changed\n") && other.stdout.contains("\nside by side\n"))
    let missing = try Command.raftwright("diff", "nowhere", "neither")
    #expect(missing.code == 66)
    let index = try shell("raftwright diff out out/index.sqlite 2>&1 || echo \"exit $?\"")
    #expect(index.stdout.contains("this is an index; diff takes rows"))
  }

  @Test("the right answers are right, those of nobody are told")
  func answers() throws {
    let right = try shell(
      """
      sed 's/"cot_answer"/"prediction"/' out/test.jsonl > right.jsonl
      raftwright evaluate answers right.jsonl --against out
      """)
    #expect(right.code == 0, "\(right.stderr)")
    #expect(right.stdout.contains("exact match          1.0000"))
    #expect(right.stdout.contains("oracle citation      1.0000"))
    let strangers = try shell(
      """
      echo '{"id":"nobody","text":"x"}' > wrong.jsonl
      raftwright evaluate answers wrong.jsonl --against out/test.eval.jsonl || echo "exit $?"
      """)
    #expect(strangers.stderr.contains("none of its ids is that of a row of out/test.eval.jsonl"))
    #expect(strangers.stdout == "exit 1\n")
  }

  @Test(
    "the recipe's own answers are right and its rows without fault, in every style",
    arguments: ["raft", "gorilla", "think", "cited", "json", "plain"])
  func styles(style: String) throws {
    let run = try shell(
      """
      raftwright dataset out/index.sqlite out/questions.jsonl --output \(style) --quiet \
        --answer-style \(style)
      raftwright lint \(style) --fail-on warning > /dev/null
      sed 's/"cot_answer"/"prediction"/' \(style)/test.jsonl > \(style)/right.jsonl
      raftwright evaluate answers \(style)/right.jsonl --against \(style) --json
      """)
    #expect(run.code == 0, "\(run.stderr)")
    let measures = try JSONValue(parsing: Array(run.stdout.utf8))["measures"]
    for (name, right) in ["exact_match": 1.0, "f1": 1, "hallucination": 0] {
      let mean = try #require(measures?[name]?["mean"]?.double, "\(name) in \(run.stdout)")
      #expect(mean == right, "\(name)")
    }
  }

  @Test("rows are chosen and shown; what there is not is said")
  func chosen() throws {
    let found = try shell("raftwright inspect out --find barometer --class oracle --limit 2")
    #expect(found.stdout.contains(" rows, the first 2 are shown"))
    let first = try shell("raftwright inspect out --find barometer --example 1 --json")
    let id = try #require(try JSONValue(parsing: Array(first.stdout.utf8))["id"]?.string)
    let named = try shell("raftwright inspect out --id \(id) | sed -n 2p")
    #expect(named.stdout == "id \(id)\n")
    let worst = try shell("raftwright inspect out --worst distractor-overlap --limit 1")
    #expect(worst.code == 0)
    let none = try shell("raftwright inspect out --class abstain || echo \"exit $?\"")
    #expect(
      none.stderr
        == "raftwright: out: none of its 501 rows is so; their classes are oracle, memorize\n"
    )
    #expect(none.stdout == "exit 1\n")
    let wrong = try Command.raftwright("inspect", "x", "--worst", "quote-overlaps")
    #expect(wrong.code == 64 && wrong.stderr.contains("Did you mean quote-overlap?"))
    for (flags, reason) in [
      ("--report p.html --json", "--report writes a page, and --json JSON: give one of them."),
      ("--report p.html --class oracle", "leave --class out."),
      ("--sample --find x", "--sample counts rows in places, and --find looks through all"),
      ("--document x --example 2", "--document shows a whole document: leave --example out."),
    ] {
      let both = try shell("raftwright inspect out \(flags) || echo \"exit $?\"")
      #expect(both.stderr.contains(reason) && both.stdout == "exit 64\n", "\(flags)")
    }
    let sample = try shell("raftwright inspect other --sample")
    #expect(sample.stdout.contains("\n  sample  "))
  }

  @Test("pipes are read, and where that takes two looks it is said")
  func pipes() throws {
    let page = try shell(
      "cat out/test.jsonl | raftwright inspect /dev/stdin --report p.html 2>&1 || echo \"exit $?\"")
    #expect(page.stdout.contains("this is a pipe, which can be read once"))
    #expect(page.stdout.hasSuffix("exit 1\n"))
    let diff = try shell(
      """
      raftwright diff <(head -20 out/train.jsonl) <(head -25 out/train.jsonl) | sed -n 3,6p || true
      """)
    #expect(diff.stdout.contains("same     20") && diff.stdout.contains("added    5"))
    let lint = try shell("cat out/test.jsonl | raftwright lint /dev/stdin | tail -n +2")
    #expect(lint.stdout.contains(" in 25 rows (raft)"))
    let packed = try shell("gzip -c out/test.jsonl | raftwright inspect /dev/stdin --json")
    #expect(try JSONValue(parsing: Array(packed.stdout.utf8))["rows"]?.int == 25)
  }

  @Test("a damaged manifest and a missing file take nothing from the rows; machines get the funnel")
  func manifests() throws {
    let funnel = try shell("raftwright inspect out --json")
    let steps = try JSONValue(parsing: Array(funnel.stdout.utf8))["funnel"]?.array
    #expect(steps?.first?["step"]?.string == "files" && steps?.last?["count"]?.int == 501)
    let missing = try shell(
      """
      mkdir -p less && cp out/manifest.json out/test.jsonl less
      raftwright inspect less | sed -n 3p
      """)
    #expect(missing.stdout == "  rows    25\n")
    #expect(missing.stderr.contains("less: train.jsonl, validation.jsonl are not there, and"))
    let damaged = try shell(
      "head -c 99 out/manifest.json > less/manifest.json; raftwright inspect less | sed -n 3p")
    #expect(damaged.stdout == "  rows    25\n")
    #expect(damaged.stderr.contains("less/manifest.json: cannot read"))
    #expect(damaged.stderr.contains("; what follows is of the rows alone"))
  }

  @Test("a JSON array is read as its rows, wherever rows are")
  func arrays() throws {
    let run = try shell(
      """
      (echo '['; paste -sd, out/test.chat.jsonl; echo ']') > chats.json
      raftwright diff out/test.chat.jsonl chats.json --json | grep -c '"same": 25'
      raftwright lint chats.json | grep rows
      """)
    #expect(run.stdout.contains("1\n0 errors, 0 warnings, "), "\(run.stdout)\(run.stderr)")
  }

  @Test("a document of an index, as it was cut")
  func document() throws {
    let uri = try shell(
      "raftwright inspect out/index.sqlite --json | grep -m1 '\"document\"' | cut -d'\"' -f4")
    let name = uri.stdout.split(separator: "\n").first.map(String.init) ?? ""
    let shown = try shell("raftwright inspect out/index.sqlite --document '\(name)'")
    #expect(shown.stdout.contains("\npassage 1 · id "))
    #expect(shown.stdout.contains("\nheading 1 ") || shown.stdout.contains("\nparagraph "))
    let json = try shell("raftwright inspect out/index.sqlite --document '\(name)' --json")
    let passages = try JSONValue(parsing: Array(json.stdout.utf8))["passages"]?.array ?? []
    #expect(!passages.isEmpty)
    let near = try shell(
      "raftwright inspect out/index.sqlite --document '\(name)x' 2>&1 || echo \"exit $?\"")
    #expect(near.stdout.contains("did you mean \(name)?"))
    let rows = try shell("raftwright inspect out --document x 2>&1 || echo \"exit $?\"")
    #expect(rows.stdout.contains("--document belongs to an index"))
  }

  @Test("advice gives a configuration that build takes")
  func advice() throws {
    let run = try shell(
      """
      rm -f advised.yaml
      raftwright advise \(Command.repository)/corpora --json --quiet --updates yearly --output fixed \
        --gpu 24 --write advised.yaml
      """)
    #expect(run.code == 0, "\(run.stderr)")
    let advice = try JSONValue(parsing: Array(run.stdout.utf8))
    #expect(advice["recommended"]?.string == "both")
    #expect(advice["needed"]?["assumed"]?.array?.contains(.string("latency")) == true)
    #expect((advice["measured"]?["recall"]?["10"]?.double ?? 0) > 0.9)
    let build = try shell(
      "raftwright build \(Command.repository)/corpora --output advised --config advised.yaml --quiet"
    )
    #expect(build.code == 0, "\(build.stderr)")
    let again = try shell(
      "raftwright advise out/index.sqlite --quiet --write advised.yaml || echo \"exit $?\"")
    #expect(again.stdout == "exit 1\n")
    let costs = try shell(
      """
      raftwright init starter > /dev/null
      sed -i 's/^prompt: .*/prompts: 3/' starter/templates/advice/costs.yaml
      raftwright advise out/index.sqlite --quiet --costs starter/templates/advice/costs.yaml 2>&1 \
        || echo "exit $?"
      """)
    #expect(costs.stdout.contains("prompts") && costs.stdout.hasSuffix("exit 64\n"))
  }

  @Test("the age of a corpus is that of its files, where they differ")
  func ages() throws {
    let folder = try Folder()
    let run = try Command.shell(
      """
      cp -r \(Command.repository)/corpora docs
      find docs -type f -exec touch -d '400 days ago' {} +
      find docs -name '*.html' -exec touch -d '10 days ago' {} +
      raftwright advise docs --quiet --yes --json --updates never
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    let age = try JSONValue(parsing: Array(run.stdout.utf8))["measured"]?["median_age_days"]?.int
    #expect(age == 10 || age == 400)
    let none = try Command.shell(
      """
      mkdir empty; echo '<p></p>' > empty/a.html
      raftwright advise empty --quiet --yes || echo "exit $?"
      """, in: folder.path)
    #expect(none.stdout == "exit 1\n")
    #expect(none.stderr.contains("no text was found, so there is nothing to advise on"))
  }

  @Test("the table that init writes is the one that is built in")
  func costs() throws {
    let folder = try Folder()
    let run = try Command.shell(
      """
      raftwright init starter > /dev/null
      cp -r \(Command.repository)/corpora/weather* . 2>/dev/null || cp -r \(Command.repository)/corpora docs
      raftwright advise . --quiet --yes --json > plain.json
      raftwright advise . --quiet --yes --json --costs starter/templates/advice/costs.yaml > costs.json
      grep -v _seconds plain.json > a; grep -v _seconds costs.json > b; diff a b
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stdout)\(run.stderr)")
  }
}
