import Documents
import Foundation

/// What was read from a few small files.
struct ReadResult {
  var documents: [ChunkedDocument] = []
  var outcomes: [FileOutcome] = []

  var report: ReadReport { outcomes.first?.report ?? ReadReport() }
  var first: Document { documents.first?.document ?? Document(uri: "", docno: "") }
  /// The blocks of the first document, one a line.
  var dump: [String] { blocks(of: first) }
  /// The text of the first document.
  var text: String { String(decoding: first.text, as: UTF8.self) }
}

/// A folder that is gone when the test is over.
final class TestFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "raftwright-documents-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func files(_ name: String? = nil) throws -> CorpusFiles {
    try CorpusFiles(
      paths: [name.map { path + "/" + $0 } ?? path], extensions: DocumentsOptions().extensions)
  }

  func read(threads: Int = 1, options: DocumentsOptions = .init()) async throws -> ReadResult {
    try await readAll(files(), threads: threads, options: options)
  }
}

func readAll(
  _ files: CorpusFiles, threads: Int = 1, options: DocumentsOptions = .init()
) async throws -> ReadResult {
  var result = ReadResult()
  let reader = CorpusReader(files: files, options: options, threads: threads)
  try await reader.read(transform: { $0 }) { event in
    switch event {
    case .document(let document): result.documents.append(document)
    case .file(let outcome): result.outcomes.append(outcome)
    }
  }
  return result
}

/// Reads one file with this content.
func read(_ content: String, as name: String = "page.html") async throws -> ReadResult {
  try await read(bytes: Array(content.utf8), as: name)
}

func read(bytes: [UInt8], as name: String = "page.html") async throws -> ReadResult {
  let folder = try TestFolder()
  try folder.write(bytes, to: name)
  return try await folder.read()
}

/// Reads the body of an HTML page.
func body(_ html: String) async throws -> ReadResult {
  try await read("<!DOCTYPE html><html><head><title>T</title></head><body>\(html)</body></html>")
}

/// One line a block: `heading 1 | text`, `listItem 2 #3 | text`, `tableRow | a | b`; line breaks are
/// shown as ⏎, the parts of definitions and questions by ⇒, and the block that is continued as ^n.
func blocks(of document: Document) -> [String] {
  document.blocks.map { block in
    var line = block.kind.rawValue
    if block.kind == .heading || block.kind == .listItem { line += " \(block.depth)" }
    if block.number > 0 { line += " #\(block.number)" }
    if block.owner >= 0 { line += " ^\(block.owner)" }
    let isCells = block.kind == .tableRow
    let text =
      isCells || block.parts.isEmpty
      ? document.string(block.range)
      : block.parts.map { document.string($0.range) }.joined(separator: " ⇒ ")
    return line + " | " + text.replacing("\n", with: "⏎")
  }
}

/// The URI and title of each document.
func described(_ result: ReadResult) -> [String] {
  result.documents.map { "\($0.document.uri) | \($0.document.title)" }
}

/// UTF-16 without a byte order mark.
func littleEndian(_ text: String) -> [UInt8] {
  text.utf16.reduce(into: []) { $0 += [UInt8($1 & 255), UInt8($1 >> 8)] }
}

func bigEndian(_ text: String) -> [UInt8] {
  text.utf16.reduce(into: []) { $0 += [UInt8($1 >> 8), UInt8($1 & 255)] }
}
