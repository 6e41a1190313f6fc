import ArgumentParser
import Artifacts
import Inspection
import Questions
import Retrieval

/// `raftwright evaluate retrieval`: ranking quality against judgements.
struct EvaluateRetrieval: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retrieval",
    abstract: "Measure an index's ranking, or a run file's, against judgements.",
    discussion: """
      Answers every query of --queries with the index and compares the rankings with --qrels \
      (TREC's or BEIR's layout): nDCG@10, MRR, MAP, P@k and recall@k as trec_eval defines them, \
      with 95 % confidence intervals. A topic that finds nothing counts 0. Where the judgements name \
      passages, as those of "export beir" do, passages are ranked, else documents by their best \
      passage. Without --qrels the \
      queries are the questions of a questions.jsonl, and each one's oracle passages are what \
      should be found. A TREC run file in the place of the index is evaluated as it stands.

      Example:
        raftwright evaluate retrieval index.sqlite --queries topics.tsv --qrels qrels.txt
        raftwright evaluate retrieval index.sqlite --queries questions.jsonl
        raftwright evaluate retrieval new.trec --qrels qrels.txt --against old.trec
      """)

  @Argument(help: ArgumentHelp("The index to search, or a TREC run.", valueName: "index.sqlite"))
  var path: String

  @Option(
    help: ArgumentHelp(

      "The queries: id and text a line or BEIR's queries.jsonl; without --qrels a questions.jsonl.",
      valueName: "file"))
  var queries: String?

  @Option(help: ArgumentHelp("What is relevant to each query.", valueName: "file"))
  var qrels: String?

  @Option(help: ArgumentHelp("Compare with this TREC run.", valueName: "run"))
  var against: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Rank this many documents for each query.", valueName: "n"))
  var top = 1000

  @OptionGroup var ranking: RankingFlags

  @Flag(help: "Write JSON, with the values of each topic.")
  var json = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Search on this many threads. (default: all processors)", valueName: "n"))
  var threads: Int?

  mutating func validate() throws {
    try ThreadCount.validate(threads)
    if top < 1 { throw ValidationError("--top takes a number from 1; \(top) was given.") }
    if queries == nil, ranking.dense || ranking.hybrid {
      throw ValidationError("--dense and --hybrid belong to an index and --queries.")
    }
    if queries == nil, qrels == nil {
      throw ValidationError(
        "Give --queries with --qrels, --queries with a questions.jsonl, or a run with --qrels.")
    }
  }

  mutating func run() async throws {
    try InputPath.require([path] + [queries, qrels, against].compactMap { $0 })
    let (run, judgements) = try await ranked()
    guard !judgements.answerable.isEmpty else {
      throw Failure(
        "\(qrels ?? queries ?? path): no topic has a relevant document; check that this is the "
          + "file of judgements", code: .workFailed)
    }
    let evaluation = RetrievalEvaluation(run: run, judgements: judgements)
    if evaluation.unanswered == evaluation.topics.count {
      throw Failure(
        "none of the \(evaluation.topics.count) judged topics is answered; check that queries and "
          + "judgements belong together", code: .workFailed)
    }
    let other = try against.map {
      RetrievalEvaluation(run: try RankedRun.read($0), judgements: judgements)
    }
    var output = StandardOutput()
    if json {
      try output.write(evaluation.json(against: other))
    } else {
      let report = evaluation.report(title: path, against: other)
      try output.print(report.text(style: Terminal.style()))
    }
    try output.flush()
  }

  private func ranked() async throws -> (RankedRun, Judgements) {
    guard let queries else {
      return (try RankedRun.read(path), try QrelsFile.read(qrels ?? ""))
    }
    let index = try Index(path: path)
    let threads = ThreadCount.resolved(threads)
    let search = try ranking.search(in: index, threads: threads)
    if let qrels {
      let topics = try TopicFile.read(queries)
      let judgements = try QrelsFile.read(qrels)
      let unjudged = topics.count { judgements[$0.id].isEmpty }
      if unjudged > 0 {
        StandardError.print("\(unjudged) of \(topics.count) queries have no judgements")
      }
      let run =
        try judgements.namePassages(of: index)
        ? try await RankedRun.passages(for: topics, with: search, top: top, threads: threads)
        : try await RankedRun.search(topics, with: search, top: top, threads: threads)
      return (run, judgements)
    }
    let (questions, drops) = try QuestionFile.read(queries, index: index)
    for line in Drops.lines(drops) { StandardError.print(line) }
    return try await RankedRun.search(questions, with: search, top: top, threads: threads)
  }
}
