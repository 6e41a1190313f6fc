/// From an index to questions.
struct QuestionStage {
  var index: String
  var output: String
  /// The configuration's file, a prerequisite of the output; nil without one.
  var configurationPath: String?
  var configuration: Configuration
  var work: WorkOptions
  var make: DepfileOptions

  func run() async throws {
    throw Failure(
      "this version has no \"questions\" yet; use one in which QuestionStage is wired", code: .workFailed)
  }
}
