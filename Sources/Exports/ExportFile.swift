import Artifacts

/// A file of an export: whole or not at all, and counted.
struct ExportFile: ~Copyable {
  let name: String
  private(set) var bytes = 0
  private var file: WholeFile

  init(_ name: String, in folder: String) throws(FileError) {
    self.name = name
    file = try WholeFile(folder + "/" + name)
  }

  mutating func append(_ more: [UInt8]) throws(FileError) {
    try file.append(more)
    bytes += more.count
  }

  /// Puts the file in place, and says what it was.
  consuming func commit() throws(FileError) -> ExportSummary.File {
    let (name, bytes) = (name, bytes)
    return ExportSummary.File(name: name, bytes: bytes, isNew: try file.commit())
  }
}
