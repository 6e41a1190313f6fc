import Retrieval

/// Whether a question finds its own passage again, or one with the same text.
struct RoundTrip: Sendable {
  let index: Index
  /// Among so many; 0 turns the check off.
  let depth: Int

  /// For each question the rank of its first oracle, from 1; nil where none is among `depth` or ten,
  /// whichever is more.
  func ranks(
    of questions: [(text: String, oracles: [Int])], threads: Int
  ) throws -> [Int?] {
    let hits = try index.searchBatch(
      questions.map(\.text), top: max(10, depth), threads: threads)
    var ranks: [Int?] = []
    for (question, hits) in zip(questions, hits) {
      ranks.append(try rank(of: question.oracles, in: hits))
    }
    return ranks
  }

  private func rank(of oracles: [Int], in hits: [Hit]) throws -> Int? {
    if let place = hits.firstIndex(where: { oracles.contains($0.id) }) { return place + 1 }
    guard let oracle = oracles.first, let number = try index.number(ofPassage: oracle)
    else { return nil }
    let digest = try index.digest(ofPassage: number)
    return try hits.firstIndex { try index.digest(ofPassage: $0.number) == digest }.map { $0 + 1 }
  }
}
