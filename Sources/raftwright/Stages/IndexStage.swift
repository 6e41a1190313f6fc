import Artifacts
import Documents
import Retrieval

/// From files to an index.
struct IndexStage {
  var paths: [String]
  var output: String
  /// The configuration's file, a prerequisite of the output; nil without one.
  var configurationPath: String?
  var configuration: Configuration
  var work: WorkOptions
  var make: DepfileOptions

  /// The settings that the index depends on, as it records them.
  private struct Recorded: Encodable {
    var documents: DocumentsOptions
    var retrieval: RetrievalOptions
  }

  func run() async throws {
    let (drops, prerequisites) = try await perform()
    try make.write(output: output, prerequisites: prerequisites)
    try Drops.report(drops, strict: work.strict)
  }

  /// Writes the index; returns what was dropped and what the index depends on.
  func perform() async throws -> (drops: DropCounts, prerequisites: [String]) {
    let files = try CorpusFiles(paths: paths, extensions: configuration.documents.extensions)
    guard !files.files.isEmpty else {
      let names = configuration.documents.extensions.joined(separator: ", ")
      throw Failure(
        "\(paths.joined(separator: ", ")): no file ends in one of \(names); check the path, or "
          + "set documents.extensions", code: .noInput)
    }
    let drops = try await write(files, progress: Progress.reporter(quiet: work.quiet))
    return (drops, try prerequisites(files))
  }

  private func write(
    _ files: CorpusFiles, progress: any ProgressReporter
  ) async throws -> DropCounts {
    let recorded = Recorded(
      documents: configuration.documents, retrieval: configuration.retrieval)
    let embedding = configuration.retrieval.embedding
    // Opened before the work, so that a wrong path costs no time; batches are what threads share.
    let embedder = try EmbedderSource.open(embedding, threads: 1)
    let writer = try IndexWriter(
      path: output, options: configuration.retrieval,
      configuration: Configuration.resolved(recorded))
    let reader = CorpusReader(
      files: files, options: configuration.documents,
      counter: try configuration.tokenCounter(), threads: work.threadCount)
    var coverage = TextCoverage()
    var sources: [SourceRecord] = []
    var drops = files.drops
    var documents = 0
    progress.begin(stage: "index", total: files.files.count, unit: "files")
    try await reader.read {
      (
        document: writer.analyze(document: $0.document, chunks: $0.chunks),
        coverage: TextCoverage(of: $0.document, chunks: $0.chunks)
      )
    } emit: { event in
      switch event {
      case .document(let read):
        documents += 1
        coverage += read.coverage
        try writer.add(read.document)
      case .file(let outcome):
        if !outcome.isMember { progress.advance(by: 1) }
        Self.count(outcome, in: &drops)
        if let digest = outcome.digest {
          sources.append(
            SourceRecord(
              path: outcome.file.uri, bytes: outcome.bytes, digest: digest.hex,
              reader: outcome.reader, documents: outcome.documents,
              textBytes: coverage.textBytes, coveredBytes: coverage.coveredBytes))
        }
        drops.add(
          "uncoveredText", count: coverage.textBytes - coverage.coveredBytes,
          example: "\(outcome.file.uri): bytes of text are in no passage; please report this")
        // The documents of a file come before the file itself.
        coverage = TextCoverage()
      }
    }
    if let embedder {
      progress.finish(detail: "\(documents) documents")
      try await writer.embed(
        with: embedder, storage: embedding.storage, threads: work.threadCount, progress: progress)
      try writer.finish(sources: sources, drops: drops)
      return drops
    }
    try writer.finish(sources: sources, drops: drops)
    progress.finish(detail: "\(documents) documents")
    return drops
  }

  private static func count(_ outcome: FileOutcome, in drops: inout DropCounts) {
    let (report, uri) = (outcome.report, outcome.file.uri)
    if let error = report.error {
      let reason = outcome.digest == nil ? "unreadableFile" : "malformedFile"
      let kept = outcome.digest == nil ? "" : "; what stands before it was read"
      drops.add(reason, keepsAll: true, example: "\(uri): \(error)\(kept)")
    }
    drops.add(
      "specialMember", count: report.specialMembers,
      example: "\(uri): members that are links or devices")
    drops.add(
      "packedMember", count: report.packedMembers,
      example: "\(uri): archives and compressed files inside of it stay packed")
    drops.add(
      "duplicatePath", count: report.repeatedMembers,
      example: "\(uri): members with the path of one before")
    drops.add(
      "emptyDocument", count: report.emptyDocuments,
      example: "\(uri): a page or record has no text of its own")
    drops.add(
      "otherAnswer", count: report.otherAnswers,
      example: "\(uri): answers that are neither accepted nor the best")
    drops.add(
      "cutEntity", count: report.cutEntities,
      example: "\(uri): references to entities that would grow beyond a megabyte are left out")
    drops.add(
      "strayElement", count: report.strayElements,
      example: "\(uri): children of the root that have text and are no records")
    drops.add(
      "skippedRecord", count: report.skippedRecords,
      example: "\(uri): redirects, talk pages, posts that are no questions, or maps")
    drops.add(
      "repeatedBlocks", count: report.repeatedBlocks,
      example: "\(uri): blocks that many pages of its folder begin or end with")
    drops.add(
      "invalidBytes", count: report.invalidBytes,
      example: "\(uri): bytes that are no characters in its encoding became U+FFFD")
  }

  private func prerequisites(_ files: CorpusFiles) throws -> [String] {
    [configurationPath].compactMap(\.self) + configuration.tokenizerFiles()
      + (try EmbedderSource.files(configuration.retrieval.embedding))
      + CorpusFolders.all(under: paths)
      + files.files.filter(\.hasTextPath).map(\.path)
  }
}
