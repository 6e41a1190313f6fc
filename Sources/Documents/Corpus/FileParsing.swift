import Artifacts

/// What is done with the bytes of a file, on any thread: parsed, and `work` done with its documents.
struct FileParsing<Result: Sendable>: Sendable {
  let readers: Readers
  let work: @Sendable (Document) -> Result
  private let extraction: ExtractionMode
  private let seeksQuestions: Bool
  private let repeated: RepeatedBlocks?
  private let contexts = ParserContexts()

  init(
    options: DocumentsOptions, repeated: RepeatedBlocks?, seeksQuestions: Bool = false,
    work: @escaping @Sendable (Document) -> Result
  ) {
    readers = Readers(options: options)
    extraction = options.extraction
    self.repeated = repeated
    self.seeksQuestions = seeksQuestions
    self.work = work
  }

  func source(_ file: CorpusFile) -> SourceName {
    SourceName(
      uri: file.uri, extraction: extraction, seeksQuestions: seeksQuestions, repeated: repeated,
      contexts: contexts)
  }

  /// Reads a file that lies whole in memory.
  ///
  /// - Parameters:
  ///   - error: why `bytes` end early; nil where they do not.
  ///   - digest: of the file on the disk.
  func events(
    of file: CorpusFile, _ bytes: [UInt8], error: String?, digest: Digest?, isMember: Bool
  ) -> [CorpusReader.Event<Result>] {
    let parser = readers.parser(for: source(file), head: bytes)
    let documents = parser.feed(bytes, isLast: true)
    var report = parser.report
    if let error { report.error = error }
    let outcome = FileOutcome(
      file: file, isMember: isMember, digest: digest,
      bytes: isMember || file.kind.packing == .none ? bytes.count : file.size,
      reader: parser.readerName, documents: documents.count, report: report)
    return documents.map { .document(work($0)) } + [.file(outcome)]
  }

  /// What is said of a file that could not be read at all.
  func failure(_ file: CorpusFile, _ error: FileError) -> CorpusReader.Event<Result> {
    var report = ReadReport()
    report.error = "cannot \(error.action): \(error.reason)"
    return .file(
      FileOutcome(
        file: file, digest: nil, bytes: 0, reader: "", documents: 0, report: report))
  }
}
