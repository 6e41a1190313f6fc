/// Hears XML of no known dialect: text by element, records where the file is a list of them.
///
/// A record is what `documents.xml.record` names; without that, a child of the root that comes again
/// and carries an id. Elements whose names say what they are (`title`, `p`, `b`, `li`) are taken at
/// their word; any other ends a paragraph where it began one, and is part of it amid text.
final class GenericSink: XMLDialectSink {
  static let roles = RoleTable([
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
  private let rules: XMLRules
  private let machine = ElementMachine()
  private var path: [UInt64] = []
  private var recordDepth = 0
  private var hasRecords: Bool
  private var foundRecord = false
  /// Whether the child of the root at hand has text outside of records.
  private var hasStrayText = false
  private var id: String?
  private var title: [UInt8]?
  private var titleDepth = 0
  private var idDepth = 0
  private var recordLanguage: String?
  private var language: String?
  private var ids = RecordIDs()
  private var finished: [Document] = []
  private var ownReport = ReadReport()

  /// - Parameter recordKey: the child of the root that is a record, where the rules name none.
  init(source: SourceName, recordKey: UInt64?, rules: XMLRules) {
    (self.source, self.recordKey, self.rules) = (source, recordKey, rules)
    hasRecords = recordKey != nil || rules.record != nil
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    path.append(key)
    if path.count == 1 { language = attributes["lang"] }
    if recordDepth == 0, isRecord(key) {
      foundRecord = true
      machine.reset()
      recordDepth = path.count
      (title, id) = (nil, rules.id == nil ? attributes["id"] ?? attributes["docno"] : nil)
      recordLanguage = attributes["lang"]
      machine.open(.section, line: line)
    } else if path.count == 1 && !hasRecords {
      machine.open(.section, line: line)
    } else {
      machine.open(role(key), line: line)
    }
    note(attributes)
  }

  /// Looks for the title and the id.
  private func note(_ attributes: Attributes) {
    if let pattern = rules.id, id == nil, pattern.matches(path) || pattern.keys.isEmpty {
      if let attribute = pattern.attribute {
        // A lone attribute is that of the record's own element.
        if !pattern.keys.isEmpty || path.count == recordDepth { id = attributes[key: attribute] }
      } else {
        (id, idDepth) = ("", path.count)
      }
    }
    if let pattern = rules.title, title == nil, pattern.matches(path) {
      (title, titleDepth) = ([], path.count)
    }
  }

  func end(_ key: UInt64) {
    machine.close()
    if path.count == titleDepth { titleDepth = 0 }
    if path.count == idDepth { idDepth = 0 }
    if path.count == recordDepth {
      finishRecord()
      recordDepth = 0
    }
    if path.count == 2, hasStrayText {
      ownReport.strayElements += 1
      hasStrayText = false
    }
    path.removeLast()
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    // What stands between records belongs to none.
    if hasRecords && recordDepth == 0 {
      if bytes.contains(where: { $0 > 0x20 }) { hasStrayText = true }
      return
    }
    if titleDepth > 0 { title?.append(contentsOf: bytes) }
    if idDepth > 0 { id?.append(String(decoding: bytes, as: UTF8.self)) }
    machine.text(bytes, line: line)
  }

  func finish(report: inout ReadReport) {
    if rules.record != nil, !foundRecord, report.error == nil {
      report.error = "no element is what documents.xml.record names"
    }
    if recordDepth > 0 {
      finishRecord()
    } else if !hasRecords {
      finish(uri: source.uri, docno: source.docno, language: language)
    }
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    report.add(ownReport)
    ownReport = ReadReport()
    defer { finished = [] }
    return finished
  }

  private func isRecord(_ key: UInt64) -> Bool {
    if let pattern = rules.record { return pattern.matches(path) }
    return path.count == 2 && key == recordKey
  }

  private func role(_ key: UInt64) -> Role {
    if rules.skip.contains(where: { $0.matches(path) }) { return .skip }
    if rules.block.contains(where: { $0.matches(path) }) { return .container }
    // An unnamed element amid text is part of it.
    return Self.roles.role(key) ?? (machine.builder.openBlockHasText ? .inline : .container)
  }

  private func finishRecord() {
    let unique = ids.unique(id)
    finish(
      uri: "\(source.uri)#\(unique)", docno: unique, language: recordLanguage ?? language)
  }

  private func finish(uri: String, docno: String, language: String?) {
    let name = title.map { String(decoding: $0, as: UTF8.self).folded } ?? ""
    let document = machine.finishDocument(
      uri: uri, docno: docno, title: name.isEmpty ? nil : name, language: language,
      report: &ownReport)
    if let document { finished.append(document) }
  }
}
