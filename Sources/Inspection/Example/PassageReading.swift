import Artifacts
import Retrieval

/// One passage of an index as a person reads it.
public struct PassageReading: Sendable {
  public var passage: Passage
  public var document: IndexedDocument
  public var total: Int

  public func text(style: TextStyle) -> String {
    let place = "passage \(passage.number + 1) of \(total)"
    let facts = [place, document.language, "\(passage.tokenCount) tokens"].compactMap(\.self)
    let path = ([document.title] + passage.headingPath).filter { !$0.isEmpty }
    var lines = [
      style.paint(facts.joined(separator: " · "), .heading),
      style.paint(TextStyle.harmless("id \(passage.id), \(ordinal) of \(document.uri)"), .label),
    ]
    if !path.isEmpty {
      let heading = StyledText(path.joined(separator: " > "), .oracle)
      lines += [""] + heading.lines(style: style, indent: 0)
    }
    lines += [""] + StyledText(passage.text).lines(style: style, indent: 2)
    return lines.joined(separator: "\n") + "\n"
  }

  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("id", passage.id)
      // From 1, as --example counts.
      json.field("number", passage.number + 1)
      json.field("document", document.uri)
      json.field("ordinal", passage.ordinal)
      json.field("title", document.title)
      json.field("heading_path", passage.headingPath)
      json.field("text", passage.text)
      json.field("token_count", passage.tokenCount)
      json.field("language", document.language)
      json.field("digest", passage.digest)
    }
    json.newline()
    return json.bytes
  }

  private var ordinal: String { "\(passage.ordinal + 1) of \(document.passages.count)" }
}
