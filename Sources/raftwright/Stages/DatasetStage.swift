/// From an index and questions to rows.
struct DatasetStage {
  var index: String
  var questions: String
  var output: String
  /// The configuration's file, a prerequisite of the output; nil without one.
  var configurationPath: String?
  var configuration: Configuration
  var work: WorkOptions
  var make: DepfileOptions

  func run() async throws {
    throw Failure(
      "this version has no \"dataset\" yet; use one in which DatasetStage is wired",
      code: .workFailed)
  }
}
