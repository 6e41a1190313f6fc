import Artifacts
import Documents
import Foundation
import GRDB
import Retrieval
import Testing

/// What a user reads when a file is not the index that it should be.
@Suite struct IndexErrorTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The sentence of the error that opening a file gives, with the folder's path left out.
  private func sentence(_ name: String) -> String {
    do {
      _ = try Index(path: folder.file(name)).documents
      return "opened"
    } catch {
      return error.description.replacingOccurrences(of: folder.path + "/", with: "")
    }
  }

  @Test func aMissingFile() {
    #expect(
      sentence("no.sqlite")
        == "no.sqlite: there is no such file; "
        + "make the index with `raftwright index PATH... --output no.sqlite`")
  }

  @Test func aFolder() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("sub"), withIntermediateDirectories: false)
    #expect(sentence("sub") == "sub: cannot read the index: it is not a regular file")
  }

  @Test(arguments: ["", "hello", String(repeating: "x", count: 500)])
  func aFileOfSomethingElse(content: String) throws {
    try WholeFile.write(Array(content.utf8), to: folder.file("text"))
    #expect(
      sentence("text")
        == "text: this is not an index but some other file; make an index with `raftwright index`")
  }

  @Test func anotherDatabase() throws {
    try DatabaseQueue(path: folder.file("db")).write { try $0.execute(sql: "CREATE TABLE t(x)") }
    #expect(
      sentence("db")
        == "db: this SQLite database is not an index of Raftwright's; "
        + "make one with `raftwright index`")
  }

  @Test func aNewerSchema() throws {
    try SmallCorpus.write([], to: folder.file("new"))
    try DatabaseQueue(path: folder.file("new")).write {
      try $0.execute(sql: "PRAGMA user_version = 9")
    }
    #expect(
      sentence("new")
        == "new: a newer Raftwright made this index (schema 9, this one knows 6); use that one, "
        + "or build the index again with `raftwright index PATH... --output new`")
  }

  @Test func anOlderSchema() throws {
    try SmallCorpus.write([SmallCorpus.document("a", texts: ["x"])], to: folder.file("old"))
    try DatabaseQueue(path: folder.file("old")).write {
      try $0.execute(sql: "PRAGMA user_version = 5")
    }
    #expect(
      sentence("old")
        == "old: an older Raftwright made this index (schema 5, this one needs 6); "
        + "build it again with `raftwright index PATH... --output old`")
    // What cannot be updated is built anew.
    #expect(IndexContents(path: folder.file("old")) == nil)
    try SmallCorpus.write(
      [SmallCorpus.document("a", texts: ["x"])], to: folder.file("old"), keeping: [])
    #expect(try Index(path: folder.file("old")).passageCount == 1)
  }

  @Test(arguments: [
    ("DROP TABLE term", "opened"), ("DROP TABLE packed", "is damaged (SQLite: no such table"),
    ("DELETE FROM meta WHERE key = 'k1'", "is damaged (meta has no good `k1`)"),
    ("UPDATE packed SET value = x'00'", "is damaged (its arrays have the wrong length)"),
    (
      "UPDATE document SET chunks = chunks + 1",
      "is damaged (documents and passages do not match)"
    ),
    ("DELETE FROM document", "is damaged (documents are missing)"),
  ])
  func aDamagedIndex(change: String, part: String) throws {
    try SmallCorpus.write(
      [SmallCorpus.document("a", texts: ["x y", "z"])], to: folder.file("bad"))
    try DatabaseQueue(path: folder.file("bad")).inDatabase { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: change)
    }
    #expect(sentence("bad").contains(part))
    if part == "opened" {
      #expect(throws: IndexError.self) {
        try Index(path: folder.file("bad")).search("x", top: 1)
      }
    }
  }

  @Test func damagedPostingsAreAnErrorOfTheSearch() throws {
    try SmallCorpus.write(
      [SmallCorpus.document("a", texts: ["x y", "z"])], to: folder.file("bad"))
    try DatabaseQueue(path: folder.file("bad")).write {
      try $0.execute(sql: "UPDATE term SET postings = x'ffff'")
    }
    let index = try Index(path: folder.file("bad"))
    let error = #expect(throws: IndexError.self) { try index.search("z", top: 1) }
    #expect(error?.code == .damaged("bad postings of `z`"))
  }

  @Test func passagesThatAreNot() throws {
    try SmallCorpus.write([SmallCorpus.document("a", texts: ["x"])], to: folder.file("i"))
    let index = try Index(path: folder.file("i"))
    for number in [-1, 1] {
      let error = #expect(throws: IndexError.self) { try index.passage(number: number) }
      #expect(error?.code == .noPassage(number, count: 1))
    }
    #expect(throws: IndexError.self) { try index.passages(in: 0..<2) }
    #expect(throws: IndexError.self) { try index.digest(ofPassage: 1) }
  }

  @Test func documentsTwice() throws {
    let writer = try IndexWriter(
      path: folder.file("i"), options: RetrievalOptions(), configuration: "{}")
    func add(_ uri: String) throws {
      let (document, chunks) = SmallCorpus.document(uri, texts: ["x"])
      try writer.add(writer.analyze(document: document, chunks: chunks))
    }
    // Records of a container come in the order of their file, not of their URIs.
    try add("b#10")
    try add("b#9")
    let twice = #expect(throws: IndexError.self) { try add("b#10") }
    #expect(twice?.code == .duplicateURI("b#10"))
    try writer.finish(drops: DropCounts())
    let error = #expect(throws: IndexError.self) {
      try writer.finish(drops: DropCounts())
    }
    #expect(error?.code == .finished)
  }

  @Test func aFolderThatCannotBeWritten() throws {
    try WholeFile.write([], to: folder.file("file"))
    #expect(throws: FileError.self) {
      try IndexWriter(
        path: folder.file("file/index.sqlite"), options: RetrievalOptions(), configuration: "")
    }
  }
}
