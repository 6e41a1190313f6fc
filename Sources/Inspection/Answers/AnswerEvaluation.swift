import Artifacts

/// How good the answers of a model are, row by row.
public struct AnswerEvaluation: Sendable {
  public let predictions: String
  public let rows: String
  public internal(set) var answers: [ScoredAnswer] = []
  /// Predictions whose id no row has.
  public internal(set) var strangers = 0
  /// Predictions for rows that say nothing.
  public internal(set) var emptyPredictions = 0
  /// Rows without an id, which nothing can be matched with, and lines that are no rows.
  public internal(set) var drops = DropCounts()

  /// Reads the rows and scores the predictions for them; a row without one counts 0.
  ///
  /// - Parameter path: rows of any format that have an id.
  public init(_ predictions: PredictionFile, against path: String) throws {
    (self.predictions, rows) = (predictions.path, path)
    drops = predictions.drops
    var lines = try JSONLines(path)
    var seen: Set<String> = []
    while let line = try lines.next() {
      let place = "\(path):\(lines.number)"
      do {
        let row = try RowRecord(line: line).readingPrompt()
        if row.isReplayed { continue }
        guard let id = row.id else {
          drops.add("rowWithoutID", example: place)
          continue
        }
        guard seen.insert(id).inserted else {
          drops.add("duplicateRow", example: "\(place): \(id)")
          continue
        }
        let prediction = predictions.predictions[id]
        let answer = ScoredAnswer(row: row, id: id, prediction: prediction)
        if prediction != nil, !answer.isAnswered { emptyPredictions += 1 }
        answers.append(answer)
      } catch let error as JSONSyntaxError {
        drops.add("unreadableLine", example: "\(place): \(error.description)")
      }
    }
    // Without rows that ask for it, nobody can tell how well a model declines.
    if !answers.contains(where: { $0.rowClass == "abstain" }) {
      for index in answers.indices { answers[index].forgetAbstentionPrecision() }
    }
    strangers = predictions.predictions.keys.count { !seen.contains($0) }
  }

  public var unanswered: Int { answers.count { !$0.isAnswered } }

  /// The values of the rows that a measure applies to.
  public func values(_ measure: AnswerMeasure) -> [Double] {
    answers.compactMap { $0.values[measure] }
  }

  /// Nil where the measure applies to no row.
  public func mean(_ measure: AnswerMeasure) -> Double? { Self.mean(values(measure)) }

  /// The 95 % confidence interval of the mean, by bootstrap over rows.
  public func interval(_ measure: AnswerMeasure) -> ClosedRange<Double> {
    Resampling.interval(values(measure))
  }

  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// These answers against another model's, over the rows where the measure applies to both.
  public func difference(
    _ measure: AnswerMeasure, from other: AnswerEvaluation
  ) -> (theirs: Double, rows: Int, difference: PairedDifference)? {
    let theirs = Dictionary(
      other.answers.compactMap { answer in answer.values[measure].map { (answer.id, $0) } },
      uniquingKeysWith: { first, _ in first })
    var pairs: [(ours: Double, theirs: Double)] = []
    for answer in answers {
      if let ours = answer.values[measure], let value = theirs[answer.id] {
        pairs.append((ours, value))
      }
    }
    guard !pairs.isEmpty, let mean = Self.mean(pairs.map(\.theirs)) else { return nil }
    return (mean, pairs.count, PairedDifference(pairs.map { $0.ours - $0.theirs }))
  }

  /// Seconds, sorted; empty where none are recorded.
  public var latencies: [Double] { answers.compactMap(\.latency).sorted() }

  /// The answers in groups by what a row is.
  public var groups: [(title: String, members: [(name: String, answers: [ScoredAnswer])])] {
    let by = { (name: (ScoredAnswer) -> String?) in
      Dictionary(grouping: answers.filter { name($0) != nil }) { name($0) ?? "" }
        .map { (name: $0.key, answers: $0.value) }
        .sorted {
          $0.answers.count != $1.answers.count
            ? $0.answers.count > $1.answers.count
            : $0.name < $1.name
        }
    }
    let positions = by { $0.oraclePosition.map(String.init) }.sorted {
      (Int($0.name) ?? 0) < (Int($1.name) ?? 0)
    }
    return [
      ("by row class", by(\.rowClass)), ("by kind of question", by(\.kind)),
      ("by position of the oracle, from 0", positions),
    ].filter { !$0.1.isEmpty }.map { (title: $0.0, members: $0.1) }
  }
}
