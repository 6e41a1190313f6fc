/// A question and its answer as somebody wrote them, before their evidence is found.
struct ImportedPair: Sendable, Hashable {
  /// The file and the line or the record, for people.
  var place: String
  var question: String
  var answer: String
  /// Texts that the file names as proof.
  var evidence: [String] = []
  /// A longer text in which the answer stands, as SQuAD has it.
  var context: String?
}

/// What is read of a file, in order.
enum ImportedItem: Sendable {
  case pair(ImportedPair)
  /// What is no use, with its place in the detail.
  case fault(DroppedPair)

  static func fault(_ reason: String, _ place: String, _ detail: String) -> ImportedItem {
    .fault(DroppedPair(reason: reason, detail: "\(place): \(detail)", passages: []))
  }
}

/// Reads the pairs of one file.
protocol PairReader: Sendable {
  /// Gives what it reads, in order of the file; a line or record that is no use is a fault, and costs
  /// no other.
  func read(_ path: String, emit: (ImportedItem) throws -> Void) async throws
}
