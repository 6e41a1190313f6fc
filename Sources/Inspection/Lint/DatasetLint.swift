import Artifacts
import Recipe

/// Looks for faults in rows, whoever wrote them: Raftwright's formats, the Berkeley RAFT scripts',
/// and the usual ones of trainers.
///
/// One pass on several threads. In memory are some 100 bytes a row, and the first findings of each
/// rule; all are counted.
public struct DatasetLint: Sendable {
  public let files: [InspectedInput.SplitFile]
  public let settings: LintSettings
  /// Severities that a user changed; nil for a rule that is off.
  public var severities: [LintRule: LintSeverity?]
  /// The folder, or the files' common name for findings of the whole set.
  private let path: String

  /// - Parameter files: those of one set; a split is what the file is named after, or empty.
  public init(
    path: String, files: [InspectedInput.SplitFile], settings: LintSettings,
    severities: [LintRule: LintSeverity?] = [:]
  ) {
    (self.path, self.files, self.settings) = (path, files, settings)
    self.severities = severities
  }

  public func severity(of rule: LintRule) -> LintSeverity? {
    severities[rule] ?? rule.severity
  }

  /// - Parameter findingsKept: of each rule.
  public func report(
    findingsKept: Int = 1000, threads: Int = 1, progress: any ProgressReporter = SilentProgress()
  ) async throws -> LintReport {
    var report = LintReport(severities: severities, limit: findingsKept)
    let paths = files.map(\.path)
    var set = SetLint(settings: settings, files: paths, path: path)
    progress.begin(stage: "lint", total: RowPass.megabytes(of: paths), unit: "MB")
    try await RowPass.run(paths, threads: threads, progress: progress) { block, file in
      self.look(at: block, file: file)
    } merge: { found in
      report.add(found)
      for facts in found.facts {
        for finding in set.add(facts) {
          report.add(
            LintFinding(finding.rule, path: paths[facts.file], line: facts.line, finding.message))
        }
      }
    }
    for finding in set.finish() { report.add(finding) }
    for (rule, count) in set.checked { report.addChecked(rule, count) }
    progress.finish(detail: "\(report.rows) rows")
    return report
  }

  /// What some lines show by themselves, and what is to be compared.
  struct Found: Sendable {
    var rows = 0
    var formats = NameTally()
    var checked: [LintRule: Int] = [:]
    var findings: [LintFinding] = []
    var facts: [RowFacts] = []
  }

  private func look(at block: LineBlock, file: Int) -> Found {
    var found = Found()
    let sensitive = SensitiveText(kinds: Set(RedactedKind.allCases))
    let split = files[file].split.isEmpty ? nil : files[file].split
    block.forEachLine { line, number in
      found.checked[.unreadableLine, default: 0] += 1
      do {
        let row = try RowRecord(line: line).readingPrompt()
        found.rows += 1
        found.formats.add(row.format.rawValue)
        var lint = RowLint(row: row, settings: settings, fileSplit: split, sensitive: sensitive)
        lint.check()
        for rule in lint.checked { found.checked[rule, default: 0] += 1 }
        for (rule, message) in lint.findings {
          found.findings.append(
            LintFinding(rule, path: block.path, line: number, id: row.id, message))
        }
        if row.format != .unknown {
          found.facts.append(
            RowFacts(
              row, file: file, line: number, split: split, quotesNothing: lint.quotesNothing))
        }
      } catch {
        found.findings.append(
          LintFinding(.unreadableLine, path: block.path, line: number, String(describing: error)))
      }
    }
    return found
  }
}
