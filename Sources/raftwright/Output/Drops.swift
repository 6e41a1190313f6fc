import Artifacts
import Inspection

/// What a stage dropped, said on stderr: one line for each reason, with a count and an example.
///
///     dropped 12 duplicateQuestion, the first: q17 asks what q3 asks
enum Drops {
  static func lines(_ drops: DropCounts) -> [String] {
    drops.sorted.map { reason, entry in
      let line = "dropped \(entry.count) \(reason)"
      guard let example = entry.examples.first else { return line }
      let shown = TextStyle.harmless(example).replacing("\n", with: " ")
      return line + (entry.count == 1 ? ": " : ", the first: ") + shown
    }
  }

  /// Says what was dropped; under `--strict` anything dropped ends the run with exit code 2, after
  /// its outputs are written.
  static func report(_ drops: DropCounts, strict: Bool) throws {
    for line in lines(drops) { StandardError.print(line) }
    guard strict, !drops.isEmpty else { return }
    throw Failure(
      "\(drops.total) things were dropped and --strict is set; see the lines above, or leave "
        + "--strict out to accept the result", code: .dropped)
  }
}
