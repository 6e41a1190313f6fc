import ArgumentParser
import Recipe

/// `--config`: where settings come from that no flag gives.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read settings from this file; flags go before it.", valueName: "raftwright.yaml"))
  var config: String?

  func load() throws -> Configuration {
    try Configuration.load(config)
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

/// How rows are made, beside what the configuration says.
struct RecipeFlags: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Distractors to a row (k). (default: 4)", valueName: "n"))
  var distractors: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Share of rows that hold their oracle (P). (default: 0.8)", valueName: "share"))
  var oracleFraction: Double?

  @Option(
    help: ArgumentHelp(
      "Formats to write, separated by commas: chat, beside raft, which is always there. (default: raft)",
      valueName: "names"))
  var formats: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed by which rows are made. (default: 42)", valueName: "n"))
  var seed: UInt64?

  mutating func validate() throws {
    if let distractors, distractors < 0 {
      throw ValidationError("--distractors takes a number from 0; \(distractors) was given.")
    }
    if let formats, formats.allSatisfy({ $0 == "," || $0.isWhitespace }) {
      throw ValidationError("--formats takes names, such as raft,chat; none was given.")
    }
    if let distractors, distractors > DatasetOptions.mostDistractors {
      throw ValidationError(
        "--distractors takes a number to \(DatasetOptions.mostDistractors); \(distractors) was given."
      )
    }
    if let oracleFraction, !(0...1).contains(oracleFraction) {
      throw ValidationError("--oracle-fraction takes 0 to 1; \(oracleFraction) was given.")
    }
  }

  /// Puts the flags over the file's settings.
  func apply(to configuration: inout Configuration) {
    if let distractors { configuration.dataset.distractors = distractors }
    if let oracleFraction { configuration.dataset.oracleFraction = oracleFraction }
    if let seed { configuration.dataset.seed = seed }
    if let formats {
      configuration.dataset.formats = formats.split(separator: ",").map {
        $0.filter { !$0.isWhitespace }
      }
    }
  }
}
