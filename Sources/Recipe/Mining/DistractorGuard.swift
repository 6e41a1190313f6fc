import Questions
import Retrieval

/// Keeps passages out of a row that would make a distractor a second oracle.
struct DistractorGuard {
  /// Why a passage is no distractor; the raw value is the name under which it is counted.
  enum Verdict: String, CaseIterable {
    /// It is the oracle itself.
    case oracle
    /// Its text is that of an oracle or of a distractor that the row has.
    case sameText
    /// It shares a stretch of the document with an oracle: passages may overlap.
    case overlap
    case containsAnswer
    case containsEvidence
    /// It holds a mark that parts passages in a row.
    case reservedMarks
    /// Nearly all its words stand in an oracle in the same order.
    case nearDuplicate
  }

  /// The Jaccard similarity of five-word shingles above which a passage is an oracle's twin.
  static let nearDuplicateLimit = 0.8

  private let index: Index
  private let oracles: Set<Int>
  private let oraclePassages: [Passage]
  private var digests: Set<String> = []
  private var texts: Set<[UInt8]> = []
  private let answer: NormalizedText
  private let evidence: [NormalizedText]
  private let shingles: [Shingles]

  init(
    question: QuestionRecord, oracles: [ShelvedPassage], index: Index,
    shelf: inout PassageShelf
  ) throws(IndexError) {
    self.index = index
    self.oracles = Set(oracles.map(\.passage.number))
    oraclePassages = oracles.map(\.passage)
    answer = NormalizedText(question.answer).withoutFinalPunctuation
    evidence = question.evidence.compactMap { piece in
      let passage = oracles.first { $0.passage.id == piece.chunk }?.passage
      return passage.map { NormalizedText(piece.text(in: $0)) }
    }
    var shingles: [Shingles] = []
    for oracle in oracles { shingles.append(try shelf.compared(oracle.passage.number).shingles) }
    self.shingles = shingles
    for oracle in oracles { take(oracle) }
  }

  /// Why a passage is kept out; nil where it may be taken. Reads the passage only if it must.
  func verdict(
    _ number: Int, shelf: inout PassageShelf
  ) throws(IndexError) -> Verdict? {
    if oracles.contains(number) { return .oracle }
    if digests.contains(try index.digest(ofPassage: number)) { return .sameText }
    let candidate = try shelf.passage(number)
    if ReservedMarks.areIn(passage: candidate.rendered) { return .reservedMarks }
    if oraclePassages.contains(where: candidate.passage.overlaps) { return .overlap }
    // Texts that differ may still be rendered alike.
    if texts.contains(Array(candidate.rendered.utf8)) { return .sameText }
    let compared = try shelf.compared(number)
    if compared.normalized.contains(answer) { return .containsAnswer }
    if evidence.contains(where: compared.normalized.contains) { return .containsEvidence }
    if shingles.contains(where: {
      compared.shingles.resembles($0, over: Self.nearDuplicateLimit)
    }) {
      return .nearDuplicate
    }
    return nil
  }

  /// Remembers a passage that the row has, so that it comes in once.
  mutating func take(_ passage: ShelvedPassage) {
    digests.insert(passage.passage.digest)
    texts.insert(Array(passage.rendered.utf8))
  }
}
