import Artifacts
import Glibc

/// A document with its chunks.
public struct ChunkedDocument: Sendable {
  public var document: Document
  public var chunks: [Chunk]
}

/// What became of one file of the corpus.
public struct FileOutcome: Sendable {
  public var file: CorpusFile
  /// SHA-256 of the file's bytes; nil where it could not be read.
  public var digest: Digest?
  public var bytes: Int
  /// The reader's name.
  public var reader: String
  public var documents: Int
  public var report: ReadReport
}

/// Reads the files of a corpus into documents and chunks, on several threads, in order.
///
/// Whatever the number of threads, results come in the order of the files' URIs and of the records
/// in them. Files over `streamingSize` are parsed piece by piece, and their records chunked on all
/// threads: memory is bounded by the work in flight, not by the corpus.
public struct CorpusReader: Sendable {
  /// Something that is ready, in order.
  public enum Event<Result: Sendable>: Sendable {
    case document(Result)
    case file(FileOutcome)
  }

  private static let streamingSize = 8 << 20
  private static let pieceSize = 1 << 20
  private static let batchBytes = 1 << 20
  private static let batchFiles = 64
  private static let batchRecords = 64

  private let files: CorpusFiles
  private let options: DocumentsOptions
  private let counter: TokenCounter
  private let threads: Int
  private let readers: Readers

  public init(
    files: CorpusFiles, options: DocumentsOptions, counter: TokenCounter = .estimate, threads: Int
  ) {
    self.counter = counter
    self.files = files
    self.options = options
    self.threads = max(1, threads)
    readers = Readers(options: options)
  }

  /// Reads everything.
  ///
  /// - Parameters:
  ///   - transform: what is to be done with each document on the worker threads.
  ///   - emit: takes the results, in order, one at a time.
  @concurrent
  public func read<Result: Sendable>(
    transform: @escaping @Sendable (ChunkedDocument) -> Result,
    emit: (Event<Result>) throws -> Void
  ) async throws {
    let repeated = try await RepeatedBlocks.find(
      in: files.files, options: options, threads: threads)
    let source: @Sendable (CorpusFile) -> SourceName = { [options] file in
      SourceName(uri: file.uri, extraction: options.extraction, repeated: repeated)
    }
    let chunker = Chunker(options: options, counter: counter)
    let work: @Sendable (Document) -> Result = { document in
      transform(ChunkedDocument(document: document, chunks: chunker.chunks(of: document)))
    }
    try await OrderedTasks.run(inFlight: threads == 1 ? 1 : threads * 2) { queue in
      for batch in Self.batches(files.files) {
        if batch.count == 1, batch[0].size >= Self.streamingSize {
          try await stream(batch[0], source: source(batch[0]), queue: queue, work: work)
        } else {
          try await queue.submit {
            batch.flatMap { Self.readWhole($0, source: source($0), readers: readers, work: work) }
          }
        }
      }
    } emit: { (events: [Event<Result>]) in
      for event in events { try emit(event) }
    }
  }

  /// Neighbouring small files together, large ones alone.
  private static func batches(_ files: [CorpusFile]) -> [[CorpusFile]] {
    var batches: [[CorpusFile]] = []
    var current: [CorpusFile] = []
    var bytes = 0
    for file in files {
      let isLarge = file.size >= streamingSize
      if isLarge || bytes + file.size > batchBytes || current.count == batchFiles,
        !current.isEmpty
      {
        batches.append(current)
        current = []
        bytes = 0
      }
      current.append(file)
      bytes += file.size
      if isLarge {
        batches.append(current)
        current = []
        bytes = 0
      }
    }
    if !current.isEmpty { batches.append(current) }
    return batches
  }

  private static func readWhole<Result: Sendable>(
    _ file: CorpusFile, source: SourceName, readers: Readers, work: (Document) -> Result
  ) -> [Event<Result>] {
    do {
      let bytes = try WholeFile.read(file.path)
      let parser = readers.parser(for: source, head: bytes)
      let documents = parser.feed(bytes, isLast: true)
      let outcome = FileOutcome(
        file: file, digest: Digest(of: bytes), bytes: bytes.count, reader: parser.readerName,
        documents: documents.count, report: parser.report)
      return documents.map { .document(work($0)) } + [.file(outcome)]
    } catch {
      return [.file(failure(file, error))]
    }
  }

  private static func failure(_ file: CorpusFile, _ error: FileError) -> FileOutcome {
    var report = ReadReport()
    report.error = "cannot \(error.action): \(error.reason)"
    return FileOutcome(
      file: file, digest: nil, bytes: 0, reader: "", documents: 0, report: report)
  }

  /// Parses a large file piece by piece on this task, its records going out in batches.
  private func stream<Result: Sendable>(
    _ file: CorpusFile, source: SourceName, queue: OrderedTasks.Queue<[Event<Result>]>,
    work: @escaping @Sendable (Document) -> Result
  ) async throws {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let error = FileError(path: file.path, action: "read")
      try await queue.submit { [.file(Self.failure(file, error))] }
      return
    }
    defer { close(descriptor) }
    var digest = PiecewiseDigest()
    var parser: (any FileParser)?
    var bytes = 0
    var documents = 0
    var records: [Document] = []
    var readError: String?
    var isLast = false
    while !isLast {
      var failure: FileError?
      let piece = Self.nextPiece(descriptor, of: file.path, failure: &failure)
      isLast = piece.isEmpty
      if let failure { readError = "cannot \(failure.action) on: \(failure.reason)" }
      bytes += piece.count
      digest.update(piece)
      let reader = parser ?? readers.parser(for: source, head: piece)
      parser = reader
      records += reader.feed(piece, isLast: isLast)
      while records.count >= Self.batchRecords || isLast && !records.isEmpty {
        let batch = Array(records.prefix(Self.batchRecords))
        records.removeFirst(batch.count)
        documents += batch.count
        try await queue.submit { batch.map { .document(work($0)) } }
      }
    }
    var report = parser?.report ?? ReadReport()
    if let readError { report.error = readError }
    let outcome = FileOutcome(
      file: file, digest: digest.finish(), bytes: bytes, reader: parser?.readerName ?? "",
      documents: documents, report: report)
    try await queue.submit { [.file(outcome)] }
  }

  private static func nextPiece(
    _ descriptor: Int32, of path: String, failure: inout FileError?
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: pieceSize) { out, count in
      while true {
        let got = Glibc.read(descriptor, out.baseAddress, pieceSize)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = FileError(path: path, action: "read") }
        count = max(0, got)
        return
      }
    }
  }
}
