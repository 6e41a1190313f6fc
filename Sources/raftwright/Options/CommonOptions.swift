import ArgumentParser
import Recipe

/// `--config`: where settings come from that no flag gives.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read settings from this file; flags go before it.", valueName: "raftwright.yaml"))
  var config: String?

  /// - Parameter profile: the recipe to start from, where a flag names one.
  func load(profile: RecipeProfile? = nil) throws -> Configuration {
    try Configuration.load(config, profile: profile)
  }
}

/// `--threads` and what is said meanwhile.
struct WorkOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Work on this many threads; the outputs are the same. (default: all processors)",
      valueName: "n"))
  var threads: Int?

  @Flag(help: "End with exit code 2 when anything was dropped.")
  var strict = false

  @Flag(help: "Show no progress.")
  var quiet = false

  var threadCount: Int { ThreadCount.resolved(threads) }

  mutating func validate() throws {
    try ThreadCount.validate(threads)
  }
}

/// `--depfile`: what make has to know.
struct DepfileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the inputs that were read as a dependency file for make.", valueName: "file"))
  var depfile: String?

  @Option(
    help: ArgumentHelp(
      "The target that the dependency file names. (default: the output)", valueName: "name"))
  var depfileTarget: String?

  /// Writes the dependency file where one was asked for.
  func write(output: String, prerequisites: [String]) throws {
    guard let depfile else { return }
    try Depfile(target: depfileTarget ?? output, prerequisites: prerequisites).write(to: depfile)
  }
}
