import ArgumentParser
import Artifacts
import Inspection

/// `raftwright diff`: what parts two datasets.
struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two datasets row by row.",
    discussion: """
      Matches rows by id, and those that are left by their question; says which were added, removed \
      and changed, and in what, with the statistics side by side. Takes dataset folders and JSONL \
      files of every format that inspect reads. The exit code is 0 where all rows are the same, and 2 \
      where they are not.

      Example:
        raftwright diff build/before build/after
        raftwright diff old.jsonl new.jsonl --json
      """)

  @Argument(help: ArgumentHelp("A dataset folder or a JSONL file.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("What it is compared with.", valueName: "new"))
  var new: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Show this many rows of each sort.", valueName: "n"))
  var show = 3

  @Flag(help: "Write JSON, with the ids of all rows that differ.")
  var json = false

  @OptionGroup var reading: ReadingOptions

  mutating func validate() throws {
    if show < 0 { throw ValidationError("--show takes a number from 0; \(show) was given.") }
  }

  mutating func run() async throws {
    let sides = try [old, new].map { path in
      DatasetDifference.Side(path: path, files: try RowsInput.files(path, for: "diff"))
    }
    let difference = try await DatasetDifference(
      sides[0], sides[1], threads: reading.threadCount,
      progress: reading.progress)
    for side in [difference.old, difference.new] {
      let unreadable = side.statistics.unreadable
      for line in Drops.lines(unreadable) { StandardError.print(line) }
      if side.statistics.all.rows == 0, !unreadable.isEmpty {
        throw Failure("\(side.path): no line is a JSON object", code: .workFailed)
      }
    }
    var output = StandardOutput()
    if json {
      try output.write(difference.json())
    } else {
      try output.print(difference.text(shown: show, style: Terminal.style()))
    }
    try output.flush()
    if !difference.isEmpty { throw ExitCode(Failure.Code.dropped.rawValue) }
  }
}
