import Artifacts

/// Looks at a dataset folder or a JSONL file, streaming: memory is bounded by the longest line.
public struct DatasetInspection: Sendable {
  /// The file or folder, as the user named it.
  public let path: String
  public let files: [InspectedInput.SplitFile]
  /// Whether the rows' split is what their file is named after.
  private let isFolder: Bool

  public init(folder: String, files: [InspectedInput.SplitFile]) {
    (path, self.files, isFolder) = (folder, files, true)
  }

  public init(file: String) {
    path = file
    files = [InspectedInput.SplitFile(split: "", path: file)]
    isFolder = false
  }

  /// Whether the files can be read more than once, as pipes cannot.
  public var canBeReadAgain: Bool {
    // Not by opening them: a pipe whose writer has gone would be waited for.
    files.allSatisfy { InspectedInput.isRegular($0.path) }
  }

  /// Counts every row; lines that cannot be read are counted as drops.
  public func statistics(
    threads: Int = 1, progress: any ProgressReporter = SilentProgress()
  ) async throws -> RowStatistics {
    var statistics = RowStatistics()
    let paths = files.map(\.path)
    progress.begin(stage: "inspect", total: RowPass.megabytes(of: paths), unit: "MB")
    try await RowPass.run(paths, threads: threads, progress: progress) { block, file in
      self.statistics(of: block, file: file)
    } merge: { found in
      statistics.merge(found)
    }
    progress.finish(detail: "\(statistics.all.rows) \(statistics.noun)")
    return statistics
  }

  /// What is counted of some lines of file number `file`.
  private func statistics(of block: LineBlock, file: Int) -> RowStatistics {
    var statistics = RowStatistics()
    let split = isFolder ? files[file].split : nil
    block.forEachLine { line, number in
      do {
        statistics.add(try RowRecord(counting: line), split: split)
      } catch {
        statistics.addUnreadable(path: block.path, line: number, reason: String(describing: error))
      }
    }
    return statistics
  }

  /// Counts rows at evenly spaced places, so that a file of any size is looked at in no time; gives
  /// the share of the bytes that was read. Of a packed file or a pipe only the beginning is.
  ///
  /// - Parameter places: blocks of 256 KiB in all.
  public func sample(places: Int = 48) throws -> (statistics: RowStatistics, share: Double) {
    let size = 256 << 10
    var statistics = RowStatistics()
    var (read, whole) = (0, 0)
    let total = files.reduce(0) { $0 + ((try? RowBytes($1.path).size) ?? 0) }
    for (number, file) in files.enumerated() {
      var blocks = try LineBlocks(file.path, blockSize: size)
      let bytes = blocks.size ?? 0
      // Each file gets places by its share of the bytes, and one at least.
      let share = total > 0 ? Double(bytes) / Double(total) : 1
      let count = max(1, Int((share * Double(places)).rounded()))
      let inOrder = !blocks.canSeek || bytes <= count * size
      whole += bytes
      for place in 0..<count {
        let block =
          inOrder
          ? try blocks.next()
          : try blocks.sample(at: (bytes - size) / max(1, count - 1) * place, size)
        guard let block else { continue }
        read += block.count
        statistics.merge(self.statistics(of: block, file: number))
      }
      if blocks.isPacked || blocks.size == nil { whole = 0 }
    }
    return (statistics, whole == 0 ? 0 : min(1, Double(read) / Double(whole)))
  }

  /// The drops of every stage, from the manifest beside the rows; empty where there is none.
  public func manifest() throws -> Manifest {
    let manifestPath = isFolder ? path + "/manifest.json" : sidecarPath
    guard let bytes = try? WholeFile.read(manifestPath) else { return Manifest() }
    do {
      return try Manifest(bytes, stage: isFolder ? "dataset" : "questions")
    } catch let error as JSONSyntaxError {
      throw FileError(path: manifestPath, action: "read", reason: error.description)
    }
  }

  /// From files to rows, as the manifest beside the rows tells; nil where none does.
  public func funnel() throws -> Funnel? {
    let manifestPath = isFolder ? path + "/manifest.json" : sidecarPath
    guard let bytes = try? WholeFile.read(manifestPath) else { return nil }
    do {
      return try Funnel(manifest: bytes)
    } catch let error as JSONSyntaxError {
      throw FileError(path: manifestPath, action: "read", reason: error.description)
    }
  }

  /// Files of rows that the folder's manifest tells of and that are not there.
  public func missing() throws -> [String] {
    guard isFolder, let bytes = try? WholeFile.read(path + "/manifest.json") else { return [] }
    let suffixes = Set(files.map { InspectedInput.suffix(of: $0.path) })
    return try ManifestCheck.missing(from: path, manifest: bytes).filter {
      suffixes.contains(InspectedInput.suffix(of: $0))
    }
  }

  /// Files of the folder that are not those that its manifest tells of: a run was cut short, or
  /// somebody changed them.
  public func strangers() throws -> [String] {
    guard isFolder, let bytes = try? WholeFile.read(path + "/manifest.json") else { return [] }
    return try ManifestCheck.strangers(in: path, manifest: bytes)
  }

  /// Where `build` puts the index that a folder's rows are from.
  var indexPath: String? { isFolder ? path + "/index.sqlite" : nil }

  /// `questions.jsonl` has `questions.manifest.json` beside it.
  private var sidecarPath: String {
    let suffix = ".jsonl"
    let stem = path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path
    return stem + ".manifest.json"
  }

  /// A row that was asked for.
  public struct Example: Sendable {
    public var line: [UInt8]
    public var row: RowRecord
    public var file: String
    public var lineNumber: Int
  }

  /// Row `number`, counted from 1 over all files in their order; nil where there are fewer, and
  /// then `count` says how many there are.
  public func example(_ number: Int) throws -> (found: Example?, count: Int) {
    var count = 0
    for file in files {
      var blocks = try LineBlocks(file.path)
      while let block = try blocks.next() {
        let rows = block.rowCount
        guard count + rows >= number else {
          count += rows
          continue
        }
        var found: Example?
        try block.forEachLine { line, lineNumber in
          count += 1
          guard count == number else { return }
          found = try example(line, in: file, lineNumber)
        }
        return (found, count)
      }
    }
    return (nil, count)
  }

  private func example(
    _ line: [UInt8], in file: InspectedInput.SplitFile, _ number: Int
  ) throws -> Example {
    do {
      var row = try RowRecord(line: line)
      if isFolder, row.split == nil { row.split = file.split }
      return Example(line: line, row: row, file: file.path, lineNumber: number)
    } catch let error as JSONSyntaxError {
      throw FileError(
        path: "\(file.path):\(number)", action: "read the row", reason: error.description)
    }
  }
}
