import Artifacts

/// How sure a mean over topics is, told from the topics at hand.
enum Resampling {
  /// Samples of so many values: 10,000, and fewer where there are so many values that the interval
  /// would take seconds; 1,000 at the least, which moves its ends by less than a tenth.
  static func rounds(for count: Int) -> Int { min(10_000, max(1_000, 20_000_000 / max(1, count))) }

  /// The 95 % confidence interval of the mean: percentiles of the means of samples drawn with
  /// replacement (Efron and Tibshirani 1993, chapter 13).
  static func interval(_ values: [Double], seed: UInt64 = 42) -> ClosedRange<Double> {
    guard !values.isEmpty else { return 0...0 }
    var random = SeededHash(seed: seed).sequence("bootstrap", String(values.count))
    let rounds = rounds(for: values.count)
    var means: [Double] = []
    means.reserveCapacity(rounds)
    for _ in 0..<rounds {
      var sum = 0.0
      for _ in values.indices { sum += values[random.below(values.count)] }
      means.append(sum / Double(values.count))
    }
    means.sort()
    return means[rounds / 40]...means[rounds - 1 - rounds / 40]
  }

  /// How often chance alone would part two systems by as much: the two-sided randomisation test on
  /// the topics' differences (Smucker, Allan and Carterette 2007), with one added to both counts.
  static func probability(ofDifferences differences: [Double], seed: UInt64 = 42) -> Double {
    let moving = differences.filter { $0 != 0 }
    guard !moving.isEmpty else { return 1 }
    let seen = abs(moving.reduce(0, +)) - 1e-12
    var random = SeededHash(seed: seed).sequence("randomisation", String(differences.count))
    let rounds = rounds(for: moving.count)
    var extreme = 0
    for _ in 0..<rounds {
      var sum = 0.0
      var signs: UInt64 = 0
      for (index, value) in moving.enumerated() {
        if index & 63 == 0 { signs = random.next() }
        sum += signs & 1 == 0 ? value : -value
        signs >>= 1
      }
      if abs(sum) >= seen { extreme += 1 }
    }
    return Double(extreme + 1) / Double(rounds + 1)
  }
}
