import Artifacts

/// The files of all splits in all formats, written side by side and put in place together.
final class RowFiles {
  /// One file while it is written.
  private final class Sink {
    let name: String
    private var file: WholeFile?
    private var digest: PiecewiseDigest?
    private var bytes = 0
    private var rows = 0

    init(folder: String, name: String) throws(FileError) {
      self.name = name
      file = try WholeFile(folder + "/" + name)
      digest = PiecewiseDigest()
    }

    func append(_ lines: [UInt8], rows count: Int) throws(FileError) {
      try file?.append(lines)
      digest?.update(lines)
      bytes += lines.count
      rows += count
    }

    func commit() throws(FileError) -> DatasetSummary.Output? {
      guard let file = file.take(), let digest = digest.take() else { return nil }
      let isNew = try file.commit()
      return DatasetSummary.Output(
        file: name, rows: rows, bytes: bytes, digest: digest.finish().hex, isNew: isNew)
    }
  }

  private let sinks: [[Sink]]

  /// - Parameter formats: the formats in the order in which `append` gets their lines.
  init(folder: String, formats: [any RowFormat]) throws(FileError) {
    var sinks: [[Sink]] = []
    for split in Split.allCases {
      var row: [Sink] = []
      for format in formats {
        row.append(try Sink(folder: folder, name: split.rawValue + format.suffix))
      }
      sinks.append(row)
    }
    self.sinks = sinks
  }

  func append(_ lines: EncodedRows) throws(FileError) {
    for (split, formats) in zip(sinks, lines.bytes) {
      for (sink, bytes) in zip(split, formats) where !bytes.isEmpty {
        try sink.append(bytes, rows: bytes.count { $0 == 0x0a })
      }
    }
  }

  /// Puts all files in place; format by format, each in the order of splits.
  func commit() throws(FileError) -> [DatasetSummary.Output] {
    var outputs: [DatasetSummary.Output] = []
    for format in sinks[0].indices {
      for split in sinks {
        if let output = try split[format].commit() { outputs.append(output) }
      }
    }
    return outputs
  }
}

/// Rows as lines of JSONL, by split and format.
struct EncodedRows: Sendable {
  /// One element for each split, in it one for each format.
  private(set) var bytes: [[[UInt8]]]
  private let formats: [any RowFormat]

  init(formats: [any RowFormat]) {
    self.formats = formats
    bytes = Split.allCases.map { _ in formats.map { _ in [] } }
  }

  mutating func append(_ row: NativeRow) {
    guard let split = Split.allCases.firstIndex(of: row.split) else { return }
    for (index, format) in formats.enumerated() {
      var json = JSONWriter()
      format.write(row, to: &json)
      json.newline()
      bytes[split][index] += json.bytes
    }
  }
}
