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
    /// The ranking takes it for as good an answer as the oracle, or for a better one.
    case scoresLikeOracle
    /// It holds something of the benchmark that rows are kept apart from.
    case contaminated
  }

  private let index: Index
  private let options: DatasetOptions
  private let oracles: Set<Int>
  private let oraclePassages: [Passage]
  private var digests: Set<String> = []
  private var texts: [String] = []
  private let answer: NormalizedText
  private let evidence: [NormalizedText]
  private let shingles: [Shingles]

  init(
    question: QuestionRecord, oracles: [ShelvedPassage], index: Index, options: DatasetOptions,
    shelf: PassageShelf
  ) throws(IndexError) {
    self.index = index
    self.options = options
    self.oracles = Set(oracles.map(\.passage.number))
    oraclePassages = oracles.map(\.passage)
    answer = NormalizedText(question.answer).withoutFinalPunctuation
    evidence = question.evidence.compactMap { piece in
      let passage = oracles.first { $0.passage.id == piece.chunk }?.passage
      return passage.map { NormalizedText(piece.text(in: $0)) }
    }
    var shingles: [Shingles] = []
    for oracle in oracles { shingles.append(try shelf.shingles(oracle.passage.number)) }
    self.shingles = shingles
    for oracle in oracles { take(oracle) }
  }

  /// Why a passage is kept out; nil where it may be taken. Reads the passage only if it must.
  ///
  /// - Parameter oracleScore: the oracle's own score in the ranking that gave the candidate its
  ///   score; nil where it has none.
  func verdict(
    _ candidate: MinedQuestion.Pick, oracleScore: Double?, shelf: PassageShelf
  ) throws(IndexError) -> Verdict? {
    let number = candidate.number
    if oracles.contains(number) { return .oracle }
    if digests.contains(try index.digest(ofPassage: number)) { return .sameText }
    let shelved = try shelf.passage(number)
    if shelved.hasReservedMarks { return .reservedMarks }
    if oraclePassages.contains(where: shelved.passage.overlaps) { return .overlap }
    // Texts that differ may still be rendered alike.
    if texts.contains(where: { SameBytes.areIn($0, shelved.rendered) }) {
      return .sameText
    }
    let normalized = try shelf.normalized(number)
    if normalized.contains(answer) { return .containsAnswer }
    if evidence.contains(where: normalized.contains) { return .containsEvidence }
    let theirs = try shelf.shingles(number)
    if shingles.contains(where: { theirs.resembles($0, over: options.nearDuplicate) }) {
      return .nearDuplicate
    }
    // TopK-PercPos of NV-Retriever (Moreira et al. 2024): what scores like a positive mostly is one.
    if let score = candidate.score, let oracleScore, options.relativeScore > 0, oracleScore > 0,
      score > options.relativeScore * oracleScore
    {
      return .scoresLikeOracle
    }
    if try shelf.contamination(number) != nil { return .contaminated }
    return nil
  }

  /// Whether a passage holds the answer.
  func holdsAnswer(_ passage: NormalizedText) -> Bool {
    passage.contains(answer)
  }

  /// Remembers a passage that the row has, so that it comes in once.
  mutating func take(_ passage: ShelvedPassage) {
    digests.insert(passage.passage.digest)
    texts.append(passage.rendered)
  }
}
