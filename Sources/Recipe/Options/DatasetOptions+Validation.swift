import Artifacts

extension DatasetOptions {
  /// Throws a `DatasetError` where no dataset can be made with these options.
  public func validate() throws(DatasetError) {
    guard distractors.range.lowerBound >= 0, distractors.most <= Self.mostDistractors else {
      throw DatasetError(.badDistractors(distractors.rawValue))
    }
    for (key, value) in [
      ("oracle_fraction", oracleFraction), ("abstain_fraction", abstainFraction),
      ("near_duplicate", nearDuplicate), ("counterfactuals", counterfactuals),
    ] where !(0...1).contains(value) {
      throw DatasetError(.badShare(key: key, value))
    }
    guard oracleFraction + abstainFraction <= 1 + 1e-9 else {
      throw DatasetError(.tooManyShares(oracle: oracleFraction, abstain: abstainFraction))
    }
    guard relativeScore >= 0, relativeScore.isFinite else {
      throw DatasetError(.badNumber(key: "relative_score", "\(relativeScore)"))
    }
    guard maxTokens >= 0 else { throw DatasetError(.badNumber(key: "max_tokens", "\(maxTokens)")) }
    guard replay.share >= 0, replay.share < 1 else {
      throw DatasetError(.badReplayShare(replay.share))
    }
    let shares = [splits.train, splits.validation, splits.test]
    guard shares.allSatisfy({ (0...1).contains($0) }), abs(shares.reduce(0, +) - 1) < 1e-6 else {
      throw DatasetError(
        .badSplits(train: splits.train, validation: splits.validation, test: splits.test))
    }
    for name in sources.keys.sorted() {
      try Self.require(name, of: DistractorSource.allCases.map(\.rawValue), "source of distractors")
      guard sources[name]! >= 0, sources[name]!.isFinite else {
        throw DatasetError(.badNumber(key: "sources.\(name)", "\(sources[name]!)"))
      }
    }
    guard !distractorSources.isEmpty || distractors.most == 0 else {
      throw DatasetError(.noSources)
    }
    for name in redact {
      try Self.require(name, of: RedactedKind.allCases.map(\.rawValue), "kind of redaction")
    }
    for format in formats {
      try Self.require(format, of: RowFormats.names, "format")
    }
  }

  /// A name that must be one of those that are known.
  private static func require(
    _ name: String, of known: [String], _ what: String
  ) throws(DatasetError) {
    guard !known.contains(name) else { return }
    let nearest = EditDistance.nearest(to: name, among: known)
    throw DatasetError(.unknownName(what: what, name, nearest: nearest, known: known))
  }
}
