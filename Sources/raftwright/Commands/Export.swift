import ArgumentParser
import Artifacts
import Exports
import Retrieval

/// `raftwright export`: an index for other engines and evaluations.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write an index in the layout of another engine.",
    discussion: """
      Documents, passages and, where the index has them, vectors, as files that others load. The \
      same index gives the same bytes.

      Example:
        raftwright export beir index.sqlite questions.jsonl --output build/beir
        raftwright export opensearch index.sqlite --output build/opensearch
        raftwright export pgvector index.sqlite --output build/pgvector
      """,
    subcommands: [ExportBEIR.self, ExportOpenSearch.self, ExportPGVector.self])
}

/// What all exports ask for.
struct ExportOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The index to export.", valueName: "index.sqlite"))
  var index: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"))
  var output: String

  @Flag(help: "Write what was written to stdout, as JSON.")
  var json = false

  @Flag(help: "Show no progress.")
  var quiet = false

  /// Looks at inputs and outputs, opens the index and hands it over, and says what came out.
  func run(
    besides inputs: [String] = [], targets: [ExportTarget], strict: Bool = false,
    _ write: (Index, any ProgressReporter) throws -> ExportSummary
  ) throws {
    let inputs = [index] + inputs
    try InputPath.require(inputs)
    try OutputPath.require(folder: output)
    for target in targets {
      try OutputPath.require(file: output + "/" + target.name, apartFrom: inputs)
      try target.require(in: output)
    }
    let summary = try write(try Index(path: index), Progress.reporter(quiet: quiet))
    for name in summary.removed {
      StandardError.print("removed \(name) of an earlier run, which this one does not write")
    }
    for note in summary.notes { StandardError.print(note) }
    if json {
      var output = StandardOutput()
      try output.write(summary.json(folder: self.output))
      try output.flush()
    } else if !quiet {
      let counts = summary.counts.map { "\($0.value) \($0.name)" }.joined(separator: ", ")
      let files = summary.files.count == 1 ? "1 file" : "\(summary.files.count) files"
      StandardError.print("\(output): \(counts) in \(files)")
    }
    try Drops.report(summary.drops, strict: strict)
  }
}

/// `raftwright export beir`: a test collection.
struct ExportBEIR: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "beir",
    abstract: "Write passages, questions and judgements in the layout of BEIR.",
    discussion: """
      Writes corpus.jsonl, queries.jsonl and qrels/test.tsv. A passage's _id is its chunk id; every \
      oracle passage of a question is relevant to it. "evaluate retrieval" reads these files too.

      Example:
        raftwright export beir index.sqlite questions.jsonl --output build/beir
        raftwright evaluate retrieval index.sqlite --queries build/beir/queries.jsonl \\
          --qrels build/beir/qrels/test.tsv
      """)

  @OptionGroup var options: ExportOptions

  @Argument(help: ArgumentHelp("The questions, with their oracles.", valueName: "questions.jsonl"))
  var questions: String

  @Flag(help: "End with exit code 2 when a question was dropped.")
  var strict = false

  mutating func run() throws {
    try options.run(besides: [questions], targets: BEIRExport.files, strict: strict) {
      try BEIRExport(index: $0, progress: $1).write(questions: questions, to: options.output)
    }
  }
}

/// `raftwright export opensearch`: settings, mappings and bulk files.
struct ExportOpenSearch: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opensearch",
    abstract: "Write settings, mappings and bulk files for OpenSearch.",
    discussion: """
      Writes index.json (the body that creates the index: BM25 with the index's k1 and b, analysers \
      by language, a knn_vector where there are vectors), bulk-0001.ndjson and so on, and README.md \
      with the curl lines that load them.

      Example:
        raftwright export opensearch index.sqlite --output build/opensearch --name handbook
      """)

  @OptionGroup var options: ExportOptions

  @Option(help: ArgumentHelp("The name of the index in OpenSearch.", valueName: "name"))
  var name = OpenSearchExport.defaultName

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most megabytes in a bulk file.", valueName: "MB"))
  var partSize = OpenSearchExport.defaultPartSize / 1_000_000

  mutating func validate() throws {
    if !(1...100).contains(partSize) {
      throw ValidationError("--part-size takes 1 to 100 megabytes; \(partSize) was given.")
    }
  }

  mutating func run() throws {
    try options.run(targets: OpenSearchExport.files) {
      try OpenSearchExport(index: $0, name: name, partSize: partSize * 1_000_000, progress: $1)
        .write(to: options.output)
    }
  }
}

/// `raftwright export pgvector`: one SQL file.
struct ExportPGVector: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pgvector",
    abstract: "Write an SQL file for PostgreSQL, with pgvector where there are vectors.",
    discussion: """
      Writes index.sql: the tables document and chunk, with a tsvector by each document's language \
      and, where the index has vectors, a column for pgvector. Without vectors no extension is \
      needed. A character U+0000, which PostgreSQL keeps in no text, becomes U+FFFD.

      Example:
        raftwright export pgvector index.sqlite --output build/pgvector
        psql --dbname=docs --file=build/pgvector/index.sql
      """)

  @OptionGroup var options: ExportOptions

  mutating func run() throws {
    try options.run(targets: PostgreSQLExport.files) {
      try PostgreSQLExport(index: $0, progress: $1).write(to: options.output)
    }
  }
}
