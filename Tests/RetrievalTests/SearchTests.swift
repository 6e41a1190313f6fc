import Artifacts
import Documents
import Foundation
import Retrieval
import Testing

@Suite struct SearchTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func findsTheBestPassageFirst() throws {
    let path = folder.file("index.sqlite")
    try SmallCorpus.write(
      [
        SmallCorpus.document("a", texts: ["vacuum removes dead rows", "the planner reads rows"]),
        SmallCorpus.document("b", title: "Autovacuum", texts: ["It runs VACUUM by itself"]),
      ], to: path)
    let index = try Index(path: path)
    let hits = try index.search("dead rows", top: 5)
    #expect(try hits.map { try index.passage(number: $0.number).ordinal } == [0, 1])
    #expect(try index.search("autovacuum", top: 5).map(\.number) == [2])
    #expect(try index.search("the", top: 5) == [])
    #expect(try index.search("unheard", top: 5) == [])
    #expect(try index.search("", top: 5) == [])
    #expect(try index.search("rows", top: 0) == [])
    #expect(try index.search("rows", top: -1) == [])
  }

  @Test func oneTermScoresAsTheFormulaSays() throws {
    let path = folder.file("index.sqlite")
    try SmallCorpus.write(
      [SmallCorpus.document("a", texts: ["cat cat dog", "dog"])], to: path)
    let hits = try Index(path: path).search("cat", top: 1)
    // N = 2, n = 1, tf = 2, length 3, average 2.
    let expected = log(1 + 1.5 / 1.5) * 2 / (2 + 0.9 * (1 - 0.4 + 0.4 * 3 / 2))
    #expect(abs(hits[0].score - expected) < 6e-8)
  }

  @Test func equalScoresGoByPassageID() throws {
    let path = folder.file("index.sqlite")
    try SmallCorpus.write(
      (0..<300).map { SmallCorpus.document("d\($0)", texts: ["same words"]) }, to: path)
    let index = try Index(path: path)
    let ids = try index.search("same", top: 300).map(\.id)
    #expect(ids == ids.sorted())
    #expect(ids.count == 300)
    #expect(try index.search("same", top: 7).map(\.id) == Array(ids.prefix(7)))
  }

  @Test(arguments: 0..<40)
  func ranksAsScoringEverythingDoes(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    let sizes = [1, 5, 60, 300, 1500]
    let documents = sizes[seed % sizes.count]
    let corpus = SmallCorpus.random(
      &random, documents: documents, vocabulary: 3 + random.below(400))
    let path = folder.file("index.sqlite")
    let options = RetrievalOptions(
      k1: seed % 3 == 0 ? 1.5 : 0.9, b: [0, 0.4, 1][seed % 3], stopwords: seed % 2 == 0,
      titleWeight: 1 + seed % 3, headingWeight: 1 + seed % 2)
    try SmallCorpus.write(corpus, to: path, options: options)
    let index = try Index(path: path)
    let scorer = try ExhaustiveScorer(index)
    for _ in 0..<25 {
      let query = (0..<1 + random.below(9)).map { _ in SmallCorpus.word(&random, 500) }
        .joined(separator: " ")
      let top = [1, 3, 10, 100, 5000][random.below(5)]
      #expect(
        try index.search(query, top: top) == scorer.search(query, top: top),
        "seed \(seed), query \(query), top \(top)")
    }
  }

  @Test func longListsRankAsScoringEverythingDoes() throws {
    var random = SplitMix64(state: 99)
    let corpus = (0..<9000).map { number in
      SmallCorpus.document(
        "d/\(number)",
        texts: [
          (0..<3 + random.below(20)).map { _ in SmallCorpus.word(&random, 60) }
            .joined(separator: " ")
        ])
    }
    let path = folder.file("index.sqlite")
    try SmallCorpus.write(corpus, to: path)
    let index = try Index(path: path)
    let scorer = try ExhaustiveScorer(index)
    for _ in 0..<12 {
      let query = (0..<1 + random.below(12)).map { _ in SmallCorpus.word(&random, 70) }
        .joined(separator: " ")
      for top in [1, 10, 1000] {
        #expect(try index.search(query, top: top) == scorer.search(query, top: top), "\(query)")
      }
    }
  }

  @Test func manyThreadsFindWhatOneFinds() throws {
    var random = SplitMix64(state: 3)
    let path = folder.file("index.sqlite")
    try SmallCorpus.write(
      SmallCorpus.random(&random, documents: 900, vocabulary: 200), to: path)
    let queries = (0..<500).map { _ in
      (0..<5).map { _ in SmallCorpus.word(&random, 200) }.joined(separator: " ")
    }
    let one = try Index(path: path).searchBatch(queries, top: 10, threads: 1)
    let four = try Index(path: path).searchBatch(queries, top: 10, threads: 4)
    let index = try Index(path: path)
    #expect(one == four)
    #expect(try one == queries.map { try index.search($0, top: 10) })
    #expect(try index.searchBatch([], top: 10, threads: 4).isEmpty)
  }
}
