import Retrieval

/// The checks that need the other pairs or the whole index.
struct PairComparison: Sendable {
  let index: Index
  let options: QuestionOptions
  let reader: TermReader

  /// The pairs that pass, in their order; the others go into the ledger.
  func kept(
    of pairs: [CandidatePair], threads: Int, _ found: inout FoundQuestions
  ) throws -> [CandidatePair] {
    try returning(distinct(pairs, &found), threads: threads, &found)
  }

  private func distinct(
    _ pairs: [CandidatePair], _ found: inout FoundQuestions
  ) -> [CandidatePair] {
    var duplicates = NearDuplicates(limit: options.checks.nearDuplicate)
    var kept: [CandidatePair] = []
    for pair in pairs {
      let terms = reader.terms(of: pair.question, pair.material.language)
      let text = NormalizedText(pair.question).string
      if let earlier = duplicates.earlier(like: terms, text: text) {
        let verdict = Verdict("nearDuplicate", "asks what “\(kept[earlier].question)” asks")
        found.ledger.append(DroppedPair(verdict, pair))
      } else {
        kept.append(pair)
      }
    }
    return kept
  }

  private func returning(
    _ pairs: [CandidatePair], threads: Int, _ found: inout FoundQuestions
  ) throws -> [CandidatePair] {
    guard options.roundTrip > 0 else { return pairs }
    let ranks = try RoundTrip(index: index, depth: options.roundTrip).ranks(
      of: pairs.map { ($0.question, $0.passageIDs) }, threads: threads)
    var kept: [CandidatePair] = []
    for (var pair, rank) in zip(pairs, ranks) {
      found.checked += 1
      if let rank, rank <= 10 { found.amongTen += 1 }
      guard let rank, rank <= options.roundTrip else {
        let verdict = Verdict(
          "roundTripFailed", "the question does not find its passage among \(options.roundTrip)")
        found.ledger.append(DroppedPair(verdict, pair))
        continue
      }
      pair.scores["retrieval_rank"] = Double(rank)
      kept.append(pair)
    }
    return kept
  }
}
