import Artifacts
import Questions

/// The questions that give rows with the passages that were found for them, packed: 40 bytes a
/// question and 16 a passage, so that a million of them fit where a thousand do.
struct CandidateList: Sendable {
  /// What is kept of a question; the rest is read again from its line.
  struct Entry: Sendable {
    /// The number of its line in the file of questions, from 1.
    var line: Int32
    var wanted: Int16
    var isAnsweredElsewhere: Bool
    /// Whether the search has all its oracles among the passages of an as-retrieved row.
    var isRetrieved: Bool
    /// Whether its value can be changed.
    var isChangeable: Bool
    /// The hash by which classes are filled.
    var classRank: UInt64
    /// The hash by which a question that is a group of its own goes into a split.
    var splitRank: UInt64
    fileprivate var end: Int
  }

  private struct Pick: Sendable {
    /// In millionths, as rows have it; the least number where there is none.
    var score: Int64
    var number: Int32
    /// From 1; 0 where there is none.
    var rank: UInt16
    /// The place of the source among all, from 1; 0 for an oracle.
    var source: UInt8
  }

  private(set) var entries: [Entry] = []
  private var picks: [Pick] = []

  var count: Int { entries.count }

  mutating func append(
    _ question: QuestionRecord, line: Int, mined: MinedQuestion, isChangeable: Bool,
    hash: SeededHash
  ) {
    picks += mined.oracles.map { Self.packed($0, source: 0) }
    picks += mined.distractors.map { Self.packed($0, source: Self.code(of: $0.source)) }
    entries.append(
      Entry(
        line: Int32(line), wanted: Int16(mined.wanted),
        isAnsweredElsewhere: mined.isAnsweredElsewhere,
        isRetrieved: mined.retrievedOracles == mined.oracles.count, isChangeable: isChangeable,
        classRank: hash.rank("class", question.id), splitRank: hash.rank("split", question.id),
        end: picks.count))
  }

  /// The numbers of a question's oracles.
  func oracles(of index: Int) -> [Int] {
    range(of: index).lazy.filter { picks[$0].source == 0 }.map { Int(picks[$0].number) }
  }

  /// The numbers of all passages of a question.
  func passages(of index: Int) -> [Int] {
    range(of: index).map { Int(picks[$0].number) }
  }

  func mined(_ index: Int) -> MinedQuestion {
    var mined = MinedQuestion(oracles: [])
    mined.wanted = Int(entries[index].wanted)
    mined.isAnsweredElsewhere = entries[index].isAnsweredElsewhere
    for place in range(of: index) {
      let pick = Self.unpacked(picks[place])
      if picks[place].source == 0 {
        mined.oracles.append(pick)
      } else {
        mined.distractors.append(pick)
      }
    }
    return mined
  }

  private func range(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : entries[index - 1].end)..<entries[index].end
  }

  private static func code(of source: DistractorSource?) -> UInt8 {
    UInt8((source.flatMap(DistractorSource.allCases.firstIndex(of:)) ?? 0) + 1)
  }

  private static func packed(_ pick: MinedQuestion.Pick, source: UInt8) -> Pick {
    let score = pick.score.flatMap { $0.magnitude < 1e12 ? Int64(($0 * 1e6).rounded()) : nil }
    return Pick(
      score: score ?? .min, number: Int32(pick.number),
      rank: pick.rank.map { UInt16(clamping: $0) } ?? 0, source: source)
  }

  private static func unpacked(_ pick: Pick) -> MinedQuestion.Pick {
    MinedQuestion.Pick(
      number: Int(pick.number), rank: pick.rank == 0 ? nil : Int(pick.rank),
      score: pick.score == .min ? nil : Double(pick.score) / 1e6,
      source: pick.source == 0 ? nil : DistractorSource.allCases[Int(pick.source) - 1])
  }
}
