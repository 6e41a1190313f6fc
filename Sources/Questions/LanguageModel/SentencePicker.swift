import Documents
import Retrieval

/// Picks the sentences that questions are asked for, by a rule that a person can follow.
///
/// A sentence may be asked for if it stands in running text, is whole (begins and ends as sentences
/// do), has 40 to 300 characters, names what it is about (does not begin with “this” or “it”) and
/// holds at least five different terms. Of those, the sentences are taken whose terms tell most: the
/// sum of their idf, divided by the square root of their number so that length alone does not win.
struct SentencePicker: Sendable {
  let reader: TermReader

  private static let lengths = 40...300
  private static let fewestTerms = 5

  /// UTF-8 ranges in the first passage, best first.
  func sentences(of material: Material, most: Int) throws(IndexError) -> [Range<Int>] {
    var ranked: [(score: Double, range: Range<Int>)] = []
    for range in PassageSentences.ranges(of: material.pieces[0].passage) {
      let text = material.pieces[0].passage.text(at: range)
      guard
        Self.lengths.contains(text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2e80 ? 2 : 1) }),
        Wording.isWhole(text), !text.hasSuffix("?"), !text.hasSuffix("？"),
        !StandAlone.isDangling(text, isOwn: false, language: material.language)
      else { continue }
      let terms = reader.set(of: [text], material.language)
      guard terms.count >= Self.fewestTerms else { continue }
      let score = try reader.weight(of: terms) / Double(terms.count).squareRoot()
      ranked.append((score, range))
    }
    return ranked.sorted { ($1.score, $0.range.lowerBound) < ($0.score, $1.range.lowerBound) }
      .prefix(most).map(\.range)
  }
}
