import Artifacts
import Foundation
import Questions
import Retrieval

/// A small corpus, and files of pairs that people wrote about it.
struct ImportedFiles {
  let pages: Pages

  init() async throws {
    pages = try await Pages([
      "gauge.html": Pages.page(
        "Rain gauges",
        """
        <p>A rain gauge collects rain in a funnel of known area. The funnel has a diameter of 203
        millimetres. Observers empty the gauge at nine o’clock in the morning.</p>
        """),
      "light.html": Pages.page(
        "Lighthouses",
        """
        <p>The lighthouse on Skerry Point was lit in 1874. Its lens came from Paris. The keeper
        wound the clockwork every four hours.</p>
        """),
      "dough.html": Pages.page(
        "Sourdough",
        """
        <p>Rye dough sours faster in a warm kitchen. A starter is fed with equal weights of flour
        and water. Bakers keep the starter at 26 degrees.</p>
        """),
      "chain.html": Pages.page(
        "Bicycle chains",
        """
        <p>A worn chain stretches and skips on the sprockets. A chain gauge shows when the chain is
        worn. Oil the chain after riding in rain.</p>
        """),
    ])
  }

  /// The questions of files of these names and texts, in this order.
  func found(
    _ files: [(name: String, text: String)], threads: Int = 1,
    _ change: (inout QuestionOptions) -> Void = { _ in }
  ) async throws -> FoundQuestions {
    var options = QuestionOptions()
    options.generator = .import
    options.files = try files.map { try write($0.name, Data($0.text.utf8)) }
    change(&options)
    return try await ImportFinder(index: pages.index, options: options)
      .find(threads: threads, progress: SilentProgress())
  }

  func found(_ name: String, _ text: String) async throws -> FoundQuestions {
    try await found([(name, text)])
  }

  /// Writes a file and gives its path.
  func write(_ name: String, _ data: Data) throws -> String {
    let folder = pages.folder + "/import-" + UUID().uuidString
    try WholeFile.makeFolder(folder)
    try data.write(to: URL(fileURLWithPath: folder + "/" + name))
    return folder + "/" + name
  }

  /// A question, what it is answered with, and what stands at its evidence.
  struct Pair: Equatable, CustomStringConvertible {
    var question: String
    var answer: String
    var evidence: [String]

    init(_ question: String, _ answer: String, _ evidence: String...) {
      (self.question, self.answer, self.evidence) = (question, answer, evidence)
    }

    var description: String { "\(question) | \(answer) | \(evidence)" }
  }

  func pairs(_ found: FoundQuestions) throws -> [Pair] {
    try found.records.map { record in
      var pair = Pair(record.question, record.answer)
      pair.evidence = try record.evidence.map {
        $0.text(in: try pages.index.passage(id: $0.chunk)!)
      }
      return pair
    }
  }

  /// Reasons and details, without the names of temporary folders.
  func ledger(_ found: FoundQuestions) -> [String] {
    found.ledger.map { "\($0.reason): \($0.detail)" }
  }
}
