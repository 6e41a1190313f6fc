import Artifacts

/// Bulk files, each begun when the one before is full.
struct OpenSearchParts: ~Copyable {
  private let folder: String
  private let partSize: Int
  private var open: ExportFile?
  private var files: [ExportSummary.File] = []

  init(folder: String, partSize: Int) {
    self.folder = folder
    self.partSize = partSize
  }

  /// Adds an action with its document, which are never parted.
  mutating func append(_ lines: [UInt8]) throws(FileError) {
    if let size = open?.bytes, size + lines.count > partSize { try close() }
    if open == nil { open = try ExportFile(OpenSearchExport.part(files.count + 1), in: folder) }
    try open?.append(lines)
  }

  private mutating func close() throws(FileError) {
    guard let file = open.take() else { return }
    files.append(try file.commit())
  }

  consuming func finish() throws(FileError) -> [ExportSummary.File] {
    try close()
    return files
  }
}
