import Artifacts
import Questions
import Recipe
import Retrieval
import Testing

/// Where distractors come from, and what keeps a passage from being one.
@Suite("Sources of distractors")
struct DistractorSourceTests {
  /// Ten documents of ten passages; passage 3 of document 2 is asked about.
  private static let shelves = SyntheticCorpus(
    pages: (0..<10).map { page in
      .init(
        uri: "\(page).html", title: "Shelf \(page)",
        chunks: (0..<10).map {
          "Board \($0) of shelf \(page) carries item \(page)\($0)x. It is oak."
        })
    })
  private static let question =
    #"{"id":"q","question":"What does board 3 of shelf 2 carry?","answer":"item 23x","evidence":["Board 3 of shelf 2 carries item 23x."]}"#

  /// The same question in other words, again and again.
  private static func questions(_ count: Int) -> String {
    (0..<count).map { number in
      """
      {"id":"q\(number)","question":"What does board 3 of shelf 2 carry (\(number))?",\
      "answer":"item 23x","evidence":["Board 3 of shelf 2 carries item 23x."]}
      """
    }.joined(separator: "\n")
  }

  private static func row(
    _ sources: [String: Double], k: Int = 4
  ) async throws -> (row: NativeRow, made: MadeDataset) {
    var options = DatasetOptions()
    options.sources = sources
    options.distractors = DistractorCount(k)
    options.oracleFraction = 1
    options.relativeScore = 0
    let made = try await MadeDataset(shelves, options: options, questions: question)
    return (try #require(try made.rows().first), made)
  }

  @Test("neighbours are the nearest passages of the document")
  func neighbours() async throws {
    let (row, made) = try await Self.row(["neighbour": 1])
    let ordinals = try row.passages.filter { $0.role == .distractor }.map {
      try #require(try made.index.passage(id: $0.chunk)).ordinal
    }
    #expect(ordinals.sorted() == [1, 2, 4, 5])
    #expect(row.passages.allSatisfy { $0.document == "2.html" })
    #expect(
      row.passages.allSatisfy { $0.source == ($0.role == .oracle ? nil : .neighbour) })
  }

  @Test("the same document gives any of its passages, and nothing twice")
  func sameDocument() async throws {
    let (row, _) = try await Self.row(["same-document": 1], k: 9)
    #expect(row.passages.count == 10)
    #expect(row.passages.allSatisfy { $0.document == "2.html" })
  }

  @Test("what a source lacks comes from elsewhere")
  func exhausted() async throws {
    let (row, _) = try await Self.row(["neighbour": 1], k: 12)
    let sources = row.passages.compactMap(\.source)
    #expect(sources.count { $0 == .neighbour } == 9)
    #expect(sources.count { $0 == .random } == 3)
  }

  @Test("shares are met: in each row up to one, over all rows nearly exactly")
  func shares() async throws {
    var options = DatasetOptions()
    options.sources = ["bm25": 0.5, "random": 0.3, "same-document": 0.2]
    options.distractors = 3
    options.oracleFraction = 1
    options.relativeScore = 0
    let made = try await MadeDataset(
      Self.shelves, options: options, questions: Self.questions(400))
    var totals: [DistractorSource: Int] = [:]
    for row in try made.rows() {
      let counts = Dictionary(grouping: row.passages.compactMap(\.source), by: { $0 })
        .mapValues(\.count)
      #expect(counts.values.reduce(0, +) == 3)
      for (source, share) in [(DistractorSource.bm25, 1.5), (.random, 0.9), (.sameDocument, 0.6)] {
        #expect(abs(Double(counts[source] ?? 0) - share) < 1)
      }
      for (source, count) in counts { totals[source, default: 0] += count }
    }
    #expect(abs((totals[.bm25] ?? 0) - 600) < 30)
    #expect(abs((totals[.random] ?? 0) - 360) < 30)
    #expect(abs((totals[.sameDocument] ?? 0) - 240) < 30)
  }

  @Test("random distractors are any passage, each as often as another")
  func uniform() async throws {
    var options = DatasetOptions()
    options.sources = ["random": 1]
    options.distractors = 5
    options.oracleFraction = 1
    let made = try await MadeDataset(
      Self.shelves, options: options, questions: Self.questions(2000))
    var counts: [Int: Int] = [:]
    for row in try made.rows() {
      #expect(row.passages.count == 6)
      for passage in row.passages where passage.role == .distractor {
        counts[passage.chunk, default: 0] += 1
        #expect(passage.rank == nil && passage.score == nil && passage.source == .random)
      }
    }
    #expect(counts.count == 99)
    // 98 degrees of freedom: under 149 in 99.9 % of uniform samples.
    #expect(chiSquare(Array(counts.values)) < 149)
  }

  @Test("a passage that scores nearly like the oracle is left out, and counted")
  func relativeScore() async throws {
    let line =
      #"{"id":"q","question":"valve pressure limit","answer":"nine bar","evidence":["nine bar"]}"#
    let corpus = SyntheticCorpus(pages: [
      .init(uri: "a", title: "Alpha", chunks: ["The valve pressure limit is nine bar here."]),
      .init(uri: "b", title: "Beta", chunks: ["The valve pressure limit is quite high here."]),
      .init(uri: "c", title: "Gamma", chunks: ["The valve is green and of brass, they say."]),
      .init(uri: "d", title: "Delta", chunks: ["Nothing of that sort was ever seen by us."]),
    ])
    for (limit, titles) in [(0.95, ["Delta", "Gamma"]), (0, ["Beta", "Gamma"])] {
      var options = DatasetOptions()
      options.distractors = 2
      options.oracleFraction = 1
      options.relativeScore = limit
      let made = try await MadeDataset(corpus, options: options, questions: line)
      let row = try #require(try made.rows().first)
      #expect(row.passages.filter { $0.role == .distractor }.map(\.title).sorted() == titles)
      #expect(made.summary.rejectedCandidates["scoresLikeOracle"] == (limit > 0 ? 1 : nil))
    }
  }

  @Test("vectors that an index lacks are an error that says how to make them")
  func noVectors() async throws {
    var options = DatasetOptions()
    options.sources = ["dense": 1]
    await #expect {
      _ = try await MadeDataset(Self.shelves, options: options)
    } throws: { error in
      "\(error)".contains("the index has no vectors") && "\(error)".contains("--embedding-table")
    }
  }
}
