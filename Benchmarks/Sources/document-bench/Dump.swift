import Artifacts
import Documents
import Glibc

/// Everything that is read, as text: documents, blocks, chunks, spans and what became of each file.
/// Two builds whose dumps agree read alike.
func dump(_ reader: CorpusReader, digestOnly: Bool) async throws {
  var digest = PiecewiseDigest()
  try await reader.read {
    text(of: $0)
  } emit: { event in
    let piece: String
    switch event {
    case .document(let text): piece = text
    case .file(let file):
      piece =
        "file \(file.file.uri) \(file.digest?.hex ?? "-") \(file.bytes) \(file.reader) "
        + "\(file.documents) \(file.report)\n"
    }
    if digestOnly {
      digest.update(Array(piece.utf8))
    } else {
      print(piece, terminator: "")
    }
  }
  if digestOnly { print(digest.finish().hex) }
}

private func text(of result: ChunkedDocument) -> String {
  let document = result.document
  var lines = [
    "document \(document.uri) | \(document.docno) | \(document.title) | "
      + "\(document.language ?? "-") | \(document.digest.hex)"
  ]
  lines += document.sections.map { "  section \($0.parent) \($0.heading)" }
  lines += document.tables.map { "  table \($0.caption) \($0.columns)" }
  for block in document.blocks {
    let parts = block.parts.map { "\($0.role.rawValue)@\($0.range)" }.joined(separator: " ")
    lines.append(
      "  block \(block.kind.rawValue) \(block.range) line \(block.line) section \(block.section) "
        + "depth \(block.depth) number \(block.number) list \(block.list) table \(block.table) "
        + "owner \(block.owner) \(parts)\n    "
        + document.string(block.range).split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\n    "))
  }
  for chunk in result.chunks {
    lines.append(
      "  chunk \(chunk.ordinal) \(chunk.range) blocks \(chunk.blocks) tokens \(chunk.tokenCount) "
        + "path \(chunk.headingPath)")
    for span in chunk.spans {
      let parts = span.parts.map { "\($0.role.rawValue)@\($0.range)" }.joined(separator: " ")
      lines.append(
        "    span \(span.kind.rawValue) \(span.range) \(span.depth) \(span.number) \(span.list) "
          + "\(span.table) \(span.owner) \(span.isContinuation) \(parts)")
    }
  }
  return lines.joined(separator: "\n") + "\n"
}
