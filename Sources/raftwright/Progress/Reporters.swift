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
}
