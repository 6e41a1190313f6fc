import ArgumentParser
import Artifacts
import Inspection

/// The flags that choose rows, and how what was chosen is shown.
struct SelectionFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp("Show the row with this id; of an index the passage.", valueName: "id"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      "Rows that hold this text, in either case.", valueName: "text"))
  var find: String?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "Rows of this class: oracle, memorize, abstain, counterfactual, replay.", valueName: "name"))
  var rowClass: String?

  @Option(help: ArgumentHelp("Rows of this split.", valueName: "name"))
  var split: String?

  @Option(help: ArgumentHelp("Rows of this kind of question.", valueName: "name"))
  var kind: String?

  @Option(help: ArgumentHelp("Rows in this language.", valueName: "tag"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "The most doubtful rows by \(RowConcern.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "figure"))
  var worst: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("List this many of the rows that are chosen.", valueName: "n"))
  var limit = 10

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1; \(limit) was given.") }
    if find == "" { throw ValidationError("--find takes a text; an empty one was given.") }
    if let worst, RowConcern(rawValue: worst) == nil {
      let names = RowConcern.allCases.map(\.rawValue)
      let near = EditDistance.nearest(to: worst, among: names)
      throw ValidationError(
        "--worst takes one of \(names.joined(separator: ", ")); \(worst) was given."
          + (near.map { " Did you mean \($0)?" } ?? ""))
    }
  }

  var selection: RowSelection {
    var selection = RowSelection()
    (selection.id, selection.text, selection.rowClass) = (id, find, rowClass)
    (selection.split, selection.kind, selection.language) = (split, kind, language)
    return selection
  }

  /// The first flag that was given.
  var firstName: String? {
    let flags = [
      ("--id", id), ("--find", find), ("--class", rowClass), ("--split", split), ("--kind", kind),
      ("--language", language), ("--worst", worst),
    ]
    return flags.first { $0.1 != nil }?.0
  }

  /// Whether nothing but an id is asked for.
  var isEmptyButID: Bool {
    var rest = selection
    rest.id = nil
    return rest.isEmpty && worst == nil
  }

  /// Lists the rows, or shows the one that is asked for whole.
  func show(
    _ inspection: DatasetInspection, path: String, example: Int?, json: Bool, threads: Int,
    quiet: Bool, to output: inout StandardOutput
  ) async throws {
    let concern = worst.flatMap(RowConcern.init(rawValue:))
    let selected = try await inspection.select(
      selection, by: concern, limit: max(limit, example ?? 0), threads: threads,
      progress: Progress.passing(quiet: quiet))
    for line in Drops.lines(selected.unreadable) { StandardError.print(line) }
    guard selected.count > 0 else {
      let there = try await whatThereIs(in: inspection, threads: threads)
      throw Failure(
        "\(path): none of its \(selected.total) rows is so"
          + (there.isEmpty ? "" : "; " + there.joined(separator: "; ")), code: .workFailed)
    }
    // What an id names is looked at whole, unless it names several.
    guard let number = example ?? (id != nil && selected.count == 1 ? 1 : nil) else {
      if json {
        for row in selected.rows { try output.write(row.line + [0x0a]) }
      } else {
        try output.print(selected.text(style: Terminal.style()))
      }
      return
    }
    guard number <= selected.rows.count else {
      throw Failure(
        "\(path): there is no number \(number) among the \(selected.count) rows that are so; "
          + "give --example a number from 1 to \(selected.count)", code: .workFailed)
    }
    let row = selected.rows[number - 1]
    if json {
      try output.write(row.line + [0x0a])
    } else {
      let reading = RowReading(row: row.row.readingPrompt(), number: row.number, line: row.line)
      try output.print(reading.text(style: Terminal.style()))
    }
  }

  /// The values that the rows have of what was asked for.
  private func whatThereIs(
    in inspection: DatasetInspection, threads: Int
  ) async throws -> [String] {
    guard inspection.canBeReadAgain else { return [] }
    let statistics = try await inspection.statistics(threads: threads)
    if let worst, selection.isEmpty { return ["\(worst) says nothing of any of them"] }
    let asked: [(String?, String, [String])] = [
      (rowClass, "classes", statistics.rowClasses.sorted.map(\.name)),
      (split, "splits", statistics.splitNames),
      (kind, "kinds", statistics.kinds.sorted.map(\.name)),
      (language, "languages", statistics.languages.sorted.map(\.name)),
    ]
    return asked.filter { $0.0 != nil }.map { _, name, values in
      values.isEmpty
        ? "they record no \(name)"
        : "their \(name) are \(values.prefix(12).joined(separator: ", "))"
    }
  }
}
