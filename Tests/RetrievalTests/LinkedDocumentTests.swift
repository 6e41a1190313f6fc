import Artifacts
import Documents
import Foundation
import GRDB
import Retrieval
import Testing

/// Which documents the passages of an index link to.
@Suite struct LinkedDocumentTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Indexes pages; with `kept` the index that is there is updated, and these files of it stay.
  private func write(
    _ pages: [String: String], to name: String = "index.sqlite", threads: Int = 1,
    keeping kept: Set<String>? = nil
  ) async throws -> Index {
    let root = folder.file("pages-\(UUID().uuidString)")
    for (page, content) in pages {
      let url = URL(fileURLWithPath: root + "/" + page)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: url)
    }
    let path = folder.file(name)
    let writer = try IndexWriter(
      path: path, options: RetrievalOptions(), configuration: "{}",
      updating: kept == nil ? nil : IndexContents(path: path), keeping: kept ?? [])
    var options = DocumentsOptions()
    options.chunkTokens = 16
    // What stands on many pages would else depend on which ones there are.
    options.extraction = .full
    let files = try CorpusFiles(paths: [root], extensions: options.extensions)
    let reader = CorpusReader(files: files, options: options, threads: threads)
    try await reader.read {
      (
        Document.fileURI(of: $0.document.uri),
        writer.analyze(document: $0.document, chunks: $0.chunks)
      )
    } emit: { event in
      switch event {
      case .document((let file, let document)):
        if kept?.contains(file) != true { try writer.add(document) }
      case .file(let outcome):
        if kept?.contains(outcome.file.uri) == true { return }
        try writer.add(
          SourceRecord(
            path: outcome.file.uri, bytes: outcome.bytes, digest: outcome.digest?.hex ?? "",
            reader: outcome.reader, documents: outcome.documents))
      }
    }
    try writer.finish(drops: DropCounts())
    return try Index(path: path)
  }

  private static func page(_ links: [String]) -> String {
    let paragraphs = links.map { "<p>Words lead <a href='\($0)'>to there</a> and on.</p>" }
    return "<!DOCTYPE html><title>T</title><p>A text of its own.</p>" + paragraphs.joined()
  }

  /// The URIs of the documents that each document's passages link to, one passage after another.
  private static func links(_ index: Index) throws -> [String: [[String]]] {
    try index.documents.reduce(into: [:]) { links, document in
      links[document.uri] = try index.passages(in: document.passages).map { passage in
        let linked = try index.documents(linkedFrom: passage)
        for other in linked {
          #expect(
            try index.document(of: index.passage(number: other.passages.lowerBound)).id == other.id)
          #expect(other.id != passage.documentID)
        }
        return linked.map(\.uri)
      }
    }
  }

  @Test func documentsInOrderOfAppearance() async throws {
    let index = try await write([
      "a.html": """
      <!DOCTYPE html><p>To <a href="sub/c.html#x">c</a>, <a href="missing.html">none</a>, \
      <a href="b.html">b</a>, <a href="./sub/../b.html?v=1">b</a>, <a href="a.html">this</a>, \
      <a href="sub/">sub</a>, <a href="sub">sub</a>, <a href="pretty">p</a>, \
      <a href="https://example.org/b.html">out</a>, <a href="my%20page.html">my</a>.</p>
      """,
      "b.html": Self.page(["sub"]), "sub/c.html": Self.page(["..", "/b.html", "index.html"]),
      "sub/index.html": Self.page([]), "pretty.html": Self.page([]), "my page.html": Self.page([]),
    ])
    let links = try Self.links(index)
    #expect(
      links["a.html"]
        == [
          ["sub/c.html", "b.html", "sub/index.html"],
          ["sub/index.html", "pretty.html", "my page.html"],
        ])
    #expect(links["b.html"]?.flatMap(\.self) == ["sub/index.html"])
    #expect(links["sub/c.html"]?.flatMap(\.self) == ["b.html", "sub/index.html"])
    #expect(links["pretty.html"]?.flatMap(\.self) == [])
  }

  @Test func wikiPagesByTheirTitles() async throws {
    let page = { (title: String, id: Int, text: String) in
      "<page><title>\(title)</title><ns>0</ns><id>\(id)</id><revision><text>\(text)</text>"
        + "</revision></page>"
    }
    let wiki = { (pages: String) in "<mediawiki xml:lang='en'>\(pages)</mediawiki>" }
    let index = try await write([
      "w.xml": wiki(
        page(
          "Compass", 1, "It uses the [[earth's_field#Cause|field]] of [[Nowhere]] or [[compass]].")
          + page("Earth's field", 2, "Shown by a [[Compass|needle]], a [[Compass]].")
          + page("Earth's field", 3, "Another of this name.")),
      "v.xml": wiki(page("Ship", 1, "It has a [[Compass]].")),
    ])
    let links = try Self.links(index)
    #expect(
      links == [
        "w.xml#1": [["w.xml#2"]], "w.xml#2": [["w.xml#1"]], "w.xml#3": [[]], "v.xml#1": [[]],
      ])
  }

  /// After each of several updates an index says what a fresh one says, and holds no target more.
  @Test(arguments: 0..<6)
  func updatesBringAndTakeLinks(seed: Int) async throws {
    var random = SplitMix64(state: UInt64(seed))
    let names = (0..<12).map { "\(["", "d/", "e/"][$0 % 3])p\($0).html" }
    let page = { (random: inout SplitMix64) in
      Self.page(
        (0..<random.below(12)).map { _ in
          (random.below(2) == 0 ? "/" : "../") + names[random.below(names.count)]
        })
    }
    var pages: [String: String] = [:]
    for name in names where random.below(3) > 0 { pages[name] = page(&random) }
    pages["p.html"] = Self.page(names.map { "/" + $0 })
    _ = try await write(pages)
    for round in 0..<4 {
      var kept = Set(pages.keys)
      for name in names {
        switch random.below(4) {
        case 0:
          pages[name] = nil
          kept.remove(name)
        case 1:
          pages[name] = page(&random)
          kept.remove(name)
        default: break
        }
      }
      let updated = try await write(pages, keeping: kept)
      let fresh = try await write(pages, to: "fresh.sqlite")
      #expect(try Self.links(updated) == Self.links(fresh), "seed \(seed), round \(round)")
      let targets = { (name: String) in
        try DatabaseQueue(path: folder.file(name)).read {
          try String.fetchAll($0, sql: "SELECT name FROM link_target ORDER BY name")
        }
      }
      #expect(try targets("index.sqlite") == targets("fresh.sqlite"))
    }
  }

  @Test func threadsChangeNoByte() async throws {
    var pages: [String: String] = [:]
    for number in 0..<60 {
      pages["p\(number).html"] = Self.page((1..<8).map { "p\((number * $0) % 61).html" })
    }
    _ = try await write(pages, to: "one.sqlite", threads: 1)
    _ = try await write(pages, to: "four.sqlite", threads: 4)
    #expect(
      try WholeFile.read(folder.file("one.sqlite")) == WholeFile.read(folder.file("four.sqlite")))
  }

  @Test func damagedLinksAreAnError() async throws {
    let index = try await write(["a.html": Self.page(["b.html"]), "b.html": Self.page([])])
    let passage = try index.passages(in: 0..<index.passageCount)
      .first { try !index.documents(linkedFrom: $0).isEmpty }
    try await DatabaseQueue(path: folder.file("index.sqlite")).write {
      try $0.execute(sql: "UPDATE link SET targets = 'x'")
    }
    let again = try Index(path: folder.file("index.sqlite"))
    let error = #expect(throws: IndexError.self) {
      try again.documents(linkedFrom: #require(passage))
    }
    #expect(error?.description.contains("the index is damaged (SQLite: malformed JSON)") == true)
  }
}
