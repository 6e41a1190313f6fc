import Artifacts

extension Report {
  /// The report in aligned columns with small bars.
  public func text(style: TextStyle) -> String {
    var lines = [style.paint(TextStyle.harmless(title), .heading)]
    for section in sections {
      lines.append("")
      if !section.title.isEmpty { lines.append(style.paint(section.title, .heading)) }
      switch section.content {
      case .facts(let facts): lines += Self.facts(facts, style: style)
      case .bars(let bars, let total): lines += Self.bars(bars, total: total, style: style)
      case .table(let columns, let rows):
        lines += Self.table(columns: columns, rows: rows, style: style)
      case .funnel(let funnel): lines += funnel.lines(style: style)
      case .drops(let stages): lines += Self.drops(stages, style: style)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func facts(
    _ facts: [(name: String, value: String)], style: TextStyle
  ) -> [String] {
    let width = facts.map { DisplayWidth.columns($0.name) }.max() ?? 0
    return facts.flatMap { name, value in
      var lines = StyledText(value.oneLine).lines(style: style, indent: width + 4)
      let label = "  " + style.paint(DisplayWidth.padded(name, to: width), .label) + "  "
      lines[0] = label + lines[0].dropFirst(width + 4)
      return lines
    }
  }

  private static func bars(
    _ bars: [(name: String, count: Int)], total: Int, style: TextStyle
  ) -> [String] {
    let names = bars.map { DisplayWidth.truncated(TextStyle.harmless($0.name.oneLine), to: 32) }
    let counts = bars.map { Figures.grouped($0.count) }
    let nameWidth = names.map { DisplayWidth.columns($0) }.max() ?? 0
    let countWidth = counts.map(\.count).max() ?? 0
    let largest = bars.map(\.count).max() ?? 0
    let room = min(40, style.width - nameWidth - countWidth - 15)
    return bars.indices.map { index in
      let share = DisplayWidth.aligned(Figures.percent(bars[index].count, of: total), to: 7)
      let bar = Self.bar(bars[index].count, of: largest, room: room)
      let line =
        "  " + DisplayWidth.padded(names[index], to: nameWidth) + "  "
        + DisplayWidth.aligned(counts[index], to: countWidth) + "  " + share
      return bar.isEmpty ? line : line + "  " + style.paint(bar, .bar)
    }
  }

  /// A bar in proportion to the largest; whatever occurred at all gets one block.
  static func bar(_ count: Int, of largest: Int, room: Int) -> String {
    guard count > 0, largest > 0, room > 0 else { return "" }
    let blocks = Int((Double(count) / Double(largest) * Double(room)).rounded())
    return String(repeating: "▇", count: max(1, blocks))
  }

  private static func table(
    columns: [String], rows: [[String]], style: TextStyle
  ) -> [String] {
    var widths = columns.indices.map { column in
      ([columns] + rows).map { DisplayWidth.columns($0[column]) }.max() ?? 0
    }
    // Names give way to numbers where a line is short.
    let numbers = widths.dropFirst().reduce(0) { $0 + $1 + 2 }
    if let first = widths.first { widths[0] = min(first, max(12, style.width - numbers - 2)) }
    let line = { (cells: [String]) in
      cells.indices.map { column in
        column == 0
          ? DisplayWidth.padded(
            DisplayWidth.shortened(cells[column], to: widths[column]), to: widths[column])
          : DisplayWidth.aligned(cells[column], to: widths[column])
      }.joined(separator: "  ")
    }
    let head = columns.allSatisfy(\.isEmpty) ? [] : ["  " + style.paint(line(columns), .label)]
    return head
      + rows.map { "  " + line($0.map { TextStyle.harmless($0.replacing("\n", with: " ")) }) }
  }

  private static func drops(_ stages: [Manifest.Stage], style: TextStyle) -> [String] {
    let reasons = stages.flatMap { stage in
      stage.drops.sorted.map {
        (name: TextStyle.harmless("\(stage.name): \($0.reason)".oneLine), entry: $0.entry)
      }
    }
    let nameWidth = reasons.map { DisplayWidth.columns($0.name) }.max() ?? 0
    let countWidth = reasons.map { Figures.grouped($0.entry.count).count }.max() ?? 0
    return reasons.map { reason in
      let count = DisplayWidth.aligned(Figures.grouped(reason.entry.count), to: countWidth)
      let example = (reason.entry.examples.first ?? "").replacing("\n", with: " ")
      let room = max(20, style.width - nameWidth - countWidth - 8)
      let shown = DisplayWidth.truncated(TextStyle.harmless(example), to: room)
      let line = "  " + DisplayWidth.padded(reason.name, to: nameWidth) + "  "
      return line + style.paint(count, .warning) + (shown.isEmpty ? "" : "  " + shown)
    }
  }
}
