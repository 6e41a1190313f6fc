import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The reporter that suits stderr: one updating line on a terminal, plain lines elsewhere.
enum Progress {
  static func reporter(quiet: Bool) -> any ProgressReporter {
    if quiet { return SilentProgress() }
    if Terminal.isTerminal(STDERR_FILENO) {
      return LiveProgress(width: { Terminal.width(of: STDERR_FILENO) }, write: StandardError.write)
    }
    return PlainProgress(write: StandardError.write)
  }

  /// For commands that show results: a line on a terminal while one waits, and nothing afterwards
  /// or elsewhere.
  static func passing(quiet: Bool) -> any ProgressReporter {
    guard !quiet, Terminal.isTerminal(STDERR_FILENO) else { return SilentProgress() }
    return LiveProgress(
      keepsSummary: false, width: { Terminal.width(of: STDERR_FILENO) },
      write: StandardError.write)
  }
}
