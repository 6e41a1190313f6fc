import Artifacts

/// The files of all splits in all formats, written side by side and put in place together.
final class RowFiles {
  /// One file while it is written.
  private struct Sink {
    let name: String
    let file: PackedFile
    var rows = 0
  }

  private var sinks: [[Sink]] = []

  /// - Parameter formats: the formats in the order in which `append` gets their lines.
  init(folder: String, formats: [any RowFormat], compression: Compression) throws(FileError) {
    for split in Split.allCases {
      var row: [Sink] = []
      for format in formats {
        let name = split.rawValue + format.suffix + compression.suffix
        row.append(
          Sink(name: name, file: try PackedFile(folder + "/" + name, compression: compression)))
      }
      sinks.append(row)
    }
  }

  func append(_ lines: EncodedRows) throws(FileError) {
    for split in sinks.indices {
      for format in sinks[split].indices where lines.rows[split][format] > 0 {
        try sinks[split][format].file.append(lines.bytes(split, format))
        sinks[split][format].rows += lines.rows[split][format]
      }
    }
  }

  /// Puts all files in place; format by format, each in the order of splits.
  func commit() throws(FileError) -> [DatasetSummary.Output] {
    var outputs: [DatasetSummary.Output] = []
    for format in sinks[0].indices {
      for split in sinks {
        let sink = split[format]
        let (digest, isNew) = try sink.file.commit()
        outputs.append(
          DatasetSummary.Output(
            file: sink.name, rows: sink.rows, bytes: sink.file.bytes, digest: digest.hex,
            isNew: isNew))
      }
    }
    return outputs
  }
}
