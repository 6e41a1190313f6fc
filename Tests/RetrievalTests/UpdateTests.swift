import Artifacts
import Documents
import Foundation
import GRDB
import Testing

@testable import Retrieval

/// An updated index says what a fresh one says.
@Suite struct UpdateTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: 0..<24)
  func aRowOfUpdatesIsAFreshIndex(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    let options = RetrievalOptions(
      k1: seed % 3 == 0 ? 1.5 : 0.9, stopwords: seed % 2 == 0, fts5: seed % 4 == 0)
    let (updated, fresh) = (folder.file("updated.sqlite"), folder.file("fresh.sqlite"))
    var corpus = SmallCorpus.random(
      &random, documents: [3, 40, 700][seed % 3], vocabulary: 3 + random.below(200))
    try SmallCorpus.write(corpus, to: updated, options: options)
    for round in 0..<4 {
      let kept = Self.change(&corpus, &random)
      try SmallCorpus.write(corpus, to: updated, options: options, keeping: kept)
      try SmallCorpus.write(corpus, to: fresh, options: options)
      try Self.expectSame(
        try Index(path: updated), try Index(path: fresh), &random, "seed \(seed), round \(round)")
      if options.fts5 { try Self.expectWholeFullText(updated) }
    }
  }

  /// Removes, changes and adds documents; returns the files that stayed as they were.
  private static func change(
    _ corpus: inout [(Document, [Chunk])], _ random: inout SplitMix64
  ) -> Set<String> {
    var changed: [(Document, [Chunk])] = []
    var kept: Set<String> = []
    for (file, records) in Dictionary(grouping: corpus, by: { SmallCorpus.file(of: $0.0) })
      .sorted(by: { $0.key < $1.key })
    {
      switch random.below(10) {
      case 0: break
      case 1:
        for record in records {
          var (other, chunks) = SmallCorpus.random(&random, documents: 1, vocabulary: 300)[0]
          other.uri = record.0.uri
          changed.append((other, chunks))
        }
      default:
        changed += records
        kept.insert(file)
      }
    }
    for _ in 0..<random.below(4) {
      // A container: its records come as one file.
      let name = "\(["a", "d", "z"][random.below(3)])/new\(random.below(1_000_000))"
      let records = SmallCorpus.random(&random, documents: 1 + random.below(3), vocabulary: 300)
      for (number, record) in records.enumerated() {
        var document = record.0
        document.uri = "\(name)#\(number)"
        changed.append((document, record.1))
      }
    }
    corpus = changed
    return kept
  }

  private static func expectSame(
    _ updated: Index, _ fresh: Index, _ random: inout SplitMix64, _ context: Comment
  ) throws {
    #expect(updated.passageCount == fresh.passageCount, context)
    #expect(updated.counts.documents == fresh.counts.documents, context)
    #expect(updated.counts.length == fresh.counts.length, context)
    #expect(updated.meta("stemmers") == fresh.meta("stemmers"), context)
    #expect(try updated.sources == fresh.sources, context)
    let describe = { (index: Index) in
      try index.documents.map {
        "\($0.id) \($0.uri) \($0.passages) \($0.title) \($0.digest)"
      }
    }
    #expect(try describe(updated) == describe(fresh), context)
    let all = 0..<fresh.passageCount
    let passages = { (index: Index) in
      try index.passages(in: all).map {
        "\($0.number) \($0.id) \($0.documentID) \($0.ordinal) \($0.text) \($0.headingPath)"
      }
    }
    #expect(try passages(updated) == passages(fresh), context)
    for number in all {
      let id = fresh.id(ofPassage: number)
      #expect(updated.id(ofPassage: number) == id, context)
      #expect(try updated.number(ofPassage: id) == number, context)
      #expect(
        try updated.digest(ofPassage: number) == fresh.digest(ofPassage: number), context)
      let passage = try updated.passage(number: number)
      #expect(
        try updated.document(of: passage).passages == fresh.document(ofPassage: number).passages,
        context)
    }
    for _ in 0..<25 {
      let query = (0..<1 + random.below(9)).map { _ in SmallCorpus.word(&random, 300) }
        .joined(separator: " ")
      let top = [1, 10, 5000][random.below(3)]
      #expect(
        try updated.search(query, top: top) == fresh.search(query, top: top),
        "\(context), query \(query), top \(top)")
    }
  }

  /// What FTS5 has is what the table `chunk` has.
  private static func expectWholeFullText(_ path: String) throws {
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "INSERT INTO chunk_fts(chunk_fts, rank) VALUES ('integrity-check', 1)")
    }
  }

  @Test func whatIsKeptIsNotWrittenAgain() throws {
    let path = folder.file("index.sqlite")
    let documents = (0..<20).map { SmallCorpus.document("d\($0)", texts: ["word\($0) all"]) }
    try SmallCorpus.write(documents, to: path)
    let before = try WholeFile.read(path)
    let kept = Set(documents.map { SmallCorpus.file(of: $0.0) })
    #expect(try !SmallCorpus.write(documents, to: path, keeping: kept))
    #expect(try WholeFile.read(path) == before)
    #expect(try #require(IndexContents(path: path)).isFresh)
    // One goes: no segment is needed to say so.
    try SmallCorpus.write(
      Array(documents.dropFirst()), to: path, keeping: kept.subtracting(["d0"]))
    let contents = try #require(IndexContents(path: path))
    #expect(!contents.isFresh)
    #expect(contents.segmentCount == 1)
    #expect(contents.orderedShare(keeping: kept) == 0.95)
    #expect(try Index(path: path).search("word0", top: 1) == [])
    #expect(try Index(path: path).search("all", top: 30).count == 19)
  }

  @Test func anIndexThatIsNoneIsNotUpdated() throws {
    #expect(IndexContents(path: folder.file("none")) == nil)
    try WholeFile.write(Array("text".utf8), to: folder.file("text"))
    #expect(IndexContents(path: folder.file("text")) == nil)
  }

  @Test func aDroppedUpdateLeavesTheOldIndex() throws {
    let path = folder.file("index.sqlite")
    try SmallCorpus.write([SmallCorpus.document("a", texts: ["x"])], to: path)
    let before = try WholeFile.read(path)
    do {
      let writer = try IndexWriter(
        path: path, options: RetrievalOptions(), configuration: "",
        updating: IndexContents(path: path))
      let (document, chunks) = SmallCorpus.document("b", texts: ["y"])
      try writer.add(writer.analyze(document: document, chunks: chunks))
    }
    #expect(try WholeFile.read(path) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index.sqlite"])
  }
}
