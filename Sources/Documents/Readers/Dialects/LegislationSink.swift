/// Hears legislation: Akoma Ntoso (OASIS LegalDocML) and USLM (United States Legislative Markup).
///
/// A level with a number and a heading becomes a section under "num heading"; the number of a level
/// without one (a paragraph, a point) begins its text. An act is a document; of a code in USLM every
/// section is, since a title of it has thousands.
final class LegislationSink: XMLDialectSink {
  private static let roles = RoleTable([
    (
      .section,
      """
      part subpart chapter subchapter title subtitle article subarticle section subsection division \
      subdivision book tome act bill judgment preamble conclusions attachment appendix \
      rule subrule crossheading-level level courtRules courtRule reorganizationPlan
      """
    ),
    (
      .skip,
      "meta coverPage toc sourceCredit sidenote docNumber citableAs footnote-ref editorialNotes page"
    ),
    (
      .container,
      """
      body mainBody content p paragraph subparagraph clause subclause item subitem point indent \
      alinea list intro wrapUp wrap chapeau continuation text block blockContainer longTitle \
      enactingFormula preface recitals recital citations citation formula introduction background \
      arguments remedies motivation decision quotedStructure quotedContent notes note main doc \
      officialTitle crossHeading hcontainer container tblock
      """
    ),
    (.list(ordered: false), "ul blockList"), (.list(ordered: true), "ol"), (.item, "li"),
    (.table, "table"), (.tableHead, "thead"), (.row, "tr"), (.headerCell, "th"), (.cell, "td"),
    (.lineBreak, "br eol"), (.link, "ref a"), (.spaced, "authorialNote footnote"),
  ])

  private static let num = XMLDialect.key("num")
  private static let heading = XMLDialect.key("heading")
  private static let section = XMLDialect.key("section")
  private static let item = XMLDialect.key("item")
  private static let blockList = XMLDialect.key("blockList")
  private static let metaTitle = XMLDialect.path("meta/title")
  /// Where a title stands in the text, the best first; then the alias of an act's identification.
  private static let titles = ["docTitle", "shortTitle"].map(XMLDialect.key)
  private static let alias = XMLDialect.key("FRBRalias")
  /// Elements whose parts are lines of their own, whatever they are called.
  private static let lines: Set<UInt64> = Set(["preface", "endorsement"].map(XMLDialect.key))
  /// Levels whose numbers are headings even where no heading follows.
  private static let titled: Set<UInt64> = Set(
    [
      "part", "subpart", "chapter", "subchapter", "title", "subtitle", "article", "section",
      "division", "subdivision", "book", "tome", "rule", "appendix",
    ].map(XMLDialect.key))

  private let source: SourceName
  private let isCode: Bool
  private let machine = ElementMachine()
  private var path: [UInt64] = []
  /// Whether a number has opened a heading that waits for its words.
  private var hasOpenHeading = false
  /// The numbers of levels without heading, which stand before their first words.
  private var numbers: [UInt8] = []
  private var recordDepth = 0
  private var id: String?
  private var language: String?
  /// What the file's metadata call it, and the titles in the text by their place in `titles`.
  private var title: [UInt8] = []
  private var textTitles: [Int: [UInt8]] = [:]
  private var alias: String?
  private var openTitle: (place: Int, depth: Int)?
  private var heading: [UInt8] = []
  private var ids = RecordIDs()
  private var finished: [Document] = []
  private var ownReport = ReadReport()

  /// - Parameter isCode: whether each section is a document.
  init(source: SourceName, isCode: Bool) {
    self.source = source
    self.isCode = isCode
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    if path.isEmpty { language = attributes["lang"] }
    if isCode, recordDepth == 0, key == Self.section {
      machine.reset()
      (heading, numbers) = ([], [])
      (recordDepth, id) = (path.count + 1, attributes["identifier"] ?? attributes["id"])
    }
    let parent = path.last ?? 0
    path.append(key)
    if key == Self.alias, alias == nil { alias = attributes["value"] }
    if openTitle == nil, let place = Self.titles.firstIndex(of: key), textTitles[place] == nil {
      openTitle = (place, path.count)
      textTitles[place] = []
    }
    if key == Self.num, Self.titled.contains(parent) {
      machine.open(.sectionTitle, line: line)
      hasOpenHeading = true
      machine.open(.inline, line: line)
    } else if key == Self.num {
      machine.open(.skip, line: line)
    } else if key == Self.heading {
      if hasOpenHeading { machine.text(" ") } else { machine.open(.sectionTitle, line: line) }
      hasOpenHeading = true
      machine.open(.inline, line: line)
    } else {
      // Inside of a heading there may be links and the like.
      if path.dropLast().last != Self.num, path.dropLast().last != Self.heading { closeHeading() }
      machine.open(role(key, parent: parent), line: line)
    }
  }

  func end(_ key: UInt64) {
    if key != Self.num, key != Self.heading, path.count > 1 { closeHeadingBefore(key) }
    machine.close()
    if key == Self.heading { closeHeading() }
    if openTitle?.depth == path.count { openTitle = nil }
    if recordDepth > 0, recordDepth == path.count {
      finishRecord()
      recordDepth = 0
    }
    path.removeLast()
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    if recordDepth == 0, path.suffix(2).elementsEqual(Self.metaTitle) {
      title.append(contentsOf: bytes)
    }
    if let openTitle { textTitles[openTitle.place]?.append(contentsOf: bytes) }
    if isCode, recordDepth == 0 { return }
    if hasOpenHeading, recordDepth > 0, path.count <= recordDepth + 2 {
      heading.append(contentsOf: bytes)
      if path.last == Self.num { heading.append(0x20) }
    }
    if path.last == Self.num, !hasOpenHeading {
      numbers.append(contentsOf: bytes)
      return
    }
    if !numbers.isEmpty, bytes.contains(where: { $0 > 0x20 }), !machine.isSkipping {
      machine.text(String(decoding: numbers, as: UTF8.self) + " ", line: line)
      numbers = []
    }
    machine.text(bytes, line: line)
  }

  func finish(report: inout ReadReport) {
    closeHeading()
    if recordDepth > 0 {
      finishRecord()
    } else if !isCode {
      let names = [title] + Self.titles.indices.map { textTitles[$0] ?? [] }
      let name = (names.map { String(decoding: $0, as: UTF8.self).folded } + [alias?.folded ?? ""])
        .first { !$0.isEmpty }
      finish(uri: source.uri, docno: source.docno, title: name)
    }
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    report.add(ownReport)
    ownReport = ReadReport()
    defer { finished = [] }
    return finished
  }

  /// A heading that only had a number ends where its level goes on or ends.
  private func closeHeading() {
    guard hasOpenHeading else { return }
    hasOpenHeading = false
    machine.close()
  }

  private func closeHeadingBefore(_ key: UInt64) {
    let parent = path.dropLast().last ?? 0
    if parent != Self.num && parent != Self.heading { closeHeading() }
  }

  private func role(_ key: UInt64, parent: UInt64) -> Role {
    if key == Self.item, parent == Self.blockList { return .item }
    return Self.roles.role(key) ?? (Self.lines.contains(parent) ? .container : .inline)
  }

  private func finishRecord() {
    let unique = ids.unique(id)
    let name = String(decoding: heading, as: UTF8.self).folded
    finish(uri: "\(source.uri)#\(unique)", docno: unique, title: name.isEmpty ? nil : name)
  }

  private func finish(uri: String, docno: String, title: String?) {
    let document = machine.finishDocument(
      uri: uri, docno: docno, title: title, language: language, report: &ownReport)
    if let document { finished.append(document) }
  }
}
