import Retrieval

/// The passages of a row before their order, class and split are known.
struct MinedQuestion: Sendable {
  /// A passage and where a ranking for the question had it.
  struct Pick: Sendable, Equatable {
    var number: Int
    var rank: Int?
    var score: Double?
    /// Where it comes from; nil for an oracle.
    var source: DistractorSource?
  }

  var oracles: [Pick]
  /// As many as the row gets, and one more where rows without their oracle are filled up; the
  /// hardest first as far as sources rank.
  var distractors: [Pick] = []
  /// k of this row.
  var wanted = 0
  /// How many candidates each guard kept out.
  var rejected: [DistractorGuard.Verdict: Int] = [:]
  /// Whether a passage that is no oracle holds the answer: as retrieved, passages stay as they are.
  var isAnsweredElsewhere = false
  /// Whether a ranking ended before it had given what was wanted of it.
  var isExhausted = false
  /// How many oracles are among the passages that the search would serve.
  var retrievedOracles: Int { oracles.count { $0.rank.map { $0 <= wanted + 1 } ?? false } }
  /// Passages that hold something of a benchmark, and where of it.
  var contaminated: [ContaminatedPassage] = []
}

/// A passage that was kept out of rows.
struct ContaminatedPassage: Sendable {
  var id: Int
  var match: Decontamination.Match
}
