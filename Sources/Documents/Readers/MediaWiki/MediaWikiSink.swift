/// Hears a MediaWiki export: every page of the main namespace that is no redirect is a document.
final class MediaWikiSink: XMLDialectSink {
  private enum Field { case title, namespace, id, text, mediaName, none }

  private static let page = RoleTable.key("page".utf8)
  private static let revision = RoleTable.key("revision".utf8)
  private static let namespaceName = RoleTable.key("namespace".utf8)
  private static let redirect = RoleTable.key("redirect".utf8)
  private static let fields: [UInt64: Field] = [
    RoleTable.key("title".utf8): .title, RoleTable.key("ns".utf8): .namespace,
    RoleTable.key("id".utf8): .id, RoleTable.key("text".utf8): .text,
  ]

  private let source: SourceName
  private var language: String?
  private var field = Field.none
  private var inPage = false
  private var inRevision = false
  private var isRedirect = false
  private var title: [UInt8] = []
  private var namespace: [UInt8] = []
  private var id: [UInt8] = []
  private var wikitext: [UInt8] = []
  /// What the export says that files and categories are called, and those of English wikis.
  private var media = WikitextCleaning.mediaNamespaces
  private var mediaName: [UInt8] = []
  private var depth = 0
  private var finished: [Document] = []
  private var ownReport = ReadReport()

  init(source: SourceName) {
    self.source = source
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    depth += 1
    if depth == 1 { language = attributes["lang"] }
    switch key {
    case Self.page:
      inPage = true
      inRevision = false
      isRedirect = false
      (title, namespace, id, wikitext) = ([], [], [], [])
    case Self.revision: inRevision = true
    case Self.redirect: isRedirect = true
    case Self.namespaceName where !inPage:
      // Media, File and Category.
      if ["-2", "6", "14"].contains(attributes["key"]) { field = .mediaName }
    default:
      guard inPage, let named = Self.fields[key] else { return }
      // A revision has an id of its own, and so has its contributor.
      if named == .id && (inRevision || !id.isEmpty) { return }
      if named == .text { wikitext = [] }
      field = named
    }
  }

  func end(_ key: UInt64) {
    depth -= 1
    if field == .mediaName {
      media.insert(String(decoding: mediaName, as: UTF8.self).trimmed.lowercased())
      mediaName = []
    }
    field = .none
    if key == Self.page {
      finishPage()
      inPage = false
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    switch field {
    case .title: title.append(contentsOf: bytes)
    case .namespace: namespace.append(contentsOf: bytes)
    case .id: id.append(contentsOf: bytes)
    case .text: wikitext.append(contentsOf: bytes)
    case .mediaName: mediaName.append(contentsOf: bytes)
    case .none: break
    }
  }

  func finish(report: inout ReadReport) {
    if inPage { finishPage() }
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    report.add(ownReport)
    ownReport = ReadReport()
    defer { finished = [] }
    return finished
  }

  private func finishPage() {
    let number = String(decoding: namespace, as: UTF8.self).trimmed
    guard !isRedirect, number.isEmpty || number == "0",
      !String(decoding: wikitext.prefix(16), as: UTF8.self).uppercased().hasPrefix("#REDIRECT")
    else {
      ownReport.skippedRecords += 1
      return
    }
    let machine = ElementMachine()
    let name = String(decoding: title, as: UTF8.self).trimmed
    let pageID = String(decoding: id, as: UTF8.self).trimmed
    var reading = Wikitext(machine: machine, media: media)
    reading.read(wikitext)
    let key = pageID.isEmpty ? name.replacing(" ", with: "_") : pageID
    let document = machine.finishDocument(
      uri: "\(source.uri)#\(key)", docno: key, title: name, language: language,
      report: &ownReport)
    if let document { finished.append(document) }
  }
}
