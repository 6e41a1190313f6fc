/// Hears a feed: Atom, RSS 0.9x to 2.0, or RSS 1.0 (RDF). Every entry is a document.
///
/// The longest body that an entry has is read: `content:encoded` or `content` before `description` or
/// `summary`. Bodies are HTML, escaped, in CDATA, or as XHTML elements.
final class FeedSink: XMLDialectSink {
  static let roots: Set<String> = ["feed", "rss", "rdf"]

  private enum Field { case title, id, link, summary, content, language }

  private static let feed = XMLDialect.key("feed")
  private static let records: Set<UInt64> = Set(["item", "entry"].map(XMLDialect.key))
  private static let fields: [UInt64: Field] = {
    let names: [(String, Field)] = [
      ("title", .title), ("id", .id), ("guid", .id), ("link", .link), ("description", .summary),
      ("summary", .summary), ("encoded", .content), ("content", .content), ("body", .content),
      ("language", .language),
    ]
    return Dictionary(uniqueKeysWithValues: names.map { (XMLDialect.key($0.0), $0.1) })
  }()

  private let source: SourceName
  private var depth = 0
  private var recordDepth = 0
  private var field: (kind: Field, depth: Int)?
  /// Whether the open body is XHTML, whose elements are read as they come.
  private var isMarkup = false
  private var texts: [Field: [UInt8]] = [:]
  private var isAtom = false
  /// Whether a text is no HTML: in Atom it says so (RFC 4287, section 3.1.1), elsewhere none does.
  private var isPlain: [Field: Bool] = [:]
  private var fileLanguage: String?
  private var language: String?
  private var about: String?
  private var markup = HTMLSink(machine: ElementMachine())
  private var hasMarkup = false
  private var ids = RecordIDs()
  private var finished: [Document] = []
  private var ownReport = ReadReport()

  init(source: SourceName) {
    self.source = source
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    depth += 1
    if depth == 1 {
      fileLanguage = attributes["lang"]
      isAtom = key == Self.feed
    }
    if let field {
      if field.kind == .content || field.kind == .summary {
        if !isMarkup { markup = HTMLSink(machine: ElementMachine()) }
        (isMarkup, hasMarkup) = (true, true)
        markup.start(key, attributes: attributes, line: line)
      }
      return
    }
    if recordDepth == 0, depth > 1, Self.records.contains(key) {
      recordDepth = depth
      (texts, isPlain, hasMarkup) = ([:], [:], false)
      language = attributes["lang"]
      about = attributes["about"]
      return
    }
    guard let kind = Self.fields[key] else { return }
    if recordDepth > 0, depth == recordDepth + 1 {
      if kind == .link, texts[.link] == nil, let href = attributes["href"] {
        texts[.link] = Array(href.utf8)
      }
      // Atom's `content` may be a picture, or packed.
      if kind == .content, !Self.isText(attributes) { return }
      if kind == .content || kind == .summary, let own = attributes["lang"] { language = own }
      let type = attributes["type"]
      isPlain[kind] = isAtom && (type == nil || type == "text" || type == "text/plain")
      field = (kind, depth)
      // What comes twice counts by its first, but a body by its last, as the longer ones stand there.
      if kind == .content || kind == .summary || texts[kind] == nil {
        texts[kind] = []
      } else {
        field = (.language, depth)
      }
    } else if kind == .language, recordDepth == 0 {
      field = (kind, depth)
      texts[.language] = []
    }
  }

  func end(_ key: UInt64) {
    if let field, field.depth < depth {
      if isMarkup { markup.end(key) }
    } else if let field {
      if field.kind == .language, recordDepth == 0 {
        fileLanguage = texts[.language].map { String(decoding: $0, as: UTF8.self).trimmed }
      }
      (self.field, isMarkup) = (nil, false)
    } else if depth == recordDepth {
      finishRecord()
      recordDepth = 0
    }
    depth -= 1
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    guard let field else { return }
    if isMarkup {
      markup.text(bytes, line: line)
    } else {
      texts[field.kind, default: []].append(contentsOf: bytes)
    }
  }

  func finish(report: inout ReadReport) {
    if recordDepth > 0 { finishRecord() }
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    report.add(ownReport)
    ownReport = ReadReport()
    defer { finished = [] }
    return finished
  }

  private static func isText(_ attributes: Attributes) -> Bool {
    if attributes["mode"] == "base64" { return false }
    guard let type = attributes["type"], type.contains("/") else { return true }
    return type.hasPrefix("text/") || type.hasSuffix("xml")
  }

  private func finishRecord() {
    let text = { (field: Field) in
      self.texts[field].map { String(decoding: $0, as: UTF8.self).folded } ?? ""
    }
    let name = [text(.id), about ?? "", text(.link)].first { !$0.isEmpty }
    let unique = ids.unique(name)
    var sink = markup
    if !hasMarkup {
      sink = HTMLSink(machine: ElementMachine())
      let (long, short) = (texts[.content] ?? [], texts[.summary] ?? [])
      let field = long.count >= short.count ? Field.content : .summary
      if isPlain[field] == true {
        for line in String(decoding: texts[field] ?? [], as: UTF8.self).split(separator: "\n\n") {
          sink.machine.open(.container, line: 0)
          sink.machine.text(String(line))
          sink.machine.close()
        }
      } else {
        HTMLFileParser.parseHTML(
          texts[field] ?? [], with: source.contexts, into: sink)
      }
    }
    let document = sink.machine.finishDocument(
      uri: "\(source.uri)#\(unique)", docno: unique,
      title: isPlain[.title] == true ? text(.title) : plain(text(.title)),
      language: language ?? fileLanguage, report: &ownReport)
    if let document { finished.append(document) }
  }

  /// A title may be HTML, too.
  private func plain(_ title: String) -> String {
    guard title.contains("<") || title.contains("&") else { return title }
    let sink = HTMLSink(machine: ElementMachine())
    HTMLFileParser.parseHTML(Array(title.utf8), with: source.contexts, into: sink)
    sink.machine.finish()
    return String(decoding: sink.machine.builder.text, as: UTF8.self).folded
  }
}
