import Foundation

/// The rules that look at all rows together: duplicates, leakage, P, the places of oracles.
///
/// Rows come one by one in their order; `finish` gives what only the end shows.
struct SetLint {
  private struct Place {
    var file: Int
    var line: Int
  }

  let settings: LintSettings
  let files: [String]
  /// What the findings of the whole set are said of.
  let path: String
  private var ids: [UInt64: Place] = [:]
  private var questions: [String: [UInt64: Place]] = [:]
  private var trained: (oracles: [UInt64: Place], documents: [UInt64: Place]) = ([:], [:])
  /// Rows of validation and test: train may come after them.
  private var held: [RowFacts] = []
  private var splits: [String: (rows: Int, withOracle: Int)] = [:]
  /// Rows that do not tell whether they hold their oracle: how many there are, and how many of them
  /// quote nothing that a passage has.
  private var untold: (rows: Int, quotingNothing: Int) = (0, 0)
  private var trainedQuestions: [UInt64: Place] = [:]
  private var places: [Int: [Int]] = [:]
  private(set) var checked: [LintRule: Int] = [:]

  init(settings: LintSettings, files: [String], path: String) {
    (self.settings, self.files, self.path) = (settings, files, path)
  }

  /// What the row shows beside those before it.
  mutating func add(_ row: RowFacts) -> [(rule: LintRule, message: String)] {
    var findings: [(rule: LintRule, message: String)] = []
    let place = Place(file: row.file, line: row.line)
    if let id = row.id {
      checked[.duplicateID, default: 0] += 1
      if let first = ids[id] {
        findings.append((.duplicateID, "its id is that of \(name(first, from: row))"))
      } else {
        ids[id] = place
      }
    }
    let split = row.split ?? ""
    if let question = row.asked {
      checked[.duplicateQuestion, default: 0] += 1
      if let first = questions[split]?[question] {
        findings.append((.duplicateQuestion, "it asks what \(name(first, from: row)) asks"))
      } else {
        questions[split, default: [:]][question] = place
      }
    }
    if row.isInQuotas {
      splits[split, default: (0, 0)].rows += 1
      if row.holdsOracle { splits[split]?.withOracle += 1 }
    }
    if let (position, count) = row.place {
      if places[count] == nil { places[count] = [Int](repeating: 0, count: count) }
      if position < count { places[count]?[position] += 1 }
    }
    if let quotesNothing = row.quotesNothing {
      untold.rows += 1
      if quotesNothing { untold.quotingNothing += 1 }
    }
    if split == "train" {
      if let question = row.question, trainedQuestions[question] == nil {
        trainedQuestions[question] = place
      }
      if let oracle = row.oracle, trained.oracles[oracle] == nil { trained.oracles[oracle] = place }
      for document in row.documents where trained.documents[document] == nil {
        trained.documents[document] = place
      }
    } else if split == "validation" || split == "test" {
      held.append(row)
    }
    return findings
  }

  /// What all rows show together.
  mutating func finish() -> [LintFinding] {
    leaks() + fractions() + inventedQuotes() + bias()
  }

  private func name(_ place: Place, from row: RowFacts) -> String {
    place.file == row.file ? "line \(place.line)" : "\(files[place.file]):\(place.line)"
  }

  private mutating func leaks() -> [LintFinding] {
    guard !trainedQuestions.isEmpty, !held.isEmpty else { return [] }
    var findings: [LintFinding] = []
    for row in held {
      if let question = row.question {
        checked[.leakedQuestion, default: 0] += 1
        findings += leak(
          .leakedQuestion, of: row, trainedQuestions[question], "it asks the question")
      }
      // Rows that are split by question share documents on purpose.
      guard settings.splitBy != "question" else { continue }
      if let oracle = row.oracle {
        checked[.leakedOracle, default: 0] += 1
        findings += leak(.leakedOracle, of: row, trained.oracles[oracle], "its oracle is that")
      }
      guard !row.documents.isEmpty, settings.splitBy != nil else { continue }
      checked[.leakedDocument, default: 0] += 1
      findings += leak(
        .leakedDocument, of: row, row.documents.compactMap { trained.documents[$0] }.first,
        "its oracle is from a document of the oracle")
    }
    return findings
  }

