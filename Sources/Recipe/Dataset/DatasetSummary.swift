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
  }

  /// The dataset folder.
  public var folder: String
  public var outputs: [Output] = []
  /// Files of an earlier run that were removed, as this one does not write them anew.
  public var removed: [String] = []
  /// How many questions could be used.
  public var questions = 0
  public var questionsByKind: [String: Int] = [:]
  /// Rows by split and class; every combination is there.
  public var rows: [Split: [RowClass: Int]] = [:]
  /// Questions and rows that were dropped.
  public var drops = DropCounts()
  /// Rows that are there but have less than was asked for: `tooFewPassages`.
  public var shortages = DropCounts()
  /// Candidates that a guard kept from being distractors; no loss, for each row took the next one.
  public var rejectedCandidates: [String: Int] = [:]

  init(folder: String) {
    self.folder = folder
    for split in Split.allCases {
      for rowClass in RowClass.allCases { rows[split, default: [:]][rowClass] = 0 }
    }
  }

  public func rows(in split: Split) -> Int {
    rows[split]?.values.reduce(0, +) ?? 0
  }

  public var totalRows: Int {
    Split.allCases.reduce(0) { $0 + rows(in: $1) }
  }
}
