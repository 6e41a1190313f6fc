import ArgumentParser
import Artifacts
import Inspection

/// `raftwright inspect`: what was made, for people and for machines.
struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what a dataset, a JSONL file or an index holds.",
    discussion: """
      Counts rows, P, k, row classes, positions, lengths, and what was dropped on the way from files \
      to rows; of an index its documents, passages and languages. Rows may be of any format that \
      "dataset" writes, or of others (Berkeley RAFT, chat, ShareGPT, Alpaca, TRL), as lines or as one \
      JSON array, packed with gzip, zstd, xz or bzip2 too.

      --find, --class, --split, --kind, --language and --worst choose rows and list them; --example \
      then shows one of the chosen as a person reads it. --document shows how a document of an index \
      was cut.

      Example:
        raftwright inspect build/demo
        raftwright inspect build/demo/train.jsonl --example 3
        raftwright inspect build/demo --class memorize --find barometer
        raftwright inspect build/demo --worst quote-overlap
        raftwright inspect build/demo/index.sqlite --document weather/barometers.html
        raftwright inspect build/demo --report report.html
      """)

  @Argument(
    help: ArgumentHelp("A dataset folder, a JSONL file or an index.", valueName: "path"))
  var path: String

  @Flag(help: "Write JSON; for rows that are chosen, the lines as they stand in their files.")
  var json = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Show row or passage n, counted from 1.", valueName: "n"))
  var example: Int?

  @OptionGroup var chosen: SelectionFlags

  @Option(help: ArgumentHelp("Show how a document of an index was cut.", valueName: "uri"))
  var document: String?

  @Flag(help: "Look at rows in places only: a first screen of a file of any size.")
  var sample = false

  @Option(help: ArgumentHelp("Write a page to look at in a browser.", valueName: "file"))
  var report: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The page has at most this many rows, evenly chosen.", valueName: "n"))
  var reportRows = 10_000

  @OptionGroup var reading: ReadingOptions

  mutating func validate() throws {
    if let example, example < 1 {
      throw ValidationError("--example takes a number from 1; \(example) was given.")
    }
    if reportRows < 1 {
      throw ValidationError("--report-rows takes a number from 1; \(reportRows) was given.")
    }
    try refuseContradictions()
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
    if document != nil {
      throw Failure(
        "\(path): --document belongs to an index; name an index.sqlite", code: .usage)
    }
    if let report { return try await write(inspection, to: report) }
    let selection = chosen.selection
    if !selection.isEmpty || chosen.worst != nil {
      return try await chosen.show(
        inspection, path: path, example: example, json: json,
        threads: reading.threadCount, quiet: reading.quiet, to: &output)
    }
    if let example {
      let (found, count) = try inspection.example(example)
      guard let found else { throw missing(example, of: count, what: "rows") }
      if json {
        try output.write(found.line + [0x0a])
      } else {
        let reading = RowReading(
          row: found.row.readingPrompt(), number: example, line: found.line)
        try output.print(reading.text(style: Terminal.style()))
      }
      return
    }
    let (statistics, share) =
      try sample
      ? inspection.sample()
      : (
        await inspection.statistics(
          threads: reading.threadCount, progress: reading.progress), nil
      )
    if statistics.all.rows == 0, let entry = statistics.unreadable.sorted.first?.entry {
      let hint = inspection.files.count == 1 ? InspectedInput.hint(inspection.files[0].path) : nil
      throw Failure(
        "no line is a JSON object (\(entry.examples.first ?? path)); "
          + (hint ?? "name a dataset folder, a JSONL file or an index"), code: .workFailed)
    }
    guard statistics.all.rows > 0 else {
      throw Failure(
        "\(path): it has no rows; name a dataset folder or a JSONL file", code: .workFailed)
    }
    let (manifest, funnel) = told(of: inspection)
    if json {
      try output.write(
        statistics.json(path: path, manifest: manifest, funnel: funnel, sampled: share))
    } else {
      let report = statistics.report(
        title: path, manifest: manifest, funnel: funnel, sampled: share)
      try output.print(report.text(style: Terminal.style()))
    }
  }

  /// What the manifest tells; a damaged one takes nothing from the rows.
  private func told(of inspection: DatasetInspection) -> (Manifest, Funnel?) {
    do {
      let told = (try inspection.manifest(), try inspection.funnel())
      if !sample { try warnOfStrangers(inspection) }
      return told
    } catch {
      StandardError.print("\(error); what follows is of the rows alone")
      return (Manifest(), nil)
    }
  }

  private func warnOfStrangers(_ inspection: DatasetInspection) throws {
    let missing = try inspection.missing()
    if !missing.isEmpty {
      StandardError.print(
        "\(path): \(missing.joined(separator: ", ")) "
          + (missing.count == 1 ? "is not there, and" : "are not there, and")
          + " manifest.json tells of it: what follows is of the other files")
    }
    let strangers = try inspection.strangers()
    if !strangers.isEmpty {
      StandardError.print(
        "\(path): \(strangers.joined(separator: ", ")) "
          + (strangers.count == 1 ? "is not the file" : "are not the files")
          + " that manifest.json tells of; a run was cut short or a file was changed: run it again")
    }
  }

  private func show(_ inspection: IndexInspection, to output: inout StandardOutput) throws {
    guard report == nil, chosen.isEmptyButID, !sample else {
      throw Failure(
        "\(path): this is an index; --report, --sample, --find and the like take rows: a dataset "
          + "folder or a JSONL file", code: .usage)
    }
    if let document { return try show(document, of: inspection, to: &output) }
    if example != nil, chosen.id != nil {
      throw Failure(
        "\(path): --example and --id each name a passage of an index: give one of them",
        code: .usage)
    }
    if example != nil || chosen.id != nil {
      let reading = try passage(of: inspection)
      if json {
        try output.write(reading.json())
      } else {
        try output.print(reading.text(style: Terminal.style()))
      }
      return
    }
    let statistics = try inspection.statistics(progress: reading.progress)
    if json {
      try output.write(statistics.json(path: path))
    } else {
      try output.print(statistics.report(title: path).text(style: Terminal.style()))
    }
  }

  private func passage(of inspection: IndexInspection) throws -> PassageReading {
    if let id = chosen.id {
      guard let number = Int(id), let reading = try inspection.passage(id: number) else {
        throw Failure("\(path): no passage has the id \(id)", code: .workFailed)
      }
      return reading
    }
    let number = example ?? 1
    guard let reading = try inspection.example(number) else {
      throw missing(number, of: inspection.passageCount, what: "passages")
    }
    return reading
  }

  private func show(
    _ document: String, of inspection: IndexInspection, to output: inout StandardOutput
  ) throws {
    switch try inspection.document(document) {
    case .found(let reading):
      if json {
        try output.write(reading.json())
      } else {
        try output.print(reading.text(style: Terminal.style()))
      }
    case .several(let uris):
      throw Failure(
        "\(path): \(uris.count) documents end in \(document): "
          + uris.prefix(5).joined(separator: ", ") + "; name one of them", code: .workFailed)
    case .none(let nearest):
      throw Failure(
        "\(path): no document has the URI \(document)"
          + (nearest.map { "; did you mean \($0)?" }
            ?? "; search finds documents by their words: \"raftwright search \(path) WORDS\""),
        code: .workFailed)
    }
  }

  private func missing(_ number: Int, of count: Int, what: String) -> Failure {
    Failure(
      "\(path): there is no number \(number) among its \(count) \(what); "
        + "give --example a number from 1 to \(count)", code: .workFailed)
  }
}

