import Artifacts
import Questions

/// What rules that compare rows need of one: some 100 bytes, whatever the row's size.
///
/// Texts are compared by 64-bit hashes: among a million rows two different ones are taken for the
/// same once in 37 million runs.
struct RowFacts: Sendable {
  var file: Int
  var line: Int
  var split: String?
  var id: UInt64?
  var question: UInt64?
  /// The oracles' text, and their documents.
  var oracle: UInt64?
  var documents: [UInt64]
  var isInQuotas: Bool
  var holdsOracle: Bool
  /// Where the only oracle stands among how many passages.
  var place: (position: Int, of: Int)?

  private static let hash = SeededHash(seed: 0)

  init(_ row: RowRecord, file: Int, line: Int, split: String?) {
    (self.file, self.line) = (file, line)
    self.split = split ?? row.split
    id = row.id.map { Self.hash.rank(Array($0.utf8)) }
    let replayed = row.isReplayed
    question = replayed ? nil : row.question.map { Self.hash.rank(NormalizedText($0).bytes) }
    oracle =
      replayed || row.oracleContext?.isEmpty != false
      ? nil : row.oracleContext.map { Self.hash.rank(Array($0.utf8)) }
    documents = row.passages.filter(\.isOracle).compactMap { passage in
      passage.document.map { Self.hash.rank(Array($0.utf8)) }
    }
    isInQuotas = row.isInQuotas && row.format == .raft && row.tellsOracle
    holdsOracle = row.holdsOracle
    if isInQuotas, row.oraclePositions.count == 1, row.passages.count > 1 {
      place = (row.oraclePositions[0], row.passages.count)
    }
  }
}
