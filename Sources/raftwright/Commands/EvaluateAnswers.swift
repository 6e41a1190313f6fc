import ArgumentParser
import Artifacts
import Inspection

/// `raftwright evaluate answers`: what a model said, against rows that know the answer.
struct EvaluateAnswers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answers",
    abstract: "Measure a model's answers against the rows that they are answers to.",
    discussion: """
      A line of the predictions has the id of a row and what the model said: text under prediction, \
      response, output or generation, messages, or a server's reply (also lines of batches). \
      Understood are plain answers and those in the shapes of RAFT: what is compared is what an \
      answer comes down to, as SQuAD compares it, by characters where a script has no spaces.

      Quotes are looked up in the passages that the row gives. An answer cites what it quotes or \
      numbers; it is grounded in a distractor where that is all it cites, or where it is wrong and \
      stands in one; it is a hallucination where it does not decline, quotes no passage, and neither a \
      passage, the oracle to be remembered nor the right answer has most of its words. A row without \
      a prediction counts 0 in exact match and F1, and nowhere else. Retrieval is scored apart, by \
      "evaluate retrieval".

      Example:
        raftwright evaluate answers predictions.jsonl --against build/demo/test.jsonl
        raftwright evaluate answers new.jsonl --against test.jsonl --compare old.jsonl
      """)

  @Argument(help: ArgumentHelp("What the model said.", valueName: "predictions.jsonl"))
  var predictions: String

  @Option(
    help: ArgumentHelp(
      "The rows: raft or eval, or a dataset folder, whose test split is taken.",
      valueName: "test.jsonl"))
  var against: String

  @Option(help: ArgumentHelp("Compare with another model's predictions.", valueName: "file"))
  var compare: String?

  @Flag(help: "Write JSON, with the values of each row.")
  var json = false

  mutating func run() throws {
    try InputPath.require([predictions, against] + [compare].compactMap { $0 })
    let rows = try rowsFile()
    let evaluation = try scored(predictions, rows)
    let other = try compare.map { try scored($0, rows) }
    var output = StandardOutput()
    if json {
      try output.write(evaluation.json(against: other))
    } else {
      try output.print(evaluation.report(against: other).text(style: Terminal.style()))
    }
    try output.flush()
  }

  private func rowsFile() throws -> String {
    switch try InspectedInput.find(against) {
    case .lines(let path): return path
    case .dataset(let folder, let files):
      guard let test = files.first(where: { $0.split == "test" }) else {
        throw Failure(
          "\(folder): the dataset has no test split; name the file of its rows", code: .workFailed)
      }
      return test.path
    case .index:
      throw Failure(
        "\(against): this is an index; --against takes rows, such as test.jsonl", code: .workFailed)
    }
  }

  private func scored(_ path: String, _ rows: String) throws -> AnswerEvaluation {
    let evaluation = try AnswerEvaluation(PredictionFile(path), against: rows)
    for line in Drops.lines(evaluation.drops) { StandardError.print(line) }
    guard !evaluation.answers.isEmpty else {
      throw Failure(
        "\(rows): no row has an id, by which predictions are matched; give the raft or eval rows",
        code: .workFailed)
    }
    guard evaluation.unanswered < evaluation.answers.count else {
      if evaluation.emptyPredictions > 0 {
        throw Failure("\(path): none of its predictions says anything", code: .workFailed)
      }
      throw Failure(
        "\(path): none of its ids is that of a row of \(rows); check that they belong together",
        code: .workFailed)
    }
    return evaluation
  }
}
