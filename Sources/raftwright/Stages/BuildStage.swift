/// All stages into one folder.
struct BuildStage {
  var paths: [String]
  var output: String
  /// The configuration's file, a prerequisite of the output; nil without one.
  var configurationPath: String?
  var configuration: Configuration
  var work: WorkOptions
  var make: DepfileOptions

  func run() async throws {
    throw Failure("the stage \"build\" is not wired yet; see BuildStage.swift", code: .workFailed)
  }
}
