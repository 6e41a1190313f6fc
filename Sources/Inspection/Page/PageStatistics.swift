import Artifacts

/// What the page counts beyond the summary: scores of distractors and the documents of oracles.
struct PageStatistics: Sendable {
  var rows = RowStatistics()
  /// Scores of distractors by that of the row's oracle, in percent.
  var relativeScores = Tally()
  /// How many rows have an oracle of each document.
  var documents = NameTally()

  mutating func add(_ row: RowRecord, split: String?) {
    rows.add(row, split: split)
    let best = row.passages.filter(\.isOracle).compactMap(\.score).max() ?? 0
    for passage in row.passages {
      if passage.isOracle {
        if let document = passage.document { documents.add(document) }
      } else if let score = passage.score, best > 0 {
        // Others' scores may be anything.
        relativeScores.add(Int(max(-1000, min(1000, (100 * score / best).rounded()))))
      }
    }
  }

  mutating func merge(_ other: PageStatistics) {
    rows.merge(other.rows)
    relativeScores.merge(other.relativeScores)
    documents.merge(other.documents)
  }
}
