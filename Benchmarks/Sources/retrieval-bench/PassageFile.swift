import Artifacts
import Documents
import Glibc

/// The passages that all contestants get: a JSON object a line with `uri`, `title`, `language`,
/// `headings` and `text`, those of a document after each other. Read some lines at a time.
struct PassageFile: ~Copyable {
  struct Entry: Sendable {
    var document: Document
    var chunks: [Chunk]
    var textBytes: Int
  }

  struct Missing: Error {
    let path: String
  }

  private let file: UnsafeMutablePointer<FILE>
  private var line: UnsafeMutablePointer<CChar>?
  private var capacity = 0
  private var waiting: Entry?

  init(_ path: String) throws {
    guard let opened = fopen(path, "r") else { throw Missing(path: path) }
    file = opened
  }

  deinit {
    free(line)
    fclose(file)
  }

  /// The next documents, whole; none at the end.
  mutating func next(_ count: Int) throws -> [Entry] {
    var entries: [Entry] = []
    while entries.count < count {
      let length = getline(&line, &capacity, file)
      guard length > 0, let line else {
        if let last = waiting.take() { entries.append(last) }
        return entries
      }
      let bytes = UnsafeRawBufferPointer(start: line, count: length)
      let value = try JSONValue(parsing: Array(bytes))
      let uri = value["uri"]?.string ?? ""
      if let done = waiting, done.document.uri != uri {
        entries.append(done)
        waiting = nil
      }
      var entry =
        waiting
        ?? Entry(
          document: Document(
            uri: uri, docno: uri, title: value["title"]?.string ?? "",
            language: value["language"]?.string), chunks: [], textBytes: 0)
      entry.add(
        value["text"]?.string ?? "",
        headings: (value["headings"]?.array ?? []).compactMap(\.string))
      waiting = entry
    }
    return entries
  }
}

extension PassageFile.Entry {
  /// Adds a passage of one block.
  mutating func add(_ text: String, headings: [String]) {
    let start = document.text.count
    document.text += text.utf8
    let range = start..<document.text.count
    document.blocks.append(Block(kind: .paragraph, range: range))
    let number = chunks.count
    chunks.append(
      Chunk(
        ordinal: number, range: range, blocks: number..<number + 1, headingPath: headings,
        tokenCount: range.count / 4, spans: [ChunkSpan(kind: .paragraph, range: 0..<range.count)]))
    // What the peers index: title, headings, text.
    textBytes +=
      document.title.utf8.count + headings.reduce(2) { $0 + $1.utf8.count + 1 } + range.count
  }
}
