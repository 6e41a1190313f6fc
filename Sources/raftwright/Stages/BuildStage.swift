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
    throw Failure(
      "this version has no \"build\" yet; use one in which BuildStage is wired", code: .workFailed)
  }
}
