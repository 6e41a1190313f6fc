import ArgumentParser

/// `raftwright evaluate`: how good what was made is, in figures.
///
/// What is found and what is made of it are scored apart: a model that answers well from the right
/// passages and a search that does not find them are two findings.
struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure how good an index or a model's answers are.",
    discussion: """
      Example:
        raftwright evaluate retrieval index.sqlite --queries topics.tsv --qrels qrels.txt
        raftwright evaluate answers predictions.jsonl --against test.jsonl
      """,
    subcommands: [EvaluateRetrieval.self, EvaluateAnswers.self])
}
