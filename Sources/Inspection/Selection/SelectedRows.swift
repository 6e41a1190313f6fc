import Artifacts

/// Rows that were asked for: the first, or the most doubtful, with how many there are.
public struct SelectedRows: Sendable {
  public struct Row: Sendable {
    public var row: RowRecord
    /// The line as it stands in its file.
    public var line: [UInt8]
    public var path: String
    public var lineNumber: Int
    /// Its place among all rows, from 1.
    public var number: Int
    /// What rows are in order by; nil where they are as they stand.
    public var concern: Double?
  }

  public fileprivate(set) var rows: [Row] = []
  /// How many rows the selection takes.
  public fileprivate(set) var count = 0
  /// How many rows there are.
  public fileprivate(set) var total = 0
  /// Lines that could not be read.
  public fileprivate(set) var unreadable = DropCounts()
  public let selection: RowSelection
  public let concern: RowConcern?

  fileprivate init(selection: RowSelection, concern: RowConcern?) {
    (self.selection, self.concern) = (selection, concern)
  }

  /// A line for each row: where it is, what it is, what it asks, and where the text was found.
  public func text(style: TextStyle) -> String {
    var lines: [String] = []
    let place = { (row: Row) in
      "\(row.path.split(separator: "/").last ?? ""):\(row.lineNumber)"
    }
    let width = rows.map { DisplayWidth.columns(place($0)) }.max() ?? 0
    for row in rows {
      let facts = [row.row.id, row.row.rowClass, row.row.kind].compactMap(\.self?.oneLine)
      let value = row.concern.flatMap { value in concern?.text(value) }
      let head = ([value].compactMap(\.self) + facts).joined(separator: "  ")
      lines.append(
        DisplayWidth.padded(TextStyle.harmless(place(row)), to: width) + "  "
          + style.paint(
            DisplayWidth.truncated(TextStyle.harmless(head), to: style.width - width - 2),
            .label))
      let asked = row.row.question ?? row.row.prompt ?? row.row.text ?? ""
      let shown = DisplayWidth.truncated(TextStyle.harmless(asked.oneLine), to: style.width - 4)
      lines.append("    " + shown)
      if let snippet = selection.snippet(of: row.row), !snippet.hasPrefix("question: ") {
        let short = DisplayWidth.truncated(TextStyle.harmless(snippet), to: style.width - 4)
        lines.append("    " + style.paint(short, .quote))
      }
    }
    lines.append("")
    lines += StyledText(summary, .heading).lines(style: style, indent: 0)
    return lines.joined(separator: "\n") + "\n"
  }

  private var summary: String {
    let of = "\(Figures.grouped(count)) of \(Figures.counted(total, "row"))"
    let first = rows.count == 1 ? "first is" : "first \(Figures.grouped(rows.count)) are"
    let shown = rows.count < count ? ", the \(first) shown" : ""
    guard let concern else { return of + shown }
    return "\(concern.rawValue) of \(of): \(concern.meaning)" + shown
  }
}

extension DatasetInspection {
  /// The rows that a selection takes: the first `limit`, or the most doubtful.
  public func select(
    _ selection: RowSelection, by concern: RowConcern? = nil, limit: Int, threads: Int = 1,
    progress: any ProgressReporter = SilentProgress()
  ) async throws -> SelectedRows {
    var selected = SelectedRows(selection: selection, concern: concern)
    let paths = files.map(\.path)
    progress.begin(stage: "look through", total: RowPass.megabytes(of: paths), unit: "MB")
    try await RowPass.run(paths, threads: threads, progress: progress) { block, file in
      self.select(selection, by: concern, limit: limit, in: block, file: file)
    } merge: { found in
      selected.add(found, limit: limit)
    }
    progress.finish(detail: "\(selected.count) rows")
    return selected
  }

  private func select(
    _ selection: RowSelection, by concern: RowConcern?, limit: Int, in block: LineBlock, file: Int
  ) -> SelectedRows {
    var selected = SelectedRows(selection: selection, concern: concern)
    block.forEachLine { line, number in
      selected.total += 1
      do {
        var row = try RowRecord(line: line)
        if row.split == nil, !files[file].split.isEmpty { row.split = files[file].split }
        guard selection.takes(row) else { return }
        if concern != nil { row = row.readingPrompt() }
        let value = concern?.value(of: row)
        if concern != nil, value == nil { return }
        selected.count += 1
        // Lines are kept only of rows that may be shown.
        if concern == nil, selected.rows.count >= limit { return }
        selected.rows.append(
          SelectedRows.Row(
            row: row, line: line, path: block.path, lineNumber: number, number: selected.total,
            concern: value))
      } catch {
        selected.unreadable.add(
          "unreadableLine", example: "\(block.path):\(number): \(String(describing: error))")
      }
    }
    selected.keepMostDoubtful(limit)
    return selected
  }
}

extension SelectedRows {
  fileprivate mutating func add(_ later: SelectedRows, limit: Int) {
    rows += later.rows.map { row in
      var row = row
      row.number += total
      return row
    }
    count += later.count
    total += later.total
    unreadable.merge(later.unreadable)
    keepMostDoubtful(limit)
  }

  /// Rows with the same figure stay in the order in which they stand.
  fileprivate mutating func keepMostDoubtful(_ limit: Int) {
    if let concern {
      let ordered = rows.enumerated().sorted { one, other in
        let (first, second) = (one.element.concern ?? 0, other.element.concern ?? 0)
        if first != second { return concern.leastFirst ? first < second : first > second }
        return one.offset < other.offset
      }
      rows = ordered.map(\.element)
    }
    if rows.count > limit { rows.removeLast(rows.count - limit) }
  }
}
