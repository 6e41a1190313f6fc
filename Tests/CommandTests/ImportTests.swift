import Foundation
import Testing

@Suite("Pairs that people wrote, on the command line")
struct ImportTests {
  private static let page = """
    <!DOCTYPE html><html lang="en"><head><title>Rain gauges</title></head><body><h1>Rain gauges</h1>
    <p>A rain gauge collects rain in a funnel of known area. The funnel has a diameter of 203
    millimetres. Observers empty the gauge at nine o'clock in the morning.</p></body></html>
    """
  private static let light = """
    <!DOCTYPE html><html lang="en"><head><title>Lighthouses</title></head><body>
    <h1>Lighthouses</h1><p>The lighthouse on Skerry Point was lit in 1874. Its lens came from Paris.
    The keeper wound the clockwork every four hours.</p></body></html>
    """
  private static let pairs = """
    question,answer
    What diameter has the funnel of a rain gauge?,203 millimetres
    Where did the lens of the lighthouse on Skerry Point come from?,It came from Paris
    Who painted the town hall?,A painter called Maes
    """

  private func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write(Self.page, to: "docs/gauge.html")
    try folder.write(Self.light, to: "docs/light.html")
    try folder.write(Self.pairs, to: "asked/faq.csv")
    let index = try Command.raftwright(
      "index", "docs", "-o", "index.sqlite", "--quiet", in: folder.path)
    #expect(index.code == 0, "\(index.stderr)")
    return folder
  }

  @Test("files behind the index, --import and the configuration say the same")
  func roads() throws {
    let folder = try folder()
    try folder.write("questions: {generator: import, files: [faq.csv]}\n", to: "asked/r.yaml")
    let runs = try [
      ["--generator", "import", "asked/faq.csv"], ["--import", "asked/faq.csv"],
      ["--config", "asked/r.yaml"],
    ].map { arguments in
      let run = try Command.shell(
        "raftwright questions index.sqlite -o q.jsonl --quiet " + arguments.joined(separator: " "),
        in: folder.path)
      #expect(run.code == 0)
      #expect(
        run.stderr.hasPrefix("dropped 1 unsupportedAnswer: Who painted the town hall?: faq.csv:4: ")
          || run.stderr.hasPrefix("dropped 1 noEvidence: Who painted the town hall?: faq.csv:4: "),
        "\(run.stderr)")
      return try folder.read("q.jsonl") + folder.read("q.drops.jsonl")
    }
    #expect(Set(runs).count == 1)
    #expect(runs[0].split(separator: "\n").count == 3)
    #expect(try folder.read("q.manifest.json").contains(#""pairs_read": 3"#))
  }

  @Test("build takes them, and its rows quote the passages")
  func build() throws {
    let folder = try folder()
    let run = try Command.raftwright(
      "build", "docs", "-o", "out", "--import", "asked/faq.csv", "--quiet", "--depfile", "out.d",
      "--distractors", "1", in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    let rows = try ["train", "validation", "test"].map { try folder.read("out/\($0).jsonl") }
      .joined()
    #expect(rows.split(separator: "\n").count == 2)
    #expect(
      rows.contains("##begin_quote##The funnel has a diameter of 203 millimetres.##end_quote##"))
    #expect(try folder.read("out.d").contains("asked/faq.csv"))
  }

  @Test("what cannot be imported is said before any work")
  func failures() throws {
    let folder = try folder()
    try folder.write("", to: "empty.csv")
    try folder.write("Just words.\n", to: "notes.txt")
    try folder.write("Nr,Frage\n1,Wo?\n", to: "columns.csv")
    for (arguments, code, sentence) in [
      (
        ["--generator", "import"], 64,
        "--generator import needs files of pairs: give them behind the index or with --import, or "
          + "name them in questions.files"
      ),
      (
        ["asked/faq.csv"], 64,
        "asked/faq.csv: files of pairs belong to --generator import; the generator is structure"
      ),
      (["--import", "gone.csv"], 66, "gone.csv: No such file or directory; check the path"),
      (["--import", "empty.csv"], 1, "empty.csv: the file is empty; give one with pairs"),
      (["--import", "notes.txt"], 1, "notes.txt: no format that is known; looked for JSON"),
      (["--import", "columns.csv"], 1, "columns.csv: no column is named question"),
    ] as [([String], Int32, String)] {
      let run = try Command.shell(
        "raftwright questions index.sqlite -o q.jsonl " + arguments.joined(separator: " "),
        in: folder.path)
      #expect(run.stderr.hasPrefix("raftwright: " + sentence), "\(run.stderr)")
      #expect(run.code == code)
      #expect(!folder.exists("q.jsonl"))
    }
    let plan = try Command.raftwright(
      "plan", "index.sqlite", "--import", "asked/faq.csv", in: folder.path)
    #expect(plan.code == 64)
    #expect(plan.stderr.hasPrefix("raftwright: people's pairs cost no call"), "\(plan.stderr)")
    let mixed = try Command.shell(
      "raftwright questions index.sqlite -o q.jsonl --import asked/faq.csv --model m",
      in: folder.path)
    #expect(mixed.code == 64)
    #expect(mixed.stderr.hasPrefix("raftwright: --model belongs to --generator llm."))
  }
}
