import Foundation
import Retrieval
import Testing

/// Two rankings fused into one.
@Suite struct HybridTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// By words, "cat" finds document 0 before 1; by vectors the order is 2, 1, 0.
  private func search(_ options: FusionOptions) async throws -> [(text: String, score: Double)] {
    let path = folder.file("i")
    let texts = ["cat cat", "cat dog dog dog", "kitten"]
    let embedder = ListedEmbedder(vectors: [
      texts[0]: [0, 1], texts[1]: [0.6, 0.8], texts[2]: [1, 0], "cat": [1, 0],
    ])
    try await SmallCorpus.write(texts: texts, to: path, with: embedder)
    let index = try Index(path: path)
    let search = try PassageSearch(index: index, method: .hybrid(options), embedder: embedder)
    let hits = try await search.search(search.prepare(["cat"]), top: 10, threads: 1)[0]
    return try hits.map { (try index.passage(number: $0.number).text, $0.score) }
  }

  @Test func scoresAreSumsOfReciprocalRanks() async throws {
    let found = try await search(FusionOptions(k: 9, denseWeight: 0.5, depth: 10))
    // 10 / 1.5 × (1/10 + .5/12), (1/11 + .5/11), .5/10.
    let expected = [
      ("cat cat", 10 / 1.5 * (1.0 / 10 + 0.5 / 12)),
      ("cat dog dog dog", 10 / 1.5 * (1.0 / 11 + 0.5 / 11)), ("kitten", 10 / 1.5 * 0.05),
    ]
    #expect(found.map(\.text) == expected.map(\.0))
    for (hit, wanted) in zip(found, expected) { #expect(abs(hit.score - wanted.1) < 1e-12) }
  }

  @Test func weightAndDepthDecide() async throws {
    let heavy = try await search(FusionOptions(k: 9, denseWeight: 50, depth: 10))
    #expect(heavy.map(\.text) == ["kitten", "cat dog dog dog", "cat cat"])
    let shallow = try await search(FusionOptions(k: 9, denseWeight: 0.5, depth: 1))
    #expect(shallow.map(\.text) == ["cat cat", "kitten"])
    let none = try await search(FusionOptions(k: 9, denseWeight: 0, depth: 10))
    #expect(none.map(\.text).prefix(2) == ["cat cat", "cat dog dog dog"])
  }

  @Test func firstInBothHasOne() async throws {
    let path = folder.file("j")
    let embedder = ListedEmbedder(vectors: ["cat": [1, 0], "dog": [0, 1]])
    try await SmallCorpus.write(texts: ["cat", "dog"], to: path, with: embedder)
    let search = try PassageSearch(
      index: Index(path: path), method: .hybrid(FusionOptions()), embedder: embedder)
    let hits = try await search.search(search.prepare(["cat"]), top: 1, threads: 1)[0]
    #expect(abs((hits.first?.score ?? 0) - 1) < 1e-12)
  }

  @Test func runsNameDocumentsByTheirBestPassage() async throws {
    let path = folder.file("k")
    let embedder = ListedEmbedder(vectors: ["cat": [1, 0], "dog": [-0.6, 0.8]])
    try await SmallCorpus.write(texts: ["cat", "dog"], to: path, with: embedder)
    let search = try PassageSearch(
      index: Index(path: path), method: .dense, embedder: embedder)
    let lines = try await TRECRun(search: search, top: 5, threads: 1)
      .lines([Topic(id: "1", text: "cat")])
    #expect(
      String(decoding: lines, as: UTF8.self)
        == "1 Q0 000000 1 1.000000 raftwright\n1 Q0 000001 2 -0.600000 raftwright\n")
  }
}
