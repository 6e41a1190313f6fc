import Artifacts

/// Rows as lines of JSONL, by split and format.
struct EncodedRows: Sendable {
  /// One element for each split, in it one for each format.
  private var writers: [[JSONWriter]]
  /// How many lines each of them has.
  private(set) var rows: [[Int]]
  private let formats: [any RowFormat]

  init(formats: [any RowFormat]) {
    self.formats = formats
    writers = Split.allCases.map { _ in formats.map { _ in JSONWriter() } }
    rows = Split.allCases.map { _ in formats.map { _ in 0 } }
  }

  /// The lines of a split in a format.
  func bytes(_ split: Int, _ format: Int) -> [UInt8] { writers[split][format].bytes }

  /// The lines of the native format, which is the first, by split.
  var native: [[UInt8]] { writers.map { $0.first?.bytes ?? [] } }

  mutating func append(_ row: FinishedRow) {
    guard let split = Split.allCases.firstIndex(of: row.native.split) else { return }
    for (index, format) in formats.enumerated() {
      guard format.write(row, to: &writers[split][index]) else { continue }
      writers[split][index].newline()
      rows[split][index] += 1
    }
  }
}
