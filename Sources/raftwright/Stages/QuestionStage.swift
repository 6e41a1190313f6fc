import Artifacts
import Questions
import Retrieval
import Templates

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
    let index = try Index(path: index)
    let finder = try QuestionFinder(index: index, options: .init(), templates: TemplateStore())
    let found = try await finder.find(threads: work.threadCount, progress: Progress.reporter(quiet: false))
    var json = JSONWriter()
    for r in found.records {
      json.object {
        $0.field("question", r.question); $0.field("answer", r.answer); $0.field("kind", r.kind)
        $0.field("oracle_chunks", r.oracleChunks); $0.field("rank", r.scores["retrieval_rank"])
      }
      json.newline()
    }
    try WholeFile.write(json.bytes, to: output)
    StandardError.print("passages \(found.passages) with \(found.passagesWithQuestion) checked \(found.checked) top10 \(found.amongTen) kinds \(found.kinds)")
    try Drops.report(found.drops, strict: work.strict)
  }
}
