import Artifacts
import Questions
import Retrieval

/// Where a ranking has passages for one question.
struct RankedPlaces: Sendable {
  /// The best first.
  let hits: [MinedQuestion.Pick]
  private let ranks: [Int: Int]

  init(_ hits: [Hit], source: DistractorSource) {
    self.hits = hits.enumerated().map { place, hit in
      MinedQuestion.Pick(number: hit.number, rank: place + 1, score: hit.score, source: source)
    }
    ranks = Dictionary(
      hits.enumerated().map { ($0.element.number, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  func place(of number: Int) -> MinedQuestion.Pick? { ranks[number].map { hits[$0] } }

  /// The best score of an oracle; nil where the ranking has none of them, and says nothing then.
  func oracleScore(_ oracles: [MinedQuestion.Pick]) -> Double? {
    oracles.compactMap { place(of: $0.number)?.score }.max()
  }
}

/// The rankings that a recipe needs, over one index.
struct QuestionRankings: Sendable {
  let searches: [(source: DistractorSource, search: PassageSearch)]
  /// How many passages are found at first: enough for most questions, and twice as fast as all.
  let shallow: Int
  /// How many are found where those were too few.
  let deep: Int

  var sources: [DistractorSource] { searches.map(\.source) }

  /// - Parameter embedder: what questions are embedded with, where vectors are needed.
  init(
    index: Index, options: DatasetOptions, embedder: (any Embedder)?, fusion: FusionOptions
  ) throws {
    let most = options.distractors.most
    (shallow, deep) = (most + 8, 10 * most + 20)
    var wanted = options.distractorSources.filter { $0.source.isRanking }
    if options.context == .asRetrieved {
      // One ranking is served: that which most distractors are asked of.
      let served = wanted.max { $0.share < $1.share }
      wanted = [served ?? (source: .bm25, share: 1)]
    }
    searches = try wanted.map { source, _ in
      if source == .bm25 { return (source, PassageSearch(index: index)) }
      guard let embedder else { throw IndexError(.noVectors, path: index.path) }
      return (
        source,
        try PassageSearch(
          index: index, method: source == .dense ? .dense : .hybrid(fusion), embedder: embedder)
      )
    }
  }

  /// The places of passages for each question, `depth` of them.
  func places(
    _ questions: [String], depth: Int
  ) async throws -> [[DistractorSource: RankedPlaces]] {
    var found = [[DistractorSource: RankedPlaces]](repeating: [:], count: questions.count)
    for (source, search) in searches {
      let queries = try await search.prepare(questions)
      let hits = try await search.search(queries, top: depth, threads: 1)
      for (number, hits) in hits.enumerated() {
        found[number][source] = RankedPlaces(hits, source: source)
      }
    }
    return found
  }
}
