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
  /// What may be asked once in a split: the question, with its answer where other passages may ask
  /// for another.
  var asked: UInt64?
  /// The oracles' text, and their documents.
  var oracle: UInt64?
  var documents: [UInt64]
  var isInQuotas: Bool
  var holdsOracle: Bool
  /// Whether no quote stands in a passage, where the row does not tell whether it lacks its oracle.
  var quotesNothing: Bool?
  /// Where the only oracle stands among how many passages.
  var place: (position: Int, of: Int)?

  private static let hash = SeededHash(seed: 0)

  init(_ row: RowRecord, file: Int, line: Int, split: String?, quotesNothing: Bool?) {
    (self.file, self.line) = (file, line)
    self.split = split ?? row.split
    id = row.id.map { Self.hash.rank(Array($0.utf8)) }
    let replayed = row.isReplayed
    self.quotesNothing = quotesNothing
    question =
      replayed
      ? nil
      : (row.question ?? (row.format.isConversation ? row.prompt : nil)).map(Self.hash(ofQuestion:))
    // A counterfactual row asks what its model asks.
    let isOther = row.rowClass != nil && !row.isInQuotas
    if let question, !isOther {
      let variesByPassages =
        row.format.isConversation && row.rowClass == nil && !row.passages.isEmpty
      asked =
        variesByPassages
        ? question ^ Self.hash.rank(Array((row.fullAnswer ?? "").utf8)) : question
    }
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

  /// The same for a question in other case, with other white space or another end.
  private static func hash(ofQuestion question: String) -> UInt64 {
    hash.rank(NormalizedText(question).withoutFinalPunctuation.bytes)
  }
}
