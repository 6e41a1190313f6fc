/// Hears XML of no known dialect: text by element, records where the file is a list of them.
///
/// A child of the root that comes again and carries an id is a record, and a document of its own.
/// Elements whose names say what they are (`title`, `p`, `b`, `li`) are taken at their word; any
/// other ends a paragraph where it began one, and is part of it where it stands amid text.
final class RecordSink: XMLDialectSink {
  private static let roles = RoleTable([
    (.sectionTitle, "title head heading headline caption"),
    (
      .inline,
      """
      b i u em strong a sub sup code tt span emph emphasis hi ref xref small q abbr kbd var samp \
      cite term foreign name-part bold italic underline monospace link font s del ins mark
      """
    ),
    (.container, "p para paragraph text body abstract section sec div chapter"),
    (.list(ordered: false), "ul list"), (.list(ordered: true), "ol"), (.item, "li item"),
    (.table, "table"), (.row, "tr row"), (.headerCell, "th"), (.cell, "td"),
    (.code, "pre listing code-block"), (.quotation, "blockquote quote"), (.lineBreak, "br lb"),
    (.skip, "script style"),
  ])

  private let source: SourceName
  private let recordKey: UInt64?
  private let machine = ElementMachine()
  private var depth = 0
  private var recordDepth = 0
  private var recordID: String?
  private var recordLanguage: String?
  private var language: String?
  private var seenIDs: Set<String> = []
  private var finished: [(Document?, ReadReport)] = []

  /// - Parameter recordKey: the element that is a record, if the file is a list of them.
  init(source: SourceName, recordKey: UInt64?) {
    self.source = source
    self.recordKey = recordKey
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    depth += 1
    if depth == 1 { language = attributes["lang"] }
    if depth == 2, key == recordKey {
      machine.reset()
      recordDepth = depth
      recordID = attributes["id"] ?? attributes["docno"]
      recordLanguage = attributes["lang"]
      machine.open(.section, line: line)
      return
    }
    if depth == 1 && recordKey == nil {
      machine.open(.section, line: line)
      return
    }
    let known = Self.roles.role(key)
    // An unnamed element amid text is part of it.
    let role = known ?? (machine.builder.openBlockHasText ? .inline : .container)
    machine.open(role, line: line)
  }

  func end(_ key: UInt64) {
    machine.close()
    if depth == recordDepth {
      finishRecord()
      recordDepth = 0
    }
    depth -= 1
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    // What stands between records belongs to none.
    if recordKey != nil && recordDepth == 0 { return }
    machine.text(bytes, line: line)
  }

  func finish(report: inout ReadReport) {
    if recordKey == nil {
      var own = ReadReport()
      let document = machine.finishDocument(
        uri: source.uri, docno: source.docno, language: language, report: &own)
      finished.append((document, own))
    } else if recordDepth > 0 {
      finishRecord()
    }
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    defer { finished = [] }
    for (_, own) in finished {
      report.emptyDocuments += own.emptyDocuments
      report.linkListBlocks += own.linkListBlocks
    }
    return finished.compactMap(\.0)
  }

  private func finishRecord() {
    var id = recordID?.trimmed ?? ""
    if id.isEmpty { id = String(seenIDs.count + 1) }
    var unique = id
    var copy = 2
    while !seenIDs.insert(unique).inserted {
      unique = "\(id)-\(copy)"
      copy += 1
    }
    var own = ReadReport()
    let document = machine.finishDocument(
      uri: source.uri + "#" + unique, docno: unique, language: recordLanguage ?? language,
      report: &own)
    finished.append((document, own))
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    let front = drop { $0.isWhitespace }
    guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(front[...last])
  }
}
