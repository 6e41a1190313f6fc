import Artifacts

/// What a run of `DatasetBuilder` made: for a command to print and to choose its exit code by.
public struct DatasetSummary: Sendable {
  /// A file of the dataset folder.
  public struct Output: Sendable, Equatable {
    /// Its name in the folder.
    public var file: String
    /// How many rows it holds; nil for a file without rows.
    public var rows: Int?
    public var bytes: Int
    /// SHA-256, 64 hexadecimal digits.
    public var digest: String
    /// Whether the run changed it.
    public var isNew: Bool

    init(file: String, rows: Int?, bytes: Int, digest: String, isNew: Bool) {
      self.file = file
      self.rows = rows
      self.bytes = bytes
      self.digest = digest
      self.isNew = isNew
    }

    /// Writes a file without rows.
    init(writing bytes: [UInt8], to file: String, in folder: String) throws(FileError) {
      let isNew = try WholeFile.write(bytes, to: folder + "/" + file)
      self.init(
        file: file, rows: nil, bytes: bytes.count, digest: Digest(of: bytes).hex, isNew: isNew)
    }
  }

  /// The dataset folder.
  public var folder: String
  public var outputs: [Output] = []
  /// Files of an earlier run that were removed, as this one does not write them anew.
  public var removed: [String] = []
  /// How many questions could be used.
  public var questions = 0
  public var questionsByKind: [String: Int] = [:]
  /// Rows by split and class.
  public var rows: [Split: [RowClass: Int]] = [:]
  /// Questions and rows that were dropped.
  public var drops = DropCounts()
  /// Rows that are there but have less than was asked for: `tooFewPassages`.
  public var shortages = DropCounts()
  /// Candidates that a guard kept from being distractors; no loss, for each row took the next one.
  public var rejectedCandidates: [String: Int] = [:]
  /// What the splits have in common.
  public var leakage = LeakageReport()
  /// Passages that a benchmark has, and that are no distractors therefore.
  public var contaminatedPassages = 0
  /// How many different values of each kind were replaced by placeholders.
  public var redacted: [RedactedKind: Int] = [:]

  init(folder: String) {
    self.folder = folder
  }

  public func rows(in split: Split) -> Int {
    rows[split]?.values.reduce(0, +) ?? 0
  }

  public func rows(of rowClass: RowClass) -> Int {
    rows.values.reduce(0) { $0 + ($1[rowClass] ?? 0) }
  }

  public var totalRows: Int {
    Split.allCases.reduce(0) { $0 + rows(in: $1) }
  }

  /// Classes that quotas fill, and others that the dataset has.
  var rowClasses: [RowClass] {
    RowClass.allCases.filter { $0 == .oracle || $0 == .memorize || rows(of: $0) > 0 }
  }
}