  private func leak(
    _ rule: LintRule, of row: RowFacts, _ place: Place?, _ what: String
  ) -> [LintFinding] {
    guard let place else { return [] }
    return [
      LintFinding(
        rule, path: files[row.file], line: row.line,
        "\(what) of \(files[place.file]):\(place.line)")
    ]
  }

  private mutating func fractions() -> [LintFinding] {
    guard let expected = settings.oracleFraction, !settings.isAsRetrieved else { return [] }
    checked[.oracleFraction] = splits.values.reduce(0) { $0 + $1.rows }
    return splits.sorted { $0.key < $1.key }.compactMap { split, counts in
      let share = Double(counts.withOracle) / Double(max(1, counts.rows))
      // Quotas are exact but for the row that a fraction parts.
      guard abs(Double(counts.withOracle) - expected * Double(counts.rows)) > 1 else { return nil }
      return LintFinding(
        .oracleFraction, path: path,
        "P is \(Figures.share(share)) in \(split.isEmpty ? "all rows" : split), and the manifest says "
          + Figures.share(expected))
    }
  }

  /// Of rows that do not tell whether they hold their oracle, no more may quote what no passage has
  /// than lack it by the manifest; of a file with some of the rows the share may be another.
  private mutating func inventedQuotes() -> [LintFinding] {
    guard let fraction = settings.oracleFraction, !settings.isAsRetrieved, untold.rows > 0 else {
      return []
    }
    // The others were checked one by one.
    checked[.quoteNotInPassages, default: 0] += untold.quotingNothing
    let share = 1 - fraction
    let rows = Double(untold.rows)
    // Three standard deviations of a random part, and one row.
    let most = share * rows + 3 * (share * (1 - share) * rows).squareRoot() + 1
    guard Double(untold.quotingNothing) > most else { return [] }
    return [
      LintFinding(
        .quoteNotInPassages, path: path,
        "\(Figures.grouped(untold.quotingNothing)) of \(Figures.counted(untold.rows, "row")) quote what "
          + "none of their passages has, and by the manifest \(Figures.share(share)) lack their oracle"
      )
    ]
  }

  /// Pearson's test that every place is as likely; rows with as many passages are taken together.
  private mutating func bias() -> [LintFinding] {
    guard !settings.isAsRetrieved else { return [] }
    var (statistic, freedom, rows) = (0.0, 0, 0)
    var most = (position: 0, share: 0.0)
    for (count, seen) in places.sorted(by: { $0.key < $1.key }) {
      let total = seen.reduce(0, +)
      let expected = Double(total) / Double(count)
      guard expected >= 5, total >= 50 else { continue }
      statistic += seen.reduce(0) { $0 + pow(Double($1) - expected, 2) / expected }
      freedom += count - 1
      rows += total
      for (position, number) in seen.enumerated() where Double(number) / expected > most.share {
        most = (position, Double(number) / expected)
      }
    }
    guard freedom > 0 else { return [] }
    checked[.positionBias] = rows
    let probability = ChiSquare.tail(statistic, freedom: freedom)
    guard probability < 0.001 else { return [] }
    return [
      LintFinding(
        .positionBias, path: path,
        "oracles stand at place \(most.position + 1) \(Figures.fixed(most.share, places: 1)) times as "
          + "often as chance puts them there (chi-square \(Figures.fixed(statistic, places: 1)), "
          + "\(freedom) degrees of freedom)")
    ]
  }
}

/// The chi-square distribution.
enum ChiSquare {
  /// The share of it above a value, by Wilson and Hilferty's cube root (1931): good to three places
  /// in the tail.
  static func tail(_ value: Double, freedom: Int) -> Double {
    let variance = 2 / (9 * Double(freedom))
    let deviation = (cbrt(value / Double(freedom)) - (1 - variance)) / variance.squareRoot()
    return erfc(deviation / 2.0.squareRoot()) / 2
  }
}
