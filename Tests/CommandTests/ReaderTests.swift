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
}
