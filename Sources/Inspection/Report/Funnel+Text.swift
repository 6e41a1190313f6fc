import Artifacts

extension Funnel {
  /// Lines of counts, and before each what was dropped on the way to it.
  func lines(style: TextStyle) -> [String] {
    let reasons = steps.flatMap { step in step.drops.sorted.map(\.reason) }
    let names = steps.map(\.name) + reasons.map { "− \($0)" }
    let nameWidth = names.map { DisplayWidth.columns($0) }.max() ?? 0
    let counts = steps.flatMap { [$0.count] + $0.drops.sorted.map(\.entry.count) }
    let countWidth = counts.map { Figures.grouped($0).count }.max() ?? 0
    var lines: [String] = []
    var before: Int?
    for step in steps {
      for (reason, entry) in step.drops.sorted {
        let example = (entry.examples.first ?? "").oneLine
        let room = max(20, style.width - nameWidth - countWidth - 8)
        let shown = DisplayWidth.truncated(TextStyle.harmless(example), to: room)
        let count = DisplayWidth.aligned(Figures.grouped(entry.count), to: countWidth)
        lines.append(
          "  "
            + style.paint(
              DisplayWidth.padded("− " + TextStyle.harmless(reason.oneLine), to: nameWidth), .label)
            + "  " + style.paint(count, .warning) + (shown.isEmpty ? "" : "  " + shown))
      }
      let share =
        step.isShare ? before.map { "  " + Figures.percent(step.count, of: $0) } ?? "" : ""
      lines.append(
        "  " + DisplayWidth.padded(step.name, to: nameWidth) + "  "
          + DisplayWidth.aligned(Figures.grouped(step.count), to: countWidth)
          + style.paint(share, .label))
      before = step.count
    }
    return lines
  }
}
