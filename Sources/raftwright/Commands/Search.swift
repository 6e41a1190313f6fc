import ArgumentParser
import Artifacts
import Retrieval

/// `raftwright search`: one query for people, or a file of queries for an evaluation.
struct Search: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find passages in an index.",
    discussion: """
      With words, shows the best passages. With --queries, answers every line "id<TAB>text" and \
      writes a TREC run: documents by their best passage.

      Ranks by words (BM25), unless --dense or --hybrid asks for the vectors of an index that was \
      made with --embedding-table.

      Example:
        raftwright search build/demo/index.sqlite "when is a vacuum needed" --top 5
        raftwright search index.sqlite --queries topics.tsv --run out.trec --top 100
      """)

  @Argument(help: ArgumentHelp("The index to search.", valueName: "index.sqlite"))
  var index: String

  @Argument(help: ArgumentHelp("What to look for.", valueName: "words"))
  var words: [String] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("Show this many.", valueName: "n"))
  var top = 10

  @Flag(help: "Write JSON.")
  var json = false

  @Option(
    help: ArgumentHelp("Answer the queries of this file, id and text a line.", valueName: "file"))
  var queries: String?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Write the TREC run here. (default: stdout)", valueName: "file"))
  var runFile: String?

  @OptionGroup var ranking: RankingFlags

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Search on this many threads. (default: all processors)", valueName: "n"))
  var threads: Int?

  mutating func validate() throws {
    try ThreadCount.validate(threads)
    if top < 1 { throw ValidationError("--top takes a number from 1; \(top) was given.") }
    if words.isEmpty, queries == nil {
      throw ValidationError("Give words to look for, or a file of them with --queries.")
    }
    if !words.isEmpty, queries != nil {
      throw ValidationError("Give either words or --queries, not both.")
    }
    if runFile != nil, queries == nil {
      throw ValidationError("--run belongs to --queries; without it results go to stdout.")
    }
    if json, queries != nil {
      throw ValidationError("--json is for words; --queries writes a TREC run.")
    }
  }

  mutating func run() async throws {
    let inputs = [index] + (queries.map { [$0] } ?? [])
    try InputPath.require(inputs)
    try OutputPath.require(file: runFile, apartFrom: inputs)
    let threads = ThreadCount.resolved(threads)
    let search = try ranking.search(in: Index(path: index), threads: threads)
    var output = StandardOutput()
    if let queries {
      let topics = try TopicFile.read(queries)
      let run = try TRECRun(search: search, top: top, threads: threads)
      if run.sharing > 0 {
        StandardError.print(
          "\(run.sharing) documents share their docno with another one; the run names them by URI")
      }
      if topics.isEmpty { StandardError.print("\(queries): the file holds no query") }
      let lines = try await run.lines(topics)
      if let runFile {
        try WholeFile.write(lines, to: runFile)
      } else {
        try output.write(lines)
      }
    } else {
      let query = words.joined(separator: " ")
      let results = try await SearchResults(
        query: query, search: search, top: top, threads: threads)
      try output.write(json ? results.json() : results.text(style: Terminal.style()))
    }
    try output.flush()
  }
}
