import Artifacts
import Documents
import Foundation
import GRDB
import Retrieval
import Testing

@Suite struct IndexTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func clientsThatKnowOnlySQLiteCanSearch() throws {
    let path = folder.file("fts")
    try SmallCorpus.write(
      [
        SmallCorpus.document("a", texts: ["vacuum removes dead rows", "the planner"]),
        SmallCorpus.document("b", texts: ["plans"], headingPath: ["Vacuuming"]),
      ], to: path, options: RetrievalOptions(fts5: true))
    let found = try DatabaseQueue(path: path).read {
      try Int.fetchAll(
        $0, sql: "SELECT rowid FROM chunk_fts WHERE chunk_fts MATCH 'vacuum' ORDER BY rank, rowid")
    }
    #expect(Set(found) == [0, 2])
  }

  @Test func keepsDocumentsAndPassages() throws {
    let path = folder.file("index.sqlite")
    var (document, chunks) = SmallCorpus.document(
      "b/two.html", title: "Two", language: "en", texts: ["first \"text\"\n", "second"],
      headingPath: ["A", "B > C"])
    document.tables = [Document.Table(caption: "Cap", columns: ["x", "ü"])]
    chunks[1].spans = [
      ChunkSpan(
        kind: .tableRow, range: 0..<6, depth: 1, number: 2, list: 3, table: 0,
        isContinuation: true,
        parts: [
          BlockPart(role: .headerCell, range: 0..<2), BlockPart(role: .cell, range: 3..<6),
        ])
    ]
    var drops = DropCounts()
    drops.add("emptyDocument", example: "b/x.html has \"nothing\"")
    let source = SourceRecord(
      path: "b/two.html", bytes: 9, digest: "00", reader: "html", documents: 1)
    try SmallCorpus.write(
      [(document, chunks), SmallCorpus.document("a.html", texts: ["alpha"])], to: path,
      configuration: #"{"a":1}"#, sources: [source], drops: drops)

    let index = try Index(path: path)
    #expect(index.passageCount == 3)
    #expect(try index.documents.map(\.uri) == ["a.html", "b/two.html"])
    #expect(try index.documents.map(\.passages) == [0..<1, 1..<3])
    #expect(try index.documents[1].tables == document.tables)
    #expect(try index.documents[1].language == "en")
    #expect(try index.documents[0].language == nil)
    #expect(try index.documents[1].digest == document.digest.hex)
    #expect(index.configuration == #"{"a":1}"#)
    #expect(index.meta("passages") == "3")
    #expect(index.meta("nothing") == nil)
    #expect(index.drops == drops)
    #expect(try index.sources.map(\.path) == ["a.html", "b/two.html"])
    #expect(try index.sources[1] == source)
    #expect(index.options == RetrievalOptions())
    #expect(index.counts.documents == 2)

    let documents = try index.documents
    let passages = try index.passages(in: 1..<3)
    #expect(passages.map(\.text) == ["first \"text\"\n", "second"])
    #expect(passages.map(\.headingPath) == [["A", "B > C"], ["A", "B > C"]])
    #expect(passages[1].spans == chunks[1].spans)
    #expect(passages[1].ordinal == 1)
    #expect(passages[1].number == 2)
    #expect(passages[1].documentID == documents[1].id)
    #expect(passages[1].digest == Digest(of: "second").hex)
    #expect(try index.digest(ofPassage: 2) == passages[1].digest)
    #expect(passages[1].id == Int(Digest(of: "b/two.html#1").prefix(bits: 48)))
    #expect(try index.passage(id: passages[1].id)?.number == 2)
    #expect(index.id(ofPassage: 2) == passages[1].id)
    #expect(try index.passage(id: 1) == nil)
    #expect(try index.document(ofPassage: 0).uri == "a.html")
    #expect(try index.document(ofPassage: 2).uri == "b/two.html")
  }

  @Test func anyClientReadsDocumentsAndChunks() throws {
    let path = folder.file("index.sqlite")
    try SmallCorpus.write(
      [SmallCorpus.document("a.html", title: "A", texts: ["x", "y"])], to: path)
    let rows = try DatabaseQueue(path: path).read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT uri || ' ' || ordinal || ' ' || text || ' ' || structure
          FROM chunk JOIN document ON document.id = document_id ORDER BY number
          """)
    }
    #expect(
      rows == [
        #"a.html 0 x [["paragraph",0,1]]"#,
        #"a.html 1 y [["paragraph",0,1]]"#,
      ])
  }

  @Test func sameInputGivesTheSameBytesAndKeepsTheFile() throws {
    var random = SplitMix64(state: 5)
    let corpus = SmallCorpus.random(&random, documents: 200, vocabulary: 300)
    let (first, second) = (folder.file("1.sqlite"), folder.file("2.sqlite"))
    #expect(try SmallCorpus.write(corpus, to: first))
    #expect(try SmallCorpus.write(corpus.reversed(), to: second))
    #expect(try WholeFile.read(first) == WholeFile.read(second))
    #expect(try !SmallCorpus.write(corpus, to: first))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        "1.sqlite", "2.sqlite",
      ])
  }

  @Test func anEmptyCorpusGivesAnEmptyIndex() throws {
    let path = folder.file("index.sqlite")
    try SmallCorpus.write([], to: path)
    let index = try Index(path: path)
    #expect(index.passageCount == 0)
    #expect(try index.documents.isEmpty)
    #expect(try index.search("anything", top: 10) == [])
    #expect(try index.passages(in: 0..<0).isEmpty)
  }

  @Test func aDroppedWriterLeavesTheOldIndex() throws {
    let path = folder.file("index.sqlite")
    try SmallCorpus.write([SmallCorpus.document("a", texts: ["x"])], to: path)
    do {
      let writer = try IndexWriter(path: path, options: RetrievalOptions(), configuration: "")
      let (document, chunks) = SmallCorpus.document("b", texts: ["y"])
      try writer.add(writer.analyze(document: document, chunks: chunks))
    }
    #expect(try Index(path: path).documents.map(\.uri) == ["a"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["index.sqlite"])
  }
}
