import Artifacts
import Documents
import Foundation
import Questions
import Retrieval
import Templates

/// A corpus of small pages in a folder of its own, and the questions that are found in it.
struct Pages {
  private let scratch: TestFolder
  let index: Index

  var folder: String { scratch.path }

  /// - Parameter pages: file names and what stands in them.
  init(_ pages: [String: String]) async throws {
    scratch = try TestFolder()
    let folder = scratch.path
    try WholeFile.makeFolder(folder + "/corpus")
    for (name, text) in pages {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/corpus/" + name))
    }
    let options = DocumentsOptions()
    let writer = try IndexWriter(
      path: folder + "/index.sqlite", options: RetrievalOptions(), configuration: "{}")
    let files = try CorpusFiles(paths: [folder + "/corpus"], extensions: options.extensions)
    let reader = CorpusReader(files: files, options: options, threads: 1)
    try await reader.read {
      writer.analyze(document: $0.document, chunks: $0.chunks)
    } emit: { event in
      if case .document(let document) = event { try writer.add(document) }
    }
    _ = try writer.finish(drops: DropCounts())
    index = try Index(path: folder + "/index.sqlite")
  }

  /// One page: its title, its language and its body.
  init(_ title: String, language: String? = "en", _ body: String) async throws {
    try await self.init(["page.html": Self.page(title, language: language, body)])
  }

  static func page(_ title: String, language: String? = "en", _ body: String) -> String {
    let attribute = language.map { " lang=\"\($0)\"" } ?? ""
    return """
      <!DOCTYPE html><html\(attribute)><head><meta charset="utf-8"><title>\(title)</title></head>
      <body><h1>\(title)</h1>\(body)</body></html>
      """
  }

  /// Options that leave nothing out for want of room.
  static var everything: QuestionOptions {
    var options = QuestionOptions()
    options.perPassage = 50
    return options
  }

  func found(
    _ options: QuestionOptions = Self.everything, threads: Int = 1, templates: String? = nil
  ) async throws -> FoundQuestions {
    let finder = try QuestionFinder(
      index: index, options: options, templates: TemplateStore(folder: templates))
    return try await finder.find(threads: threads, progress: SilentProgress())
  }

  /// The questions of one kind, and their answers.
  func pairs(_ kind: QuestionKind) async throws -> [Pair] {
    try await found().records.filter { $0.kind == kind.rawValue }
      .map { Pair($0.question, $0.answer) }
  }

  struct Pair: Equatable, CustomStringConvertible {
    var question: String
    var answer: String

    init(_ question: String, _ answer: String) {
      (self.question, self.answer) = (question, answer)
    }

    var description: String { "\(question) = \(answer)" }
  }
}
