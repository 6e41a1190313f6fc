import Artifacts
import Foundation
import Testing

/// Dataset folders in the hands of the readers that trainers use.
@Suite("Readers of datasets", .serialized)
struct ReaderTests {
  private static let isThere = ReaderEnvironment.python != nil
  private static let absence: Comment =
    "skipped: the environment of readers cannot be made here (it needs python3-venv and PyPI)"
  private static let formats =
    "chat,trl,trl-chat,sharegpt,alpaca,axolotl,preference,completion,eval"

  /// A corpus with enough documents for three splits.
  private static func corpus() throws -> Folder {
    let folder = try MishapTests.corpus()
    for number in 0..<40 {
      try folder.write(
        """
        <title>Part \(number)</title><h1>Part \(number)</h1>
        <p>The marker of part \(number) is a brass plate with \(number * 37 + 11) dots.</p>
        <h2>Care</h2><p>Part \(number) is oiled in month \(number % 12 + 1) by the crew of deck \(number).</p>
        <dl><dt>valve \(number)</dt><dd>A device that lets \(number * 3 + 2) litres of water through.</dd></dl>
        """, to: "docs/part\(number).html")
    }
    return folder
  }

  private static func read(_ folder: Folder) throws -> JSONValue {
    let python = try #require(ReaderEnvironment.python)
    let run = try Command.shell(
      """
      READERS_CACHE="$PWD/cache" HF_HUB_OFFLINE=1 HF_HOME="$PWD/home" \
        \(python) \(Command.repository)/Tests/Readers/formats.py out
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr.suffix(3000))")
    return try JSONValue(parsing: Array((run.stdout.split(separator: "\n").last ?? "").utf8))
  }

  @Test(
    "datasets and TRL read every format of every profile, beside the schemas",
    .enabled(if: isThere, absence),
    arguments: [
      "--profile modern --counterfactuals 0.2", "--profile paper --license cc-by-4.0",
      "--profile gorilla --replay general.jsonl --replay-share 0.2",
      "--context as-retrieved --abstain-fraction 0.1 --answer-style json",
    ])
  func formats(flags: String) throws {
    let folder = try Self.corpus()
    try folder.write(
      (0..<20).map { #"{"prompt":"Say \#($0).","completion":"\#($0)!"}"# }.joined(separator: "\n"),
      to: "general.jsonl")
    let run = try Command.shell(
      "raftwright build docs --output out --quiet --formats \(Self.formats) \(flags)",
      in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    let read = try Self.read(folder)
    #expect(read["rows"]?.members?.count == 10)
    #expect((read["rows"]?["raft"]?["train"]?.int ?? 0) > 40)
  }

  @Test("datasets reads packed files", .enabled(if: isThere, absence), arguments: ["gzip", "zstd"])
  func packed(compression: String) throws {
    let folder = try Self.corpus()
    let run = try Command.shell(
      """
      raftwright build docs --output out --quiet --formats chat --compression \(compression)
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    let read = try Self.read(folder)
    #expect((read["rows"]?["chat"]?["train"]?.int ?? 0) > 40)
  }

  /// Answers that are hard to compare: case, articles, punctuation, numbers, accents, repetition.
  private static let answers = [
    "the Eiffel Tower", "Eiffel tower.", "An  eiffel-tower", "a", "the", "", "...", "A.B.C.",
    "42", "42.0", "forty two", "1,024 kB", "1024 kB", "U.S.", "US", "Müller’s café", "Mullers cafe",
    "to be or not to be", "be to or be", "a cat and a dog and a cat", "the cat, the dog",
    "naïve “quotes” – and dashes", "naive quotes and dashes", "theatre", "another an anthem",
    "half ½ of it", "x_y", "x y", "tab\tand\nline", "  spaced  ", "ΣΑΣ", "σας", "Straße", "strasse",
    "don't", "dont", "$5.00", "5", "e-mail: a@b.c", "C++", "the_the", "İstanbul", "ﬁne", "№ 5",
  ]

  @Test(
    "exact match and F1 are those of an independent SQuAD scorer",
    .enabled(if: isThere, absence))
  func squad() throws {
    let folder = try Folder()
    var json = JSONWriter()
    var (rows, predictions) = ("", "")
    json.array { json in
      for (number, said) in Self.answers.enumerated() {
        for (other, answer) in Self.answers.enumerated() {
          json.array {
            $0.string(said)
            $0.string(answer)
          }
          let id = "\(number)-\(other)"
          rows += Self.line(id, "answer", answer)
          predictions += Self.line(id, "prediction", said)
        }
      }
    }
    try folder.write(String(decoding: json.bytes, as: UTF8.self), to: "cases.json")
    try folder.write(rows, to: "test.jsonl")
    try folder.write(predictions, to: "predictions.jsonl")
    let python = try #require(ReaderEnvironment.python)
    let wheels = Command.repository + "/build/readers-venv/wheels"
    let theirs = try Command.shell(
      "\(python) \(Command.repository)/Tests/Readers/squad.py \(wheels) cases.json", in: folder.path
    )
    #expect(theirs.code == 0, "\(theirs.stderr)")
    let ours = try Command.raftwright(
      "evaluate", "answers", "predictions.jsonl", "--against", "test.jsonl", "--json",
      in: folder.path)
    #expect(ours.code == 0, "\(ours.stderr)")
    let expected = try JSONValue(parsing: Array(theirs.stdout.utf8)).array ?? []
    let found = try JSONValue(parsing: Array(ours.stdout.utf8))["by_row"]?.array ?? []
    #expect(expected.count == Self.answers.count * Self.answers.count)
    #expect(found.count == expected.count)
    for (one, other) in zip(expected, found) {
      let id = other["id"]?.string ?? "?"
      #expect(one.array?.first?.double == other["exact_match"]?.double, "\(id)")
      let (their, our) = (one.array?.last?.double ?? -1, other["f1"]?.double ?? -2)
      #expect(abs(their - our) < 1e-5, "\(id)")
    }
  }

  private static func line(_ id: String, _ key: String, _ text: String) -> String {
    var json = JSONWriter()
    json.object {
      $0.field("id", id)
      $0.field("question", "?")
      $0.field(key, text)
    }
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
