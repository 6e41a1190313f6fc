import ArgumentParser
import Artifacts
import Inspection

/// `raftwright inspect`: what was made, for people and for machines.
struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a dataset, a JSONL file or an index holds.",
    discussion: """
      Counts rows, P, k, row classes, positions, lengths and drops; of an index its documents, \
      passages and languages. With --example one row or passage is shown as a person reads it.

      Example:
        raftwright inspect build/demo
        raftwright inspect build/demo/train.jsonl --example 3
      """)

  @Argument(
    help: ArgumentHelp("A dataset folder, a JSONL file or an index.", valueName: "path"))
  var path: String

  @Flag(help: "Write JSON; with --example the row as it stands in its file.")
  var json = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Show row or passage n, counted from 1.", valueName: "n"))
  var example: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Read on this many threads. (default: all processors)", valueName: "n"))
  var threads: Int?

  @Flag(help: "Show no progress.")
  var quiet = false

  mutating func validate() throws {
    try ThreadCount.validate(threads)
    if let example, example < 1 {
      throw ValidationError("--example takes a number from 1; \(example) was given.")
    }
  }

  mutating func run() async throws {
    var output = StandardOutput()
    switch try InspectedInput.find(path) {
    case .dataset(let folder, let files):
      try await show(DatasetInspection(folder: folder, files: files), to: &output)
    case .lines(let path):
      try await show(DatasetInspection(file: path), to: &output)
    case .index(let path):
      try show(IndexInspection(path: path), to: &output)
    }
    try output.flush()
  }

  private func show(
    _ inspection: DatasetInspection, to output: inout StandardOutput
  ) async throws {
    if let example {
      let (found, count) = try inspection.example(example)
      guard let found else { throw missing(example, of: count, what: "rows") }
      if json {
        try output.write(found.line + [0x0a])
      } else {
        let reading = RowReading(row: found.row, number: example)
        try output.print(reading.text(style: Terminal.style()))
      }
      return
    }
    let statistics = try await inspection.statistics(
      threads: ThreadCount.resolved(threads), progress: Progress.passing(quiet: quiet))
    if statistics.all.rows == 0, let entry = statistics.unreadable.sorted.first?.entry {
      throw Failure(
        "no line is a JSON object (\(entry.examples.first ?? path)); name a dataset folder, a JSONL "
          + "file or an index", code: .workFailed)
    }
    let manifest = try inspection.manifest()
    let strangers = try inspection.strangers()
    if !strangers.isEmpty {
      StandardError.print(
        "\(path): \(strangers.joined(separator: ", ")) "
          + (strangers.count == 1 ? "is not the file" : "are not the files")
          + " that manifest.json tells of; a run was cut short or a file was changed: run it again")
    }
    if json {
      try output.write(statistics.json(path: path, manifest: manifest))
    } else {
      let report = statistics.report(title: path, manifest: manifest)
      try output.print(report.text(style: Terminal.style()))
    }
  }

  private func show(_ inspection: IndexInspection, to output: inout StandardOutput) throws {
    if let example {
      guard let reading = try inspection.example(example) else {
        throw missing(example, of: inspection.passageCount, what: "passages")
      }
      if json {
        try output.write(reading.json())
      } else {
        try output.print(reading.text(style: Terminal.style()))
      }
      return
    }
    let statistics = try inspection.statistics(progress: Progress.passing(quiet: quiet))
    if json {
      try output.write(statistics.json(path: path))
    } else {
      try output.print(statistics.report(title: path).text(style: Terminal.style()))
    }
  }

  private func missing(_ number: Int, of count: Int, what: String) -> Failure {
    Failure(
      "\(path): there is no number \(number) among its \(count) \(what); "
        + "give --example a number from 1 to \(count)", code: .workFailed)
  }
}
