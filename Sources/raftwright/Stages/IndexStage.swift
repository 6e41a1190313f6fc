import Artifacts
import Documents
import Endpoints
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
  var reuse = IndexReuse.update
  /// Whether no server may be asked for vectors.
  var offline = false

  func run() async throws {
    let (drops, prerequisites) = try await perform()
    try make.write(output: output, prerequisites: prerequisites)
    try Drops.report(drops, strict: work.strict)
  }

  /// Writes the index; returns what was dropped and what the index depends on, if a dependency file
  /// is wanted.
  func perform() async throws -> (drops: DropCounts, prerequisites: [String]) {
    let files = try CorpusFiles(paths: paths, extensions: configuration.documents.extensions)
    guard !files.files.isEmpty else {
      let names = configuration.documents.extensions.joined(separator: ", ")
      throw Failure(
        "\(paths.joined(separator: ", ")): no file ends in one of \(names); check the path, or "
          + "set documents.extensions", code: .noInput)
    }
    let drops = try await write(files, progress: Progress.reporter(quiet: work.quiet))
    // To find the folders means to look at every file once more: only for who wants to know.
    return (drops, make.depfile == nil ? [] : try prerequisites(files))
  }

  private func write(
    _ files: CorpusFiles, progress: any ProgressReporter
  ) async throws -> DropCounts {
    let reader = CorpusReader(
      files: files, options: configuration.documents,
      counter: try configuration.tokenCounter(), threads: work.threadCount)
    let embedding = configuration.retrieval.embedding
    let update = try IndexUpdate(
      output: output, settings: RecordedSettings.schema(of: configuration),
      files: configuration.tokenizerFiles() + EmbedderSource.files(embedding),
      survey: try await reader.survey())
    if let known = try await update.known(files, reader, allowed: reuse) {
      if known.isEverything, known.hasSameSettings,
        known.index.drops(after: files.drops) == known.index.drops
      {
        progress.begin(stage: "index", total: 0, unit: "files")
        progress.finish(detail: "nothing has changed in \(files.files.count) files")
        return known.index.drops
      }
      do {
        return try await write(files, reader, update, keeping: known, progress)
      } catch let error as IndexError where error.code == .notUpdatable {}
    }
    return try await write(files, reader, update, keeping: nil, progress)
  }

  /// Writes an index of the files; what it has already of some of them stays.
  private func write(
    _ files: CorpusFiles, _ reader: CorpusReader, _ update: IndexUpdate,
    keeping known: IndexUpdate.Known?, _ progress: any ProgressReporter
  ) async throws -> DropCounts {
    let kept = known?.files ?? []
    let embedding = configuration.retrieval.embedding
    // Opened before the work, so that a wrong path costs no time; batches are what threads share.
    let opened = try EmbedderSource.open(
      embedding, index: output, offline: offline, threads: 1)
    let writer = try IndexWriter(
      path: output, options: configuration.retrieval, configuration: update.configuration,
      notes: try update.notes(), updating: known?.index, keeping: kept)
    var coverage = TextCoverage()
    // Of files that could not be read there is no source to tell it.
    var drops = files.drops
    var documents = 0
    progress.begin(stage: "index", total: files.files.count - kept.count, unit: "files")
    try await reader.read(survey: update.survey, except: kept) {
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
        let dropped = outcome.drops(coverage)
        if let digest = outcome.digest {
          let source = SourceRecord(
            path: outcome.file.uri, bytes: outcome.bytes, digest: digest.hex,
            reader: outcome.reader, documents: outcome.documents,
            textBytes: coverage.textBytes, coveredBytes: coverage.coveredBytes, drops: dropped)
          try writer.add(source, isMember: outcome.isMember)
        } else {
          drops.merge(dropped)
        }
        // The documents of a file come before the file itself.
        coverage = TextCoverage()
      }
    }
    let unchanged = known == nil ? "" : "; \(kept.count) unchanged files were not read"
    progress.finish(detail: "\(documents) documents\(unchanged)")
    if let opened {
      try await writer.embed(
        with: opened.embedder, storage: embedding.storage, threads: work.threadCount,
        progress: progress)
      if let counts = opened.client?.counts, !work.quiet {
        StandardError.print("\(embedding.model): \(counts.summary)")
      }
    }
    return try writer.finish(drops: drops).drops
  }

  private func prerequisites(_ files: CorpusFiles) throws -> [String] {
    [configurationPath].compactMap(\.self) + configuration.tokenizerFiles()
      + (try EmbedderSource.files(configuration.retrieval.embedding))
      + CorpusFolders.all(under: paths)
      + files.files.filter(\.hasTextPath).map(\.path)
  }
}
