import Artifacts
import Documents
import Retrieval

/// One document of an index: its passages as they were cut, and the blocks that each is made of.
public struct DocumentReading: Sendable {
  public var document: IndexedDocument
  public var metadata: DocumentMetadata
  public var passages: [Passage]

  /// Each passage under its heading path, each block behind what kind of block it is.
  public func text(style: TextStyle) -> String {
    let tokens = passages.reduce(0) { $0 + $1.tokenCount }
    var facts = [
      Figures.counted(passages.count, "passage"), Figures.counted(tokens, "token"),
      document.language ?? "language unknown",
    ]
    facts += [metadata.author, metadata.modified ?? metadata.published].compactMap(\.self)
    let about = "\(document.uri) · " + facts.joined(separator: " · ")
    var lines =
      StyledText(document.title.oneLine, .heading).lines(style: style, indent: 0)
      + StyledText(about.oneLine, .label).lines(style: style, indent: 0)
    for (place, passage) in passages.enumerated() {
      let shared = place > 0 ? overlap(passages[place - 1], passage) : 0
      let end = passage.start + passage.text.utf8.count
      var heading =
        "passage \(passage.ordinal + 1) · id \(passage.id) · \(passage.tokenCount) tokens · "
        + "bytes \(passage.start)–\(end)"
      if shared > 0 { heading += " · \(shared) bytes of the one before" }
      lines += [""] + StyledText(heading, .oracle).lines(style: style, indent: 0)
      if !passage.headingPath.isEmpty {
        let path = passage.headingPath.joined(separator: " > ")
        lines += StyledText(path, .heading).lines(style: style, indent: 2)
      }
      lines += blocks(of: passage, style: style)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let gutter = 14

  private func blocks(of passage: Passage, style: TextStyle) -> [String] {
    let bytes = Array(passage.text.utf8)
    var lines: [String] = []
    for span in passage.spans where span.range.upperBound <= bytes.count {
      let text = String(decoding: bytes[span.range], as: UTF8.self)
      var inner = StyledText(text).lines(style: style, indent: Self.gutter)
      guard let first = inner.first else { continue }
      let label = DisplayWidth.padded(name(of: span), to: Self.gutter - 2) + "  "
      inner[0] = style.paint(label, .label) + first.dropFirst(Self.gutter)
      lines += inner
    }
    return lines
  }

  private func name(of span: ChunkSpan) -> String {
    let name =
      switch span.kind {
      case .heading: "heading \(span.depth + 1)"
      case .paragraph: "paragraph"
      case .listItem: "item"
      case .definition: "definition"
      case .tableRow: "table row"
      case .code: "code"
      case .quotation: "quotation"
      case .questionAnswer: "question"
      }
    return (span.isContinuation ? "…" : "") + name
  }

  /// The bytes that two passages share, where passages overlap.
  private func overlap(_ before: Passage, _ passage: Passage) -> Int {
    max(0, before.start + before.text.utf8.count - passage.start)
  }

  public func json() -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("document", document.uri)
      json.field("docno", document.docno)
      json.field("title", document.title)
      json.field("language", document.language)
      json.field("author", metadata.author)
      json.field("published", metadata.published)
      json.field("modified", metadata.modified)
      json.key("passages")
      json.array { json in
        for passage in passages {
          json.object { json in
            json.field("id", passage.id)
            json.field("ordinal", passage.ordinal)
            json.field("start", passage.start)
            json.field("token_count", passage.tokenCount)
            json.field("heading_path", passage.headingPath)
            json.field("text", passage.text)
            json.key("blocks")
            json.array { json in
              for span in passage.spans {
                json.object {
                  $0.field("kind", span.kind.rawValue)
                  $0.field("start", span.range.lowerBound)
                  $0.field("end", span.range.upperBound)
                  if span.isContinuation { $0.field("continuation", true) }
                }
              }
            }
          }
        }
      }
    }
    json.newline()
    return json.bytes
  }
}

extension IndexInspection {
  /// What was found for a name of a document.
  public enum DocumentSearch: Sendable {
    case found(DocumentReading)
    /// Several URIs end so.
    case several([String])
    /// None; the URI that was probably meant, if any.
    case none(nearest: String?)
  }

  /// The document with a URI, with a docno, or whose URI alone ends so.
  public func document(_ name: String) throws -> DocumentSearch {
    let documents = try index.documents
    let exact = documents.first { $0.uri == name } ?? documents.first { $0.docno == name }
    if let exact { return .found(try reading(exact)) }
    let suffix = documents.filter { $0.uri.hasSuffix("/" + name) || $0.uri.hasSuffix("#" + name) }
    if suffix.count == 1 { return .found(try reading(suffix[0])) }
    if suffix.count > 1 { return .several(suffix.map(\.uri)) }
    return .none(
      nearest: EditDistance.nearest(to: name, among: documents.prefix(20_000).map(\.uri)))
  }

  private func reading(_ document: IndexedDocument) throws -> DocumentReading {
    DocumentReading(
      document: document, metadata: try index.metadata(ofDocument: document.id),
      passages: try index.passages(in: document.passages))
  }
}
