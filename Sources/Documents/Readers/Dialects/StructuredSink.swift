/// Hears a file of a dialect that is told by its elements alone: one document, or one a record.
final class StructuredSink: XMLDialectSink {
  private let dialect: XMLDialect
  private let source: SourceName
  private let machine = ElementMachine()
  /// The open elements.
  private var path: [UInt64] = []
  /// How deep the record's element lies; 0 outside of records.
  private var recordDepth = 0
  private var hasRecords = false
  private var id: String?
  /// How deep the element lies that is being read for the id; 0 where none is.
  private var idDepth = 0
  private var language: String?
  private var fileLanguage: String?
  /// The titles found, in the order of the file.
  private var titles: [[UInt8]] = []
  /// How deep the title's element lies that is being read; 0 outside.
  private var titleDepth = 0
  private var ids = RecordIDs()
  private var finished: [Document] = []
  private var ownReport = ReadReport()
  private var isDocument = true

  init(dialect: XMLDialect, source: SourceName) {
    self.dialect = dialect
    self.source = source
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    if path.isEmpty {
      fileLanguage = attributes["lang"]
      isDocument = dialect.isDocument(key)
    } else if recordDepth == 0, dialect.records.contains(key) {
      machine.reset()
      titles = []
      (recordDepth, hasRecords) = (path.count + 1, true)
      id = attributes["id"]
      language = attributes["lang"]
    }
    let role = dialect.refine(key, path, attributes) ?? dialect.roles.role(key) ?? .inline
    machine.open(role, line: line)
    if case .link = role, let reference = dialect.reference(attributes) {
      machine.linkLeads(to: reference)
    }
    path.append(key)
    if recordDepth > 0, id == nil, dialect.recordID.contains(where: endsPath) {
      (id, idDepth) = ("", path.count)
    }
    if titleDepth == 0, titles.allSatisfy(\.isEmpty), dialect.titles.contains(where: endsPath) {
      titleDepth = path.count
      titles.append([])
    }
  }

  func end(_ key: UInt64) {
    machine.close()
    if titleDepth == path.count { titleDepth = 0 }
    if idDepth == path.count { idDepth = 0 }
    if recordDepth > 0, recordDepth == path.count {
      finishRecord()
      recordDepth = 0
    }
    path.removeLast()
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    if idDepth > 0 { id?.append(String(decoding: bytes, as: UTF8.self)) }
    if titleDepth > 0 { titles[titles.count - 1].append(contentsOf: bytes) }
    machine.text(bytes, line: line)
  }

  func finish(report: inout ReadReport) {
    if recordDepth > 0 {
      finishRecord()
    } else if !isDocument {
      ownReport.skippedRecords += 1
    } else if !hasRecords {
      finish(uri: source.uri, docno: source.docno, language: fileLanguage)
    }
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    report.add(ownReport)
    ownReport = ReadReport()
    defer { finished = [] }
    return finished
  }

  private func finishRecord() {
    let unique = ids.unique(id)
    finish(uri: "\(source.uri)#\(unique)", docno: unique, language: language ?? fileLanguage)
  }

  private func finish(uri: String, docno: String, language: String?) {
    let title = titles.lazy
      .map { String(decoding: $0, as: UTF8.self).folded }.first { !$0.isEmpty }
    let document = machine.finishDocument(
      uri: uri, docno: docno, title: title, language: language, report: &ownReport)
    if let document { finished.append(document) }
  }

  private func endsPath(_ end: [UInt64]) -> Bool {
    path.count >= end.count && path[(path.count - end.count)...].elementsEqual(end)
  }
}

/// Gives every record of a file an id of its own.
struct RecordIDs {
  private var seen: Set<String> = []

  /// The id where it is new, else with `-2`, `-3`, … behind it; the record's number where it has
  /// none.
  mutating func unique(_ id: String?) -> String {
    var name = id?.trimmed ?? ""
    if name.isEmpty { name = String(seen.count + 1) }
    var unique = name
    var copy = 2
    while !seen.insert(unique).inserted {
      unique = "\(name)-\(copy)"
      copy += 1
    }
    return unique
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    let front = drop { $0.isWhitespace }
    guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(front[...last])
  }

  /// With one space for each run of white space, and none at the ends.
  var folded: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension ReadReport {
  /// Adds another report's counts.
  mutating func add(_ other: ReadReport) {
    invalidBytes += other.invalidBytes
    emptyDocuments += other.emptyDocuments
    skippedRecords += other.skippedRecords
    cutEntities += other.cutEntities
    strayElements += other.strayElements
    otherAnswers += other.otherAnswers
    linkListBlocks += other.linkListBlocks
    outsideMainBlocks += other.outsideMainBlocks
    boilerplateBlocks += other.boilerplateBlocks
    repeatedBlocks += other.repeatedBlocks
    error = error ?? other.error
  }
}
