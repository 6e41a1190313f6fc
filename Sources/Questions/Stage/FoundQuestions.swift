import Artifacts

/// What the question stage found, and what it left out and why.
public struct FoundQuestions: Sendable {
  public var records: [QuestionRecord] = []
  public var drops = DropCounts()
  /// The passages of the index, and those of them that have a question.
  public var passages = 0
  public var passagesWithQuestion = 0
  /// What each check dropped, in the order of the passages; of models and people only.
  public var ledger: [DroppedPair] = []
  /// What the model read and wrote for these questions, whether now or in an earlier run.
  public var usage = TokenUsage()
  /// Replies that were used, whether asked for now or found in the cache.
  public var replies = 0
  /// Before the round trip: how many questions were checked, and how many found their own passage
  /// among the first ten.
  public var checked = 0
  public var amongTen = 0

  /// Of people's pairs: how many were read, and of those that were kept how many have evidence by
  /// quote; the others have it by retrieval.
  public var pairsRead = 0
  public var evidenceByQuote = 0

  /// Questions of each kind that were kept.
  public var kinds: [(kind: String, count: Int)] {
    Dictionary(grouping: records, by: \.kind).map { ($0.key, $0.value.count) }
      .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
  }

  /// Takes over what asking a model dropped and used; its pairs have checks before them.
  mutating func add(_ outcome: Interview.Outcome) {
    ledger += outcome.drops
    usage += outcome.usage
    replies += outcome.replies
  }

  /// Counts what a ledger lists.
  mutating func count(_ ledger: [DroppedPair]) {
    for dropped in ledger {
      drops.add(
        dropped.reason,
        example: [dropped.place, dropped.question, dropped.detail].compactMap(\.self)
          .joined(separator: ": "))
    }
  }
}
