import Artifacts
import Foundation
import GRDB
import Retrieval
import Testing

/// Vectors in an index, and exact search over them.
@Suite struct EmbeddedPassagesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Every score by hand, in whole numbers for bytes: the ranking that a search must give.
  private func exhaustive(
    _ query: [Float], _ index: Index, _ vectors: [[Float]], _ storage: VectorStorage
  ) -> [Hit] {
    var hits: [Hit] = []
    for (number, vector) in vectors.enumerated() {
      var score: Float
      switch storage {
      case .float32: score = zip(vector, query).reduce(0) { $0 + $1.0 * $1.1 }
      case .int8:
        let (bytes, scale) = Self.rounded(vector)
        let (others, otherScale) = Self.rounded(query)
        let rest = zip(query, others).map { $0 - Float($1) * otherScale }
        let (more, moreScale) = Self.rounded(rest)
        let product = zip(bytes, others).reduce(0) { $0 + $1.0 * $1.1 }
        let second = zip(bytes, more).reduce(0) { $0 + $1.0 * $1.1 }
        let factor = otherScale > 0 ? moreScale / otherScale : 0
        score = (Float(product) * scale + Float(second) * scale * factor) * otherScale
      }
      if score == 0 { score = 0 }
      hits.append(Hit(number: number, id: index.id(ofPassage: number), score: Double(score)))
    }
    return hits.sorted { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
  }

  private static func rounded(_ vector: [Float]) -> ([Int], Float) {
    let largest = vector.map(abs).max() ?? 0
    if largest == 0 { return (vector.map { _ in 0 }, 0) }
    return (
      vector.map { Int(($0 / largest * 127).rounded(.toNearestOrEven)) }, largest / 127
    )
  }

  /// Dimensions and counts that fill words, registers and groups, and such as do not.
  @Test(
    arguments: [
      (1, 1), (3, 5), (4, 16), (5, 17), (8, 31), (20, 100), (64, 700), (67, 1100), (256, 520),
    ], VectorStorage.allCases)
  func everyPassageIsScored(_ size: (dimension: Int, count: Int), _ storage: VectorStorage)
    async throws
  {
    let path = folder.file("i")
    let embedder = CoarseEmbedder(dimension: size.dimension)
    try await SmallCorpus.write(
      texts: (0..<size.count).map { "t\($0)" }, to: path, with: embedder, storage: storage)
    let index = try Index(path: path)
    let vectors = try EmbeddedPassages(index: index)
    let texts = try index.passages(in: 0..<index.passageCount).map(\.text)
    let raw = try await embedder.embed(texts)
    let queries = try await embedder.embed((0..<13).map { "q\($0)" })
    let expected = queries.map { query in
      query.allSatisfy { $0 == 0 } ? [] : exhaustive(query, index, raw, storage)
    }
    // As many queries as the kernels take at once, and fewer.
    for count in [1, 5, 13] {
      for top in [1, 10, size.count + 5] {
        let found = try vectors.search(Array(queries[..<count]), top: top, threads: 3)
        for (hits, all) in zip(found, expected) {
          let isSame = hits == Array(all.prefix(top))
          #expect(isSame, "\(size) \(storage) top \(top)")
        }
      }
    }
  }

  @Test func moreQueriesThanABatchAreAnsweredAlike() async throws {
    let path = folder.file("i")
    let embedder = CoarseEmbedder(dimension: 32)
    try await SmallCorpus.write(
      texts: (0..<900).map { "t\($0)" }, to: path, with: embedder, storage: .int8)
    let vectors = try EmbeddedPassages(index: Index(path: path))
    let queries = try await embedder.embed((0..<151).map { "q\($0)" })
    let together = try vectors.search(queries, top: 7, threads: 2)
    for (query, hits) in zip(queries, together) {
      #expect(try vectors.search([query], top: 7, threads: 1) == [hits])
    }
    #expect(try vectors.search([], top: 7, threads: 2).isEmpty)
    #expect(try vectors.search(queries, top: 0, threads: 2).allSatisfy(\.isEmpty))
  }

  /// Queries are not rounded to eight bits: what is found is what float32 queries find.
  @Test func bytesAreComparedWithTheWholeQuery() async throws {
    let path = folder.file("i")
    var random = SplitMix64(state: 1)
    func vector() -> [Float] { (0..<64).map { _ in Float(random.below(1 << 20)) / 524_288 - 1 } }
    let texts = (0..<800).map { "t\($0)" }
    let embedder = ListedEmbedder(
      vectors: Dictionary(uniqueKeysWithValues: texts.map { ($0, vector()) }))
    try await SmallCorpus.write(texts: texts, to: path, with: embedder, storage: .int8)
    let index = try Index(path: path)
    let vectors = try EmbeddedPassages(index: index)
    for _ in 0..<20 {
      let query = vector()
      for hit in try vectors.search([query], top: 800, threads: 1)[0] {
        let stored = try #require(embedder.vectors[try index.passage(number: hit.number).text])
        let (bytes, scale) = Self.rounded(stored)
        let exact = zip(bytes, query).reduce(0) {
          $0 + Double($1.0) * Double(scale) * Double($1.1)
        }
        #expect(abs(hit.score - exact) < 1e-3)
      }
    }
  }

  @Test func whatIsEmbeddedIsThePassageAsItIsShown() async throws {
    let path = folder.file("i")
    let writer = try IndexWriter(path: path, options: RetrievalOptions(), configuration: "{}")
    let (document, chunks) = SmallCorpus.document(
      "a", title: "Title", texts: ["text"], headingPath: ["Heading"])
    try writer.add(writer.analyze(document: document, chunks: chunks))
    let embedder = ListedEmbedder(vectors: ["Title > Heading\n\ntext": [0.6, -0.8]])
    let count = try await writer.embed(
      with: embedder, storage: .int8, threads: 1, progress: SilentProgress())
    #expect(count == 1)
    // What has a vector is not embedded again, unless vectors of another kind are asked for.
    let more = try await writer.embed(
      with: embedder, storage: .int8, threads: 1, progress: SilentProgress())
    #expect(more == 0)
    let again = try await writer.embed(
      with: embedder, storage: .float32, threads: 1, progress: SilentProgress())
    #expect(again == 1)
    try writer.finish(drops: DropCounts())
    let index = try Index(path: path)
    #expect(
      try index.embedding
        == EmbeddedPassages.Description(model: "listed", dimension: 2, storage: .float32))
    let blob = try await DatabaseQueue(path: path).read {
      try Data.fetchOne($0, sql: "SELECT vector FROM embedding JOIN chunk ON chunk_id = chunk.id")
    }
    #expect(
      VectorStorage.float32.decode([UInt8](try #require(blob)), dimension: 2) == [0.6, -0.8])
    #expect(index.meta("embedding_model") == "listed")
  }

  @Test(arguments: VectorStorage.allCases)
  func storedVectorsAreNearlyTheSame(_ storage: VectorStorage) throws {
    for vector: [Float] in [[1, -1, 0.5], [0, 0, 0], [1e-30, 2e-30, -3e-30], [0.1]] {
      let bytes = storage.encode(vector)
      #expect(bytes.count == storage.width(dimension: vector.count))
      let back = try #require(storage.decode(bytes, dimension: vector.count))
      let step = storage == .float32 ? 0 : (vector.map(abs).max() ?? 0) / 127
      for (x, y) in zip(vector, back) { #expect(abs(x - y) <= step * 0.5001) }
      #expect(storage.decode(bytes + [0], dimension: vector.count) == nil)
    }
  }

  @Test func theSameInputGivesTheSameBytesWithAnyNumberOfThreads() async throws {
    let texts = (0..<1500).map { "text \($0)" }
    var files: [[UInt8]] = []
    for threads in [1, 2, 5] {
      let path = folder.file("\(threads)")
      try await SmallCorpus.write(
        texts: texts, to: path, with: CoarseEmbedder(dimension: 9), storage: .int8,
        threads: threads)
      files.append(try WholeFile.read(path))
    }
    #expect(files[0] == files[1])
    #expect(files[0] == files[2])
  }

  @Test func anIndexWithoutVectorsOrWithOthersSaysSo() async throws {
    let bare = folder.file("bare")
    try SmallCorpus.write([SmallCorpus.document("a", texts: ["x"])], to: bare)
    let embedder = ListedEmbedder(vectors: ["x": [1, 0], "q": [1, 0]])
    #expect(try Index(path: bare).embedding == nil)
    let none = #expect(throws: IndexError.self) {
      try PassageSearch(index: Index(path: bare), method: .dense, embedder: embedder)
    }
    #expect(
      none?.description
        == "\(bare): the index has no vectors; build it again with "
        + "`raftwright index PATH... --output \(bare) --embedding-table TABLE`")
    let path = folder.file("i")
    try await SmallCorpus.write(texts: ["x"], to: path, with: embedder)
    let other = ListedEmbedder(model: "other", vectors: embedder.vectors)
    let model = #expect(throws: IndexError.self) {
      try PassageSearch(index: Index(path: path), method: .dense, embedder: other)
    }
    #expect(model?.code == .otherModel(index: "listed", query: "other"))
    let longer = ListedEmbedder(vectors: ["q": [1, 0, 0]])
    let search = try PassageSearch(index: Index(path: path), method: .dense, embedder: longer)
    let queries = try await search.prepare(["q"])
    let dimension = await #expect(throws: IndexError.self) {
      try await search.search(queries, top: 1, threads: 1)
    }
    #expect(dimension?.code == .otherDimension(index: 2, query: 3))
  }

  @Test func damagedVectorsAreSaidToBe() async throws {
    let path = folder.file("i")
    for (sql, what) in [
      (
        "DELETE FROM embedding WHERE chunk_id = (SELECT max(id) FROM chunk)",
        "1 passages have no vector"
      ),
      ("UPDATE embedding SET vector = x'00'", "the vector of chunk"),
      (
        "UPDATE meta SET value = 'float16' WHERE key = 'embedding_storage'",
        "meta does not say how vectors are stored"
      ),
    ] {
      try await SmallCorpus.write(
        texts: ["x", "y"], to: path, with: CoarseEmbedder(dimension: 3))
      try await DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
      let error = #expect(throws: IndexError.self) {
        try EmbeddedPassages(index: Index(path: path))
      }
      #expect(error?.description.contains(what) == true, "\(String(describing: error))")
    }
  }

  @Test func anEmbedderThatGivesTooLittleIsRefused() async throws {
    struct Short: Embedder {
      let model = "short"
      let vectors: [[Float]]
      func embed(_ texts: [String]) async throws -> [[Float]] { vectors }
    }
    for (vectors, code) in [
      ([[1, 0]], EmbeddingError.Code.miscounted(texts: 2, vectors: 1)),
      ([[1, 0], [1]], .uneven(expected: 2, found: 1)),
      ([[1, 0], [.nan, 0]], .notFinite),
    ] as [([[Float]], EmbeddingError.Code)] {
      let error = await #expect(throws: EmbeddingError.self) {
        try await SmallCorpus.write(
          texts: ["x", "y"], to: folder.file("i"), with: Short(vectors: vectors))
      }
      #expect(error?.code == code)
    }
  }
}
