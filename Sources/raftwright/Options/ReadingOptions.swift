import ArgumentParser
import Artifacts

/// `--threads` and `--quiet` of commands that look at what was made.
struct ReadingOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Read on this many threads. (default: all processors)", valueName: "n"))
  var threads: Int?

  @Flag(help: "Show no progress.")
  var quiet = false

  var threadCount: Int { ThreadCount.resolved(threads) }
  var progress: any ProgressReporter { Progress.passing(quiet: quiet) }

  func validate() throws {
    try ThreadCount.validate(threads)
  }
}
