import ArgumentParser

/// `raftwright index`: the first stage alone.
struct BuildIndex: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Read a corpus, cut it into passages and index them.",
    discussion: """
      Reads HTML and XML files and all such files in folders. A file that cannot be read is \
      reported and passed over.

      An index that is already there is updated: files that have not changed are not read again. \
      Its rows, searches and scores are then those of a fresh index, its bytes are not; --fresh \
      makes these the same too.

      Example:
        raftwright index corpora --output build/index.sqlite
      """)

  @Argument(
    help: ArgumentHelp("Files and folders with HTML or XML.", valueName: "path"))
  var paths: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The index to write.", valueName: "index.sqlite"))
  var output: String

  @Flag(help: "Build anew instead of updating the index that is there.")
  var fresh = false

  @OptionGroup var reading: IndexFlags
  @OptionGroup var settings: ConfigurationOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var make: DepfileOptions

  mutating func run() async throws {
    var configuration = try settings.load()
    try reading.apply(to: &configuration)
    try InputPath.require(paths)
    try OutputPath.require(file: output, apartFrom: paths)
    try OutputPath.require(file: make.depfile, apartFrom: paths + [output])
    try await IndexStage(
      paths: paths, output: output, configurationPath: settings.config,
      configuration: configuration, work: work, make: make,
      reuse: fresh ? .never : .update, offline: reading.embedding.offline
    ).run()
  }
}
