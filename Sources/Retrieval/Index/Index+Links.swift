import Documents
import GRDB

extension Index {
  /// The documents to which a passage's text links, in order of appearance: each once, and without
  /// the passage's own. Links that lead to no document of the index are left out.
  ///
  /// A link to a folder leads to its `index.html`, and one without an ending to the file with
  /// `.html`, where no document has the URI itself: pages link so that a web server completes.
  ///
  ///     for document in try index.documents(linkedFrom: passage) { print(document.uri) }
  ///
  /// Costs a row for the links and one for each document; where wiki pages link to each other by
  /// their titles, all documents are read at the first call.
  public func documents(linkedFrom passage: Passage) throws(IndexError) -> [IndexedDocument] {
    var found: [IndexedDocument] = []
    for target in try store.linkTargets(ofChunk: passage.id) {
      guard let document = try document(at: target), document.id != passage.documentID,
        !found.contains(where: { $0.id == document.id })
      else { continue }
      found.append(document)
    }
    return found
  }

  private func document(at target: LinkTarget) throws(IndexError) -> IndexedDocument? {
    switch target {
    case .uri(let uri):
      for uri in Self.candidates(for: uri) {
        if let document = try store.document(uri: uri) { return try numbered(document) }
      }
      return nil
    case .title(let title, let file):
      let numbers = try recordTitles.value { () throws(IndexError) in
        try Self.titles(of: documents)
      }
      // The first letter of a title is upper case in most wikis, whatever a link writes.
      let upper = title.prefix(1).uppercased() + title.dropFirst()
      guard
        let number = numbers[RecordTitle(file: file, title: title)]
          ?? numbers[RecordTitle(file: file, title: upper)]
      else { return nil }
      return try documents[number]
    }
  }

  /// The URIs that a server would look for, the first that there is.
  private static func candidates(for uri: String) -> [String] {
    let folder = ["index.html", "index.htm", "index.xhtml"]
    if uri.isEmpty || uri.hasSuffix("/") { return folder.map { uri + $0 } }
    let name = uri.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }
    if name.contains(UInt8(ascii: ".")) { return [uri] }
    return [uri, uri + ".html"] + folder.map { "\(uri)/\($0)" }
  }

  /// A document as it is in the file, its passages by their numbers; nil for one without passages,
  /// of which nothing can be read.
  private func numbered(_ document: IndexedDocument) throws(IndexError) -> IndexedDocument? {
    if document.passages.isEmpty { return nil }
    let place = document.passages.lowerBound
    guard let first = places.checkedNumber(at: place) else {
      throw IndexError(.damaged("documents and passages do not match"), path: path)
    }
    var document = document
    document.passages = first..<first + document.passages.count
    return document
  }

  /// The places in `documents` of the records of files, by their titles; of several the first.
  private static func titles(of documents: [IndexedDocument]) -> [RecordTitle: Int] {
    var numbers: [RecordTitle: Int] = [:]
    for (number, document) in documents.enumerated() where !document.passages.isEmpty {
      let file = Document.fileURI(of: document.uri)
      let key = RecordTitle(file: file, title: document.title)
      if file != document.uri, numbers[key] == nil { numbers[key] = number }
    }
    return numbers
  }
}

/// What a record of a file is called by others of the same file.
struct RecordTitle: Hashable {
  var file: String
  var title: String
}

extension IndexStore {
  /// Where the links of a chunk lead, in order; none for an unknown id.
  func linkTargets(ofChunk id: Int) throws(IndexError) -> [LinkTarget] {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(LinkWriter.columns) FROM chunk c JOIN link l ON l.chunk_number = c.number,
            json_each(l.targets) j JOIN link_target t ON t.id = j.value \(LinkWriter.join)
          WHERE c.id = ? ORDER BY j.key
          """)
      let rows = try Row.fetchCursor(statement, arguments: [id])
      var targets: [LinkTarget] = []
      while let row = try rows.next() {
        targets.append(try LinkWriter.target(row, at: 0))
      }
      return targets
    }
  }
}
