import Artifacts

/// A document with its chunks.
public struct ChunkedDocument: Sendable {
  public var document: Document
  public var chunks: [Chunk]
}

/// What became of one file of the corpus.
///
/// Every member of an archive has one, and the archive itself comes after them, with no documents of
/// its own.
public struct FileOutcome: Sendable {
  public var file: CorpusFile
  /// Whether the file is a member of an archive.
  public var isMember = false
  /// SHA-256 of the file's bytes as they lie there, packed or not; nil where it could not be read.
  public var digest: Digest?
  public var bytes: Int
  /// The reader's name.
  public var reader: String
  public var documents: Int
  public var report: ReadReport
}

/// Reads the files of a corpus into documents and chunks, on several threads, in order.
///
/// Whatever the number of threads, results come in the order of the files' URIs, of the members in
/// an archive and of the records in a file. Large files are parsed piece by piece, and their records
/// chunked on all threads: memory is bounded by the work in flight, not by the corpus.
public struct CorpusReader: Sendable {
  /// Something that is ready, in order.
  public enum Event<Result: Sendable>: Sendable {
    case document(Result)
    case file(FileOutcome)
  }

  private let files: CorpusFiles
  private let options: DocumentsOptions
  private let counter: TokenCounter
  private let threads: Int
  private let seeksQuestions: Bool

  /// - Parameter seeksQuestions: whether the files are read for the questions and answers that they
  ///   state: `details`, collapsed answers and the JSON-LD of a page are read as such, and XML of no
  ///   known dialect gives a document for each `question` with its `answer`.
  public init(
    files: CorpusFiles, options: DocumentsOptions, counter: TokenCounter = .estimate, threads: Int,
    seeksQuestions: Bool = false
  ) {
    self.seeksQuestions = seeksQuestions
    self.counter = counter
    self.files = files
    self.options = options
    self.threads = max(1, threads)
  }

  /// Looks at a sample of the files, for what many pages of a site repeat.
  @concurrent
  public func survey() async throws -> CorpusSurvey {
    CorpusSurvey(
      repeated: try await RepeatedBlocks.find(
        in: files.files, options: options, threads: threads))
  }

  /// SHA-256 of every file as it lies on the disk, in order; nil where one cannot be read.
  @concurrent
  public func digests() async throws -> [Digest?] {
    var digests: [Digest?] = []
    digests.reserveCapacity(files.files.count)
    try await OrderedTasks.run(inFlight: threads == 1 ? 1 : threads * 2) { queue in
      for batch in files.files.batches(of: CorpusLimits.batchFiles) {
        try await queue.submit { batch.map { $0.digest() } }
      }
    } emit: { (batch: [Digest?]) in
      digests += batch
    }
    return digests
  }

  /// Reads all files, or all but some.
  ///
  /// - Parameters:
  ///   - survey: of the same corpus; nil to look at the sample first.
  ///   - skipped: the URIs of files that are not to be read.
  ///   - transform: what is to be done with each document on the worker threads.
  ///   - emit: takes the results, in order, one at a time.
  @concurrent
  public func read<Result: Sendable>(
    survey: CorpusSurvey? = nil, except skipped: Set<String> = [],
    transform: @escaping @Sendable (ChunkedDocument) -> Result,
    emit: (Event<Result>) throws -> Void
  ) async throws {
    let known: CorpusSurvey
    if let survey {
      known = survey
    } else {
      // What pages share may well be questions.
      known = seeksQuestions ? CorpusSurvey(repeated: nil) : try await self.survey()
    }
    let chunker = Chunker(options: options, counter: counter)
    let parsing = FileParsing(
      options: options, repeated: known.repeated, seeksQuestions: seeksQuestions
    ) { document in
      transform(ChunkedDocument(document: document, chunks: chunker.chunks(of: document)))
    }
    let wanted = CorpusFiles.wanted(options.extensions)
    try await OrderedTasks.run(inFlight: threads == 1 ? 1 : threads * 2) { queue in
      let pass = CorpusPass(queue: queue, parsing: parsing, wanted: wanted)
      for file in files.files where !skipped.contains(file.uri) {
        try await pass.add(file)
      }
      try await pass.flush()
    } emit: { (events: [Event<Result>]) in
      for event in events { try emit(event) }
    }
  }
}
