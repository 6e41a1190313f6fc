import Artifacts
import Questions
import Retrieval

extension DatasetRecord {
  /// Writes `README.md`: what Hugging Face reads, then the recipe, the counts and the drops in words.
  func writeCard() throws(FileError) -> DatasetSummary.Output {
    try DatasetSummary.Output(
      writing: Array(card.utf8), to: "README.md", in: summary.folder)
  }

  var card: String {
    ([metadata + opening, recipe, rows, kinds, leakage] + dropSections).joined(separator: "\n\n")
      + "\n"
  }

  private var opening: String {
    """
    # \(options.card.name.isEmpty ? "A RAFT dataset" : options.card.name)

    \(summary.totalRows) rows made by Raftwright \(version) from \(index.counts.documents) documents
    (\(index.counts.passages) passages). Each row holds a question, passages, and a reasoned answer
    that quotes the passage it comes from (Zhang et al. 2024, arXiv 2403.10131).
    `manifest.json` holds the configuration, all counts and the digests of these files.
    """
  }

  private var recipe: String {
    (["## Recipe", ""] + recipeLines.map { "- " + $0 }).joined(separator: "\n")
  }

  private var recipeLines: [String] {
    var lines = [contextLine, shareLine]
    if options.context == .mined {
      lines.append("The order of passages is drawn for each row by itself; seed \(options.seed).")
    }
    lines.append(splitLine)
    if options.maxTokens > 0 {
      lines.append(
        "No row has more than \(options.maxTokens) tokens, instruction and answer together: "
          + "distractors are left out first, the easiest first.")
    }
    if summary.rows(of: .counterfactual) > 0 {
      lines.append(
        "In the oracle of `counterfactual` rows a value is changed (`change`), and the answer "
          + "follows the passage.")
    }
    if summary.rows(of: .replay) > 0 {
      let files = options.replay.files.map { "`\(DatasetOptions.name(of: $0))`" }
      lines.append(
        "`replay` rows are general data from \(files.joined(separator: ", ")); `origin` names the "
          + "file and the line.")
    }
    if !options.decontaminate.isEmpty {
      let files = options.decontaminate.map { "`\(DatasetOptions.name(of: $0))`" }
      lines.append(
        "Nothing that shares 13 words in a row with \(files.joined(separator: ", ")), or nearly a "
          + "whole text of it: \(summary.contaminatedPassages) passages are no distractors, and "
          + "`decontamination.jsonl` lists them and the questions that were dropped.")
    }
    if !options.redactedKinds.isEmpty {
      let counts = RedactedKind.allCases.filter(options.redactedKinds.contains).map {
        "\(summary.redacted[$0] ?? 0) of kind \($0.rawValue)"
      }
      lines.append(
        "Replaced by placeholders, the same for the same everywhere: "
          + counts.joined(separator: ", ") + ".")
    }
    lines.append(
      "Every quote was compared with its passage byte for byte before the row was written.")
    return lines
  }

  private var contextLine: String {
    if options.context == .asRetrieved {
      return
        "Passages: the best \(Self.count(options.distractors, plus: 1)) of the index's own search for the "
        + "question, in its order, as the model will be served; the oracle stands where it was found."
    }
    let sources = options.distractorSources.map { source, share in
      options.distractorSources.count == 1
        ? source.rawValue : "\(source.rawValue) \(Self.percent(share))"
    }
    let guards =
      "A passage is left out that has the text of the oracle or nearly so, or that holds the answer "
      + "or its evidence"
    let relative =
      options.relativeScore > 0 && options.distractorSources.contains { $0.source.isRanking }
      ? ", or that scores more than \(Self.percent(options.relativeScore)) of the oracle" : ""
    return "Distractors (k): \(Self.count(options.distractors, plus: 0)) a row, from "
      + sources.joined(separator: ", ") + ". " + guards + relative + "."
  }

  private var shareLine: String {
    if options.context == .asRetrieved {
      return "Rows whose oracle the search does not find hold other passages only: they have the "
        + "same answer (`memorize`)"
        + (options.abstainFraction > 0 ? ", or decline to answer (`abstain`)." : ".")
    }
    let abstain =
      options.abstainFraction > 0
      ? " \(Self.percent(options.abstainFraction)) of all rows decline to answer (`abstain`)." : ""
    let quotes = options.stripQuotes ? ", without quotes" : ""
    return "Rows with their oracle (P): \(Self.percent(options.oracleFraction)) of each split, by "
      + "exact quota (`oracle`). The others hold distractors only and have the same "
      + "answer\(quotes) (`memorize`).\(abstain)"
  }

  private var splitLine: String {
    switch options.splits.by {
    case .document: "Splits by document: no document has oracles in two splits."
    case .question:
      "Splits by question: rows of different splits may be about the same document, as in the "
        + "paper's in-domain setting."
    case .nearDuplicate:
      "Splits by document: none has oracles in two splits, nor have two whose oracles are nearly "
        + "the same."
    case .link:
      "Splits by clusters of documents that link to one another, as far as splits of these sizes "
        + "allow."
    }
  }

  private var rows: String {
    let classes = summary.rowClasses
    var lines = [
      "## Rows", "",
      "| split | rows | \(classes.map(\.rawValue).joined(separator: " | ")) |",
      "|---|--:|\(String(repeating: "--:|", count: classes.count))",
    ]
    for split in Split.allCases {
      let counts = classes.map { String(summary.rows[split]?[$0] ?? 0) }
      lines.append(
        "| \(split.rawValue) | \(summary.rows(in: split)) | \(counts.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }

  private var kinds: String {
    let counts = summary.questionsByKind.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
    }
    return
      (["## Questions by kind", "", "| kind | questions |", "|---|--:|"]
      + counts.map { "| \($0.key) | \($0.value) |" }).joined(separator: "\n")
  }

  private var leakage: String {
    let lines = summary.leakage.counts.map { _, count, meaning in "| \(count) | \(meaning) |" }
    return
      ([
        "## Leakage", "",
        "Of the \(summary.leakage.rows) rows of validation and test, as they were written:", "",
        "| rows | that |", "|--:|---|",
      ] + lines).joined(separator: "\n")
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
      let count = Self.count(options.distractors, plus: 0)
      sections.append(
        "\(short.count) rows have fewer than \(count) distractors, because the corpus "
          + "has too few passages that neither answer the question nor repeat its oracle.")
    }
    return sections
  }

  /// `4`, or `2 to 6`.
  private static func count(_ count: DistractorCount, plus more: Int) -> String {
    let range = count.range
    return range.count == 1
      ? "\(range.lowerBound + more)" : "\(range.lowerBound + more) to \(range.upperBound + more)"
  }

  /// A share in percent with at most two decimals: 80 %, 33.33 %.
  private static func percent(_ share: Double) -> String {
    var json = JSONWriter()
    json.number(share * 100, places: 2)
    return String(decoding: json.bytes, as: UTF8.self) + " %"
  }
}
