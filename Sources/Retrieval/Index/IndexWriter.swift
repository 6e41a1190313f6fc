import Artifacts
import Documents
import GRDB
import Synchronization

/// Builds `index.sqlite` from the documents of files that come in the order of their paths.
///
///     let writer = try IndexWriter(path: "index.sqlite", options: options, configuration: "{}")
///     let analyzed = writer.analyze(document: document, chunks: chunks)   // on any thread
///     try writer.add(analyzed)                                            // in order
///     try writer.add(source)                                              // after its documents
///     try writer.finish(drops: drops)
///
/// Text goes to the file at once; postings are kept in memory, two or three bytes each, until
/// `finish` packs them. The file appears when it is whole. The same documents give the same bytes.
///
/// An update of an index takes the documents of new and changed files only, and says after it what a
/// fresh one would say: the same rows, the same results with the same scores; the bytes of the file
/// differ. The same updates of the same index give the same bytes.
public final class IndexWriter: Sendable {
  public let path: String
  public let analyzer: Analyzer
  private let configuration: String
  private let notes: [String: String]
  private let state: Mutex<State>

  /// What is being written; nil once the index is finished.
  private struct State: ~Copyable {
    var build: IndexBuild?
  }

  /// Opens a temporary file beside `path`.
  ///
  /// - Parameters:
  ///   - configuration: the resolved configuration of the stage as JSON, kept in `meta`.
  ///   - notes: more entries for `meta`.
  ///   - old: the index that is at `path` now, of the same options, to be updated; nil for a fresh
  ///     one.
  ///   - files: the paths of the files of the old index that stay; archives stay with all members.
  public init(
    path: String, options: RetrievalOptions, configuration: String, notes: [String: String] = [:],
    updating old: IndexContents? = nil, keeping files: Set<String> = []
  ) throws {
    self.path = path
    self.configuration = configuration
    self.notes = notes
    analyzer = try Analyzer(options)
    state = Mutex(
      State(
        build: try IndexBuild(
          path: path, options: options, updating: old.map { ($0, keeping: files) })))
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

  /// Adds a document; each URI once.
  public func add(_ document: AnalyzedDocument) throws {
    try withBuild { try $0.add(document) }
  }

  /// Adds a file, or a member of an archive, after its documents, and an archive after its members.
  public func add(_ source: SourceRecord, isMember: Bool = false) throws {
    try withBuild { try $0.add(source, isMember: isMember) }
  }

  /// Writes postings and meta data, and puts the file in place.
  ///
  /// - Parameter drops: what was dropped apart from what the sources say.
  @discardableResult
  public func finish(drops: DropCounts) throws -> FinishedIndex {
    try state.withLock { state in
      guard let build = state.build else { throw IndexError(.finished, path: path) }
      state.build = nil
      return try build.finish(configuration: configuration, notes: notes, drops: drops)
    }
  }

  /// Works on the open file, which no other thread touches meanwhile.
  func withBuild<R: Sendable>(_ body: (IndexBuild) throws -> R) throws -> R {
    try state.withLock { state in
      guard let build = state.build else { throw IndexError(.finished, path: path) }
      return try body(build)
    }
  }
}
