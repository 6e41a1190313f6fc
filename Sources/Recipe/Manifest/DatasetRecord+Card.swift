import Artifacts
import Questions
import Retrieval

extension DatasetRecord {
  /// Writes `README.md`: the recipe, the counts and the drops in words.
  func writeCard() throws(FileError) -> DatasetSummary.Output {
    let bytes = Array(card.utf8)
    let isNew = try WholeFile.write(bytes, to: summary.folder + "/README.md")
    return DatasetSummary.Output(
      file: "README.md", rows: nil, bytes: bytes.count, digest: Digest(of: bytes).hex,
      isNew: isNew)
  }

  var card: String {
    ([opening, recipe, rows, kinds] + dropSections).joined(separator: "\n\n") + "\n"
  }

  private var opening: String {
    """
    # A RAFT dataset

    \(summary.totalRows) rows made by Raftwright \(version) from \(index.counts.documents) documents
    (\(index.counts.passages) passages). Each row holds a question, passages, and a reasoned answer
    that quotes the passage it comes from (Zhang et al. 2024, arXiv 2403.10131).
    `manifest.json` holds the configuration, all counts and the digests of these files.
    """
  }

  private var recipe: String {
    let share = Self.percent(options.oracleFraction)
    return """
      ## Recipe

      - Distractors (k): \(options.distractors) a row, found by a BM25 search for the question, the \
      best first, then drawn at random. A passage is left out that has the text of the oracle or \
      nearly so, or that holds the answer or its evidence.
      - Rows with their oracle (P): \(share) of each split, by exact quota (`oracle`). The others \
      hold distractors only and have the same answer (`memorize`).
      - The order of passages is drawn for each row by itself; seed \(options.seed).
      - Splits by document: no document has oracles in two splits.
      - Every quote was compared with its passage byte for byte before the row was written.
      """
  }

  private var rows: String {
    var lines = ["## Rows", "", "| split | rows | oracle | memorize |", "|---|--:|--:|--:|"]
    for split in Split.allCases {
      let classes = RowClass.allCases.map { String(summary.rows[split]?[$0] ?? 0) }
      lines.append(
        "| \(split.rawValue) | \(summary.rows(in: split)) | \(classes.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }

  private var kinds: String {
    let counts = summary.questionsByKind.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
    }
    return (["## Questions by kind", "", "| kind | questions |", "|---|--:|"]
      + counts.map { "| \($0.key) | \($0.value) |" }).joined(separator: "\n")
  }

  private var dropSections: [String] {
    let stages = [
      ("index", index.drops), ("questions", questions?.drops ?? DropCounts()),
      ("dataset", summary.drops),
    ]
    let lines = stages.flatMap { stage, drops in
      drops.sorted.map { "| \(stage) | \($0.reason) | \($0.entry.count) |" }
    }
    var sections = [
      lines.isEmpty
        ? "## Drops\n\nNothing was dropped."
        : (["## Drops", "", "| stage | reason | count |", "|---|---|--:|"] + lines)
          .joined(separator: "\n")
    ]
    if let short = summary.shortages.reasons["tooFewPassages"] {
      sections.append(
        "\(short.count) rows have fewer than \(options.distractors) distractors, because the corpus "
          + "has too few passages that neither answer the question nor repeat its oracle.")
    }
    return sections
  }

  /// A share in percent with at most two decimals: 80 %, 33.33 %.
  private static func percent(_ share: Double) -> String {
    var json = JSONWriter()
    json.number(share * 100, places: 2)
    return String(decoding: json.bytes, as: UTF8.self) + " %"
  }
}