extension Inspect {
  /// Flags that would be passed over in silence beside another.
  private func refuseContradictions() throws {
    let one = example != nil ? "--example" : chosen.firstName
    if report != nil {
      if sample {
        throw ValidationError("--sample looks at a part of the rows, and --report at all of them.")
      }
      if json {
        throw ValidationError("--report writes a page, and --json JSON: give one of them.")
      }
      if let one {
        throw ValidationError(
          "--report has all rows, and the page finds and sorts them: leave \(one) out.")
      }
    }
    if sample, let one {
      throw ValidationError(
        "--sample counts rows in places, and \(one) looks through all: give one of them.")
    }
    if report == nil, reportRows != 10_000 {
      throw ValidationError("--report-rows is for --report, which was not given.")
    }
    if document != nil,
      let one = one ?? (sample ? "--sample" : nil) ?? report.map({ _ in "--report" })
    {
      throw ValidationError("--document shows a whole document: leave \(one) out.")
    }
  }

  private func write(_ inspection: DatasetInspection, to report: String) async throws {
    try OutputPath.require(file: report, apartFrom: inspection.files.map(\.path))
    guard inspection.canBeReadAgain else {
      throw Failure(
        "\(path): this is a pipe, which can be read once, and a page takes two looks; write the rows "
          + "to a file first", code: .workFailed)
    }
    let page = try await ReportPage(inspection, rows: reportRows).html(
      threads: reading.threadCount, progress: reading.progress)
    guard page.rows > 0 else {
      throw Failure(
        "\(path): it has no rows; name a dataset folder or a JSONL file", code: .workFailed)
    }
    try WholeFile.write(page.bytes, to: report)
    if !reading.quiet {
      let size = (page.bytes.count + 50_000) / 100_000
      StandardError.print(
        "\(report): \(page.shown) of \(page.rows) rows, \(size / 10).\(size % 10) MB; "
          + "open it in a browser")
    }
  }
}
