/// What the passages of a row are.
public enum ContextMode: String, Codable, Sendable, CaseIterable {
  /// The oracle and distractors in an order that is drawn for each row.
  case mined
  /// What the index finds for the question, in its order: as the tuned model will be served.
  ///
  /// The oracle stands where the search has it. Rows whose oracle it does not find hold distractors
  /// only, so P is what the search makes it.
  case asRetrieved = "as-retrieved"
}

/// What a group of rows that share a split is made of.
public enum SplitUnit: String, Codable, Sendable, CaseIterable {
  /// No document has oracles in two splits.
  case document
  /// Each question by itself: the paper's in-domain setting, where splits share documents.
  case question
  /// Documents, and those with passages that are nearly the same.
  case nearDuplicate = "near-duplicate"
  /// Documents, and those that link to one another.
  case link
}

/// How the files of rows are packed.
public enum Compression: String, Codable, Sendable, CaseIterable {
  case none, gzip, zstd

  /// What it adds to a file's name.
  var suffix: String {
    switch self {
    case .none: ""
    case .gzip: ".gz"
    case .zstd: ".zst"
    }
  }
}
