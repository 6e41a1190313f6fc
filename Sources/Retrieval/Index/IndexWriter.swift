import Artifacts
import Documents
import GRDB
import Synchronization

/// Builds `index.sqlite` from documents that come in the order of their URIs.
///
///     let writer = try IndexWriter(path: "index.sqlite", options: options, configuration: "{}")
///     let analyzed = writer.analyze(document: document, chunks: chunks)   // on any thread
///     try writer.add(analyzed)                                            // in order of URI
///     try writer.finish(sources: sources, drops: drops)
///
/// Text goes to the file at once; postings are kept in memory, two or three bytes each, until
/// `finish` packs them. The file appears when it is whole. The same documents give the same bytes.
public final class IndexWriter: Sendable {
  public let path: String
  public let analyzer: Analyzer
  private let configuration: String
  private let state: Mutex<State>

  /// What is being written; nil once the index is finished.
  private struct State: ~Copyable {
    var build: IndexBuild?
  }

  /// Opens a temporary file beside `path`.
  ///
  /// - Parameter configuration: the resolved configuration of the stage as JSON, kept in `meta`.
  public init(path: String, options: RetrievalOptions, configuration: String) throws {
    self.path = path
    self.configuration = configuration
    analyzer = try Analyzer(options)
    state = Mutex(State(build: try IndexBuild(path: path)))
  }

  /// Whether documents with these URIs stand in the order in which `add` wants them: that of their
  /// UTF-8 bytes, as SQLite's.
  public static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  /// Finds the terms and digests of a document's chunks. Depends on nothing but its input.
  public func analyze(document: Document, chunks: [Chunk]) -> AnalyzedDocument {
    let analysis = LanguageAnalysis(of: document.language, options: analyzer.options)
    return analyzer.withContext(for: analysis) {
      AnalyzedDocument(
        document: document, chunks: chunks, analysis: analysis, options: analyzer.options,
        context: $0)
    }
  }

  /// Adds a document; each URI once, in order.
  public func add(_ document: AnalyzedDocument) throws {
    try state.withLock { state in
      guard let build = state.build else { throw IndexError(.finished, path: path) }
      try build.add(document)
    }
  }

  /// Works on the open file, which no other thread touches meanwhile.
  func withBuild<R: Sendable>(_ body: (IndexBuild) throws -> R) throws -> R {
    try state.withLock { state in
      guard let build = state.build else { throw IndexError(.finished, path: path) }
      return try body(build)
    }
  }

  /// Writes postings and meta data, and puts the file in place; true when its bytes are new.
  @discardableResult
  public func finish(sources: [SourceRecord], drops: DropCounts) throws -> Bool {
    try state.withLock { state in
      guard let build = state.build else { throw IndexError(.finished, path: path) }
      state.build = nil
      return try build.finish(
        options: analyzer.options, configuration: configuration, sources: sources, drops: drops)
    }
  }
}
