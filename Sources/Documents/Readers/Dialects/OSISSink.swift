/// Hears a Bible in OSIS (Open Scripture Information Standard): every book is a document.
///
/// Chapters are sections, verses lines that begin with their number, whether the file marks verses as
/// elements or by milestones (`sID` … `eID`).
final class OSISSink: XMLDialectSink {
  private static let roles = RoleTable([
    (.skip, "header note rdg catchWord figure index"),
    (.container, "p lg div salute signed closer speech speaker"),
    (.lineBreak, "l lb"), (.list(ordered: false), "list"), (.item, "item"),
    (.table, "table"), (.row, "row"), (.cell, "cell"), (.link, "reference a"),
  ])
  private static let div = XMLDialect.key("div")
  private static let chapter = XMLDialect.key("chapter")
  private static let verse = XMLDialect.key("verse")
  private static let title = XMLDialect.key("title")
  private static let osisText = XMLDialect.key("osisText")

  private let source: SourceName
  private let machine = ElementMachine()
  private var depth = 0
  private var bookDepth = 0
  private var book = ""
  private var bookTitle: [UInt8] = []
  /// Whether the book has begun: a chapter, a verse or another title.
  private var hasText = false
  private var titleDepth = 0
  private var language: String?
  private var ids = RecordIDs()
  private var finished: [Document] = []
  private var ownReport = ReadReport()

  init(source: SourceName) {
    self.source = source
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    depth += 1
    if key == Self.osisText { language = attributes["lang"] }
    if bookDepth == 0, key == Self.div, attributes["type"] == "book" {
      machine.reset()
      (bookDepth, book, bookTitle) = (depth, attributes["osisID"] ?? "", [])
      hasText = false
      machine.open(.container, line: line)
      return
    }
    switch key {
    case Self.chapter:
      hasText = true
      machine.open(.container, line: line)
      if attributes["eID"] == nil { openChapter(attributes, line: line) }
    case Self.verse:
      machine.open(.lineBreak, line: line)
      if attributes["eID"] == nil, let number = Self.number(attributes) {
        machine.text(number + " ")
      }
    case Self.title:
      if attributes["type"] == "main" || attributes["type"] == "bookTitle" {
        // A title may come in lines, "The Book of" and "Ruth"; later ones are not the book's.
        if !hasText, titleDepth == 0 {
          titleDepth = depth
          bookTitle.append(0x20)
        }
        machine.open(.skip, line: line)
      } else if attributes["type"] == "chapter" {
        machine.open(.skip, line: line)
      } else {
        hasText = true
        machine.open(.heading(level: 2), line: line)
      }
    default:
      machine.open(Self.roles.role(key) ?? .inline, line: line)
    }
  }

  func end(_ key: UInt64) {
    machine.close()
    if depth == titleDepth { titleDepth = 0 }
    if depth == bookDepth {
      finishBook()
      bookDepth = 0
    }
    depth -= 1
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    if titleDepth > 0 { bookTitle.append(contentsOf: bytes) }
    if bookDepth > 0 { machine.text(bytes, line: line) }
  }

  func finish(report: inout ReadReport) {
    if bookDepth > 0 { finishBook() }
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    report.add(ownReport)
    ownReport = ReadReport()
    defer { finished = [] }
    return finished
  }

  private func openChapter(_ attributes: Attributes, line: Int) {
    guard let number = Self.number(attributes) else { return }
    machine.open(.heading(level: 1), line: line)
    let name = String(decoding: bookTitle, as: UTF8.self).folded
    machine.text("\(name.isEmpty ? book : name) \(number)")
    machine.close()
  }

  /// `n`, else the last part of `osisID`: `Gen.1.3` gives 3.
  private static func number(_ attributes: Attributes) -> String? {
    if let number = attributes["n"], !number.isEmpty { return number }
    let id = attributes["osisID"] ?? attributes["sID"]
    return id?.split(separator: " ").first?.split(separator: ".").last.map(String.init)
  }

  private func finishBook() {
    let unique = ids.unique(book)
    let name = String(decoding: bookTitle, as: UTF8.self).folded
    let document = machine.finishDocument(
      uri: "\(source.uri)#\(unique)", docno: unique, title: name.isEmpty ? book : name,
      language: language, report: &ownReport)
    if let document { finished.append(document) }
  }
}
