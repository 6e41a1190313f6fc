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

  /// Counts every row; lines that cannot be read are counted as drops.
  public func statistics(progress: any ProgressReporter) throws -> RowStatistics {
    var statistics = RowStatistics()
    progress.begin(stage: "inspect", total: nil, unit: "rows")
    for file in files {
      var lines = try JSONLines(file.path)
      while let line = try lines.next() {
        do {
          statistics.add(try RowRecord(line: line), split: isFolder ? file.split : nil)
        } catch let error as JSONSyntaxError {
          statistics.addUnreadable(
            path: file.path, line: lines.number, reason: error.description)
        }
        progress.advance(by: 1)
      }
    }
    progress.finish(detail: "\(statistics.all.rows) \(statistics.noun)")
    return statistics
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

  /// Files of the folder that are not those that its manifest tells of: a run was cut short, or
  /// somebody changed them.
  public func strangers() throws -> [String] {
    guard isFolder, let bytes = try? WholeFile.read(path + "/manifest.json") else { return [] }
    return try ManifestCheck.strangers(in: path, manifest: bytes)
  }

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
      var lines = try JSONLines(file.path)
      while let line = try lines.next() {
        count += 1
        guard count == number else { continue }
        do {
          var row = try RowRecord(line: line)
          if isFolder, row.split == nil { row.split = file.split }
          let place = (file.path, lines.number)
          return (Example(line: line, row: row, file: place.0, lineNumber: place.1), count)
        } catch let error as JSONSyntaxError {
          throw FileError(
            path: "\(file.path):\(lines.number)", action: "read the row",
            reason: error.description)
        }
      }
    }
    return (nil, count)
  }
}
