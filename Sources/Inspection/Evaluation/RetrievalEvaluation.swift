/// How well a run answers its topics, measure by measure and topic by topic.
///
/// Every topic with a relevant document counts; one that the run does not answer counts 0, as with
/// `trec_eval -c`.
public struct RetrievalEvaluation: Sendable {
  public let run: RankedRun
  public let measures: [RankingMeasure]
  /// The topics that count, in the order of the judgements.
  public let topics: [String]
  /// How many of them the run does not answer.
  public let unanswered: Int
  private let values: [RankingMeasure: [Double]]

  public init(
    run: RankedRun, judgements: Judgements, measures: [RankingMeasure] = RankingMeasure.usual
  ) {
    self.run = run
    self.measures = measures
    topics = judgements.answerable
    unanswered = topics.count { run[$0].isEmpty }
    var values: [RankingMeasure: [Double]] = [:]
    for measure in measures {
      values[measure] = topics.map { measure.value(of: run[$0], grades: judgements[$0]) }
    }
    self.values = values
  }

  /// The measure's value for each of `topics`.
  public func values(of measure: RankingMeasure) -> [Double] { values[measure] ?? [] }

  public func mean(_ measure: RankingMeasure) -> Double { Self.mean(values(of: measure)) }

  /// The 95 % confidence interval of the mean, by bootstrap over topics.
  public func interval(_ measure: RankingMeasure) -> ClosedRange<Double> {
    Resampling.interval(values(of: measure))
  }

  /// This run against another one, which was evaluated with the same judgements.
  public func difference(
    _ measure: RankingMeasure, from other: RetrievalEvaluation
  ) -> PairedDifference {
    PairedDifference(zip(values(of: measure), other.values(of: measure)).map { $0 - $1 })
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
