import ArgumentParser
import Artifacts
import Inspection

/// `raftwright lint`: faults of rows, ours and others'.
struct Lint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Look for faults in rows: quotes, oracles, leakage, duplicates, damage.",
    discussion: """
      Reads a dataset folder or JSONL files of one set (raft, also as the Berkeley RAFT scripts write \
      it, chat, ShareGPT, Alpaca, TRL, axolotl, preference pairs, questions; packed or as one JSON \
      array too), guesses the format of each row, and says what it could not check. A manifest.json beside \
      the rows says what P, k and the splits should be. Findings go to stdout; the exit code is 2 \
      where one is as bad as --fail-on says.

      Example:
        raftwright lint build/demo
        raftwright lint train.jsonl test.jsonl --fail-on warning --sarif lint.sarif
        raftwright lint build/demo --rule mixed-languages=off --rule personal-data=error
      """)

  @Argument(help: ArgumentHelp("A dataset folder, or JSONL files of one set.", valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Exit with 2 from this severity on: note, warning, error or never.", valueName: "severity"))
  var failOn = "error"

  @Option(
    help: ArgumentHelp(
      "Give a rule another severity: note, warning, error or off; again for others.",
      valueName: "rule=severity"))
  var rule: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rows may have this many estimated tokens. (default: the manifest's)", valueName: "n"))
  var maxTokens: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Show this many findings of a rule; of notes the first alone.", valueName: "n"))
  var show = 5

  @Option(help: ArgumentHelp("Write SARIF 2.1.0 for CI.", valueName: "file"))
  var sarif: String?

  @Flag(help: "List the rules.")
  var listRules = false

  @Flag(help: "Write JSON.")
  var json = false

  @OptionGroup var reading: ReadingOptions

  mutating func validate() throws {
    if !listRules, paths.isEmpty {
      throw ValidationError("Name a dataset folder or JSONL files.")
    }
    if let maxTokens, maxTokens < 1 {
      throw ValidationError("--max-tokens takes a number from 1; \(maxTokens) was given.")
    }
    if show < 0 { throw ValidationError("--show takes a number from 0; \(show) was given.") }
    if failOn != "never", LintSeverity(rawValue: failOn) == nil {
      throw ValidationError(
        "--fail-on takes note, warning, error or never; \(failOn) was given.")
    }
    _ = try LintSeverities.parse(rule)
  }

  mutating func run() async throws {
    var output = StandardOutput()
    if listRules {
      try output.print(LintSeverities.table(style: Terminal.style()))
      return try output.flush()
    }
    let (path, files, manifest) = try inputs()
    try OutputPath.require(file: sarif, apartFrom: files.map(\.path))
    var settings = try manifest.flatMap { try LintSettings(manifestIn: $0) } ?? LintSettings()
    if let maxTokens { settings.maxTokens = maxTokens }
    let lint = DatasetLint(
      path: path, files: files, settings: settings, severities: try LintSeverities.parse(rule))
    let report = try await lint.report(
      findingsKept: max(1000, show), threads: reading.threadCount,
      progress: reading.progress)
    if report.rows == 0, report.counts.isEmpty {
      throw Failure(
        "\(path): it has no rows; name a dataset folder or JSONL files", code: .workFailed)
    }
    if let sarif { try WholeFile.write(report.sarif(version: Raftwright.version), to: sarif) }
    if json {
      try output.write(report.json(path: path))
    } else {
      try output.print(report.text(shown: show, style: Terminal.style()))
    }
    try output.flush()
    if let limit = LintSeverity(rawValue: failOn), let worst = report.worst, worst >= limit {
      throw ExitCode(Failure.Code.dropped.rawValue)
    }
  }

  /// The files of the set, and the folder whose manifest tells of them.
  private func inputs() throws -> (
    path: String, files: [InspectedInput.SplitFile], manifest: String?
  ) {
    var files: [InspectedInput.SplitFile] = []
    var manifest: String?
    for path in paths {
      files += try RowsInput.files(path, for: "lint")
      if paths.count == 1, case .dataset(let folder, _) = try InspectedInput.find(path) {
        manifest = folder
      }
    }
    return (
      paths.joined(separator: ", "), files, manifest ?? LintSettings.folder(of: files.map(\.path))
    )
  }
}

/// Rules and severities as they are written on the command line.
enum LintSeverities {
  /// `rule=severity`, `rule=off`.
  static func parse(_ texts: [String]) throws -> [LintRule: LintSeverity?] {
    var result: [LintRule: LintSeverity?] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("--rule takes rule=severity; \(text) was given.")
      }
      guard let rule = LintRule(rawValue: parts[0]) else {
        let near = EditDistance.nearest(to: parts[0], among: LintRule.allCases.map(\.rawValue))
        throw ValidationError(
          "There is no rule \(parts[0])" + (near.map { "; did you mean \($0)?" } ?? ".")
            + " See --list-rules.")
      }
      if parts[1] == "off" {
        result[rule] = .some(nil)
      } else if let severity = LintSeverity(rawValue: parts[1]) {
        result[rule] = severity
      } else {
        throw ValidationError(
          "--rule \(parts[0]) takes note, warning, error or off; \(parts[1]) was given.")
      }
    }
    return result
  }

  static func table(style: TextStyle) -> String {
    let width = LintRule.allCases.map(\.rawValue.count).max() ?? 0
    return LintRule.allCases.map { rule in
      rule.rawValue + String(repeating: " ", count: width - rule.rawValue.count) + "  "
        + style.paint(rule.severity.rawValue, .label)
        + String(repeating: " ", count: 9 - rule.severity.rawValue.count) + rule.summary
    }.joined(separator: "\n") + "\n"
  }
}
