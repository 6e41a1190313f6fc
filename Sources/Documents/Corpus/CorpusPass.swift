import Artifacts

/// One way through the files of a corpus: small files go to the threads in batches, large ones in
/// pieces.
///
/// What is packed is unpacked here, on the one task that submits the work, and parsed on the others.
/// Not for use from two tasks at once.
final class CorpusPass<Result: Sendable> {
  typealias Event = CorpusReader.Event<Result>

  private let queue: OrderedTasks.Queue<[Event]>
  private let parsing: FileParsing<Result>
  private let wanted: Set<String>
  private var batch: [@Sendable () -> [Event]] = []
  private var batchBytes = 0

  init(queue: OrderedTasks.Queue<[Event]>, parsing: FileParsing<Result>, wanted: Set<String>) {
    self.queue = queue
    self.parsing = parsing
    self.wanted = wanted
  }

  func add(_ file: CorpusFile) async throws {
    switch file.kind.packing {
    case .none where file.size < CorpusLimits.streamingSize:
      try await submit(bytes: file.size) { [parsing] in
        do throws(FileError) {
          let bytes = try file.bytes()
          return parsing.events(
            of: file, bytes, error: nil, digest: Digest(of: bytes), isMember: false)
        } catch {
          return [parsing.failure(file, error)]
        }
      }
    case .none:
      switch opened({ () throws(FileError) in try DescriptorSource(file) }) {
      case .success(let source): try await stream(file, from: source, begin: [], isMember: false)
      case .failure(let error): try await submitFailure(file, error)
      }
    case .compressed:
      let opening = opened { () throws(FileError) in
        let archive = try ArchiveReader(file)
        return (archive, isEmpty: try archive.nextMember() == nil)
      }
      switch opening {
      case .success((_, isEmpty: true)):
        try await submitWhole(file, [], error: nil, isMember: false)
      case .success((let archive, isEmpty: false)):
        try await readMember(file, archive, isMember: false)
      case .failure(let error): try await submitFailure(file, error)
      }
    case .tar, .zip: try await readArchive(file)
    }
  }

  /// Sends what has been gathered.
  func flush() async throws {
    guard !batch.isEmpty else { return }
    let work = batch
    batch = []
    batchBytes = 0
    try await queue.submit { work.flatMap { $0() } }
  }

  private func submit(bytes: Int, _ work: @escaping @Sendable () -> [Event]) async throws {
    if batchBytes + bytes > CorpusLimits.batchBytes || batch.count == CorpusLimits.batchFiles {
      try await flush()
    }
    batch.append(work)
    batchBytes += bytes
  }

  /// What reading gave, apart from what goes wrong in handing results on, which ends the run.
  private func opened<T>(_ body: () throws(FileError) -> T) -> Swift.Result<T, FileError> {
    do throws(FileError) { return .success(try body()) } catch { return .failure(error) }
  }

  private func submitFailure(_ file: CorpusFile, _ error: FileError) async throws {
    try await submit(bytes: 0) { [parsing] in [parsing.failure(file, error)] }
  }

  private func submitWhole(
    _ file: CorpusFile, _ bytes: [UInt8], error: String?, isMember: Bool
  ) async throws {
    try await submit(bytes: bytes.count) { [parsing] in
      let digest = isMember ? Digest(of: bytes) : file.digest()
      return parsing.events(of: file, bytes, error: error, digest: digest, isMember: isMember)
    }
  }

  // MARK: Packed files

  /// The members that are files of a wanted kind, in the archive's order, then the archive itself.
  private func readArchive(_ file: CorpusFile) async throws {
    var report = ReadReport()
    var members = ArchiveMembers(archive: file, wanted: wanted)
    var place = "at its beginning"
    let opening = opened { () throws(FileError) in try ArchiveReader(file) }
    var isOver = false
    while !isOver {
      let step = opened { () throws(FileError) in try opening.get().nextMember() }
      switch step {
      case .success(nil): isOver = true
      case .success(let member?):
        place = "after \(FileName.escaped(member.name))"
        let archive = try opening.get()
        if let content = members.file(member, report: &report) {
          try await readMember(content, archive, isMember: true)
        }
        if case .failure(let error) = opened({ () throws(FileError) in try archive.skip() }) {
          report.error = "\(place): cannot \(error.action) on: \(error.reason)"
          isOver = true
        }
      case .failure(let error):
        report.error = "\(place): cannot \(error.action) on: \(error.reason)"
        isOver = true
      }
    }
    let outcome = report
    try await submit(bytes: 0) {
      let digest = file.digest()
      return [
        .file(
          FileOutcome(
            file: file, digest: digest, bytes: digest == nil ? 0 : file.size, reader: "archive",
            documents: 0, report: outcome))
      ]
    }
  }

  /// Reads a compressed file, or the member at which an archive stands: whole if it is small.
  private func readMember(
    _ file: CorpusFile, _ archive: ArchiveReader, isMember: Bool
  ) async throws {
    var bytes: [UInt8] = []
    while bytes.count < CorpusLimits.streamingSize {
      switch opened({ () throws(FileError) in try archive.next() }) {
      case .success([]):
        return try await submitWhole(file, bytes, error: nil, isMember: isMember)
      case .success(let piece):
        if bytes.isEmpty { bytes = piece } else { bytes += piece }
      case .failure(let error):
        let reason = "cannot \(error.action) on: \(error.reason)"
        return try await submitWhole(file, bytes, error: reason, isMember: isMember)
      }
    }
    try await stream(file, from: archive, begin: bytes, isMember: isMember)
  }

  // MARK: Large files

  /// Parses a large file piece by piece on this task, its records going out in batches.
  private func stream(
    _ file: CorpusFile, from source: some ByteSource, begin: [UInt8], isMember: Bool
  ) async throws {
    try await flush()
    var digest = PiecewiseDigest()
    var parser: (any FileParser)?
    var bytes = 0
    var documents = 0
    var records: [Document] = []
    var readError: String?
    var next: [UInt8]? = begin.isEmpty ? nil : begin
    var isLast = false
    while !isLast {
      var piece = next ?? []
      if next == nil {
        do throws(FileError) {
          piece = try source.next()
        } catch {
          readError = "cannot \(error.action) on: \(error.reason)"
        }
      }
      next = nil
      isLast = piece.isEmpty
      bytes += piece.count
      digest.update(piece)
      let reader = parser ?? parsing.readers.parser(for: parsing.source(file), head: piece)
      parser = reader
      records += reader.feed(piece, isLast: isLast)
      while records.count >= CorpusLimits.batchRecords || isLast && !records.isEmpty {
        let batch = Array(records.prefix(CorpusLimits.batchRecords))
        records.removeFirst(batch.count)
        documents += batch.count
        let work = parsing.work
        try await queue.submit { batch.map { .document(work($0)) } }
      }
    }
    var report = parser?.report ?? ReadReport()
    if let readError { report.error = readError }
    let isPacked = file.kind.packing == .compressed && !isMember
    let content = digest.finish()
    let outcome = FileOutcome(
      file: file, isMember: isMember, digest: content, bytes: isPacked ? file.size : bytes,
      reader: parser?.readerName ?? "", documents: documents, report: report)
    try await queue.submit {
      var outcome = outcome
      if isPacked { outcome.digest = file.digest() }
      return [.file(outcome)]
    }
  }
}

/// How much is read and handed on at a time.
enum CorpusLimits {
  /// Files of this size or more are parsed in pieces.
  static let streamingSize = 8 << 20
  static let pieceSize = 1 << 20
  static let batchBytes = 1 << 20
  static let batchFiles = 64
  static let batchRecords = 64
}
