/// What a second system's mean is above a first one's, over the same topics or rows.
public struct PairedDifference: Sendable {
  public var mean: Double
  /// The 95 % confidence interval of the difference, by bootstrap.
  public var interval: ClosedRange<Double>
  /// How likely chance alone gives so large a difference: a paired randomisation test.
  public var probability: Double
  /// Where this system is better, and where it is worse.
  public var better: Int
  public var worse: Int

  /// - Parameter differences: this system's value less the other's, one for each topic.
  init(_ differences: [Double]) {
    mean = differences.isEmpty ? 0 : differences.reduce(0, +) / Double(differences.count)
    interval = Resampling.interval(differences)
    probability = Resampling.probability(ofDifferences: differences)
    better = differences.count { $0 > 0 }
    worse = differences.count { $0 < 0 }
  }
}
