import Artifacts
import Documents

/// The columns of text of a document's passages, behind each other as they go into their rows.
struct PassageColumns {
  private(set) var bytes: [UInt8] = []
  private var json = JSONWriter()

  init(_ document: Document, chunks: Int) {
    bytes.reserveCapacity(document.text.count + chunks * 256)
  }

  /// Tables and metadata as JSON.
  static func structure(of document: Document) -> (tables: [UInt8], metadata: [UInt8]) {
    var (tables, metadata) = (JSONWriter(), JSONWriter())
    ChunkStructure.write(document.tables, &tables)
    ChunkStructure.write(document.metadata, &metadata)
    return (tables.bytes, metadata.bytes)
  }

  /// Adds the columns of a chunk, and says where they are.
  mutating func append(
    _ chunk: Chunk, text: UnsafeBufferPointer<UInt8>
  ) -> (headingPath: Range<Int>, digest: Range<Int>, text: Range<Int>, structure: Range<Int>) {
    (
      append { ChunkStructure.write(chunk.headingPath, &$0) },
      append(Digest(of: UnsafeRawBufferPointer(text))),
      append(text),
      append { ChunkStructure.write(chunk.spans, &$0) }
    )
  }

  private mutating func append(_ write: (inout JSONWriter) -> Void) -> Range<Int> {
    json.removeAll()
    write(&json)
    let start = bytes.count
    bytes += json.bytes
    return start..<bytes.count
  }

  private mutating func append(_ digest: Digest) -> Range<Int> {
    let start = bytes.count
    digest.appendHex(to: &bytes)
    return start..<bytes.count
  }

  /// SQLite wants text to be UTF-8: what is not is repaired.
  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let start = bytes.count
    if (try? UTF8Span(validating: text.span)) != nil {
      bytes.append(contentsOf: text)
    } else {
      bytes += String(decoding: text, as: UTF8.self).utf8
    }
    return start..<bytes.count
  }
}
