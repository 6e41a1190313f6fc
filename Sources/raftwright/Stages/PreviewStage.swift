import Inspection
import Questions
import Retrieval

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Asks for a few questions, shows them, and asks whether to go on.
///
/// The few are the first of those that the whole run asks for, so their answers are not paid twice.
struct PreviewStage {
  var stage: QuestionStage
  var count: Int

  /// True where the person wants the whole run.
  func run() async throws -> Bool {
    var stage = stage
    stage.configuration.questions.llm.maxQuestions = count
    let found = try await stage.ask(
      try Index(path: stage.index), road: stage.offline ? .offline : .server)
    let style = Terminal.style()
    var output = StandardOutput()
    for record in found.records {
      try output.print(style.paint("Q  ", .label) + shown(record.question))
      try output.print(style.paint("A  ", .label) + shown(record.answer))
      if let reasoning = record.reasoning {
        try output.print(style.paint("   ", .label) + shown(reasoning))
      }
      try output.print(
        style.paint(
          "   passages \(record.oracleChunks.map(String.init).joined(separator: ", "))", .label)
      )
      try output.print("")
    }
    for dropped in found.ledger {
      let what = [dropped.question, dropped.detail].compactMap(\.self).joined(separator: ": ")
      try output.print(style.paint("-  \(dropped.reason)  ", .warning) + shown(what))
    }
    try output.print("\(found.records.count) kept, \(found.ledger.count) dropped")
    try output.flush()
    guard Terminal.isTerminal(STDIN_FILENO) else {
      StandardError.print(
        "nothing was written: this was a preview, and nobody is there to ask; run again without "
          + "--preview to go on")
      return false
    }
    StandardError.write("go on with all passages? [y/N] ")
    let answer = readLine() ?? ""
    guard ["y", "yes"].contains(answer.lowercased()) else {
      StandardError.print("nothing was written; the answers are kept in the cache")
      return false
    }
    return true
  }

  private func shown(_ text: String) -> String {
    TextStyle.harmless(text).replacing("\n", with: "\n   ")
  }
}
