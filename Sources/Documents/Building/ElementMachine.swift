/// Turns opened and closed elements, known by their roles, into blocks.
///
/// One machine serves every dialect: a dialect only says what role an element has. The machine keeps
/// a stack of the open elements; a block is opened when its first text arrives, so that empty
/// elements leave nothing. As in `DocumentBuilder`, the properties, touched at every event and by one
/// task, go without the run-time check of exclusive access.
final class ElementMachine {
  let builder = DocumentBuilder()
  @exclusivity(unchecked) private(set) var documentTitle: [UInt8] = []
  @exclusivity(unchecked) var frames = OpenElements()
  @exclusivity(unchecked) var skipDepth = 0
  @exclusivity(unchecked) var mainDepth = 0
  @exclusivity(unchecked) var linkDepth = 0
  /// Whether a link is open that has no text yet.
  @exclusivity(unchecked) private var awaitsLink = false
  @exclusivity(unchecked) var codeDepth = 0
  @exclusivity(unchecked) var quoteDepth = 0
  @exclusivity(unchecked) var titleDepth = 0
  @exclusivity(unchecked) var section = -1
  @exclusivity(unchecked) var headingLevels: [(level: Int, section: Int)] = []
  /// What the last heading closed: it comes back if that heading turns out to be empty.
  @exclusivity(unchecked) var closedLevels: [(level: Int, section: Int)] = []
  @exclusivity(unchecked) var listCount = 0
  /// The frame whose block is open: it becomes the owner when the block is closed.
  @exclusivity(unchecked) var owningFrame = -1
  /// The place of the block, still open, that begins with a table's number; -1 where there is none.
  @exclusivity(unchecked) private var labelledBlock = -1

  private var hasCaptionLabel: Bool {
    builder.openKind != nil && labelledBlock == builder.blocks.count
  }

  /// True inside of a `main` or `article`.
  var isInMain: Bool { mainDepth > 0 }

  /// True inside an element that is not read.
  var isSkipping: Bool { skipDepth > 0 }

  func reset() {
    builder.reset()
    documentTitle.removeAll()
    frames.removeAll()
    skipDepth = 0
    mainDepth = 0
    linkDepth = 0
    awaitsLink = false
    codeDepth = 0
    quoteDepth = 0
    titleDepth = 0
    section = -1
    headingLevels.removeAll()
    closedLevels.removeAll()
    listCount = 0
    owningFrame = -1
    labelledBlock = -1
  }

  // MARK: Elements

  func open(_ role: Role, line: Int) {
    if skipDepth > 0 || role == .skip {
      skipDepth += 1
      return
    }
    let role = resolved(role)
    var frame = OpenElements.Frame(role: role)
    switch role {
    case .skip, .inline: break
    case .link:
      linkDepth += 1
      // A link that begins a block counts when its text opens it.
      awaitsLink = true
    case .spaced, .word: builder.space()
    case .container: separate()
    case .main:
      separate()
      mainDepth += 1
    case .heading(let level):
      leaveCells()
      closeBlock()
      openHeading(level: level, line: line, &frame)
    case .section:
      leaveCells()
      closeBlock()
      frame.outerSection = section
    case .sectionTitle:
      closeBlock()
      openHeading(level: nil, line: line, &frame)
    case .documentTitle: titleDepth += 1
    case .list, .definitionList:
      divide()
      listCount += 1
      frame.list = listCount
    case .item:
      separate()
      if inCell { break }
      frame.awaitsItem = true
      if let list = frames.lists.last { frames[list].number += 1 }
    case .definitionEntry, .questionEntry:
      closeBlock()
    case .term: openTerm(line: line)
    case .description: openDescription(.description, line: line)
    case .question:
      closeBlock()
      beginOwned(.questionAnswer, line: line)
      builder.beginPart(.question, separator: "")
    case .answer: openDescription(.answer, line: line)
    case .table: openTableElement(&frame)
    case .caption: if hasCaptionLabel { builder.space() } else { separate() }
    case .captionLabel: separate()
    case .tableHead: break
    case .row: openRow(line: line)
    case .headerCell, .cell: openCell(role)
    case .code:
      divide()
      codeDepth += 1
    case .quotation:
      separate()
      quoteDepth += 1
    case .lineBreak: builder.softBreak()
    }
    frames.push(frame)
  }

  func close() {
    if skipDepth > 0 {
      skipDepth -= 1
      return
    }
    guard let frame = frames.last else { return }
    switch frame.role {
    case .skip, .inline, .word, .tableHead, .lineBreak: break
    case .link:
      linkDepth -= 1
      if awaitsLink { builder.endAwaitedLink() }
      awaitsLink = false
    case .spaced: builder.space()
    case .container, .caption: separate()
    case .captionLabel:
      builder.space()
      labelledBlock = builder.openKind == nil ? -1 : builder.blocks.count
    case .main:
      separate()
      mainDepth -= 1
    case .heading, .sectionTitle: closeHeading(frame)
    case .section:
      closeBlock()
      section = frame.outerSection
    case .documentTitle: titleDepth -= 1
    case .list, .item, .definitionList, .definitionEntry: separate()
    case .questionEntry: closeBlock()
    case .term, .question: builder.endPart()
    case .description, .answer: closeBlock()
    case .table:
      if !inCell { closeBlock() }
    case .row: if isDataTable { closeBlock() } else { separate() }
    case .headerCell, .cell: if isDataTable { builder.endPart() } else { separate() }
    case .code:
      separate()
      codeDepth -= 1
    case .quotation:
      separate()
      quoteDepth -= 1
    }
    frames.pop()
    if owningFrame >= frames.count { owningFrame = -1 }
  }

  /// Says where the link leads that was just opened.
  func linkLeads(to reference: UnsafePointer<UInt8>) {
    if awaitsLink { builder.awaitLink(to: reference) }
  }

  func linkLeads(to reference: String) {
    reference.utf8CString.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: UInt8.self) { linkLeads(to: $0.baseAddress!) }
    }
  }

  /// The text that follows is a link to another record of the file, by its title; it counts as text
  /// when navigation is told from content.
  func linkLeads(toTitle title: UnsafeBufferPointer<UInt8>) {
    builder.awaitLink(toTitle: title)
    awaitsLink = true
  }

  // MARK: Text

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    guard skipDepth == 0 else { return }
    if titleDepth > 0 {
      documentTitle.append(contentsOf: bytes)
      return
    }
    if awaitsAnswer && bytes.contains(where: { $0 > 0x20 }) { closeBlock() }
    if builder.openKind == nil {
      guard bytes.contains(where: { $0 > 0x20 }) else { return }
      beginImplied(line: line)
    }
    if awaitsLink {
      if linkDepth > 0 { builder.noteLink() }
      builder.addAwaitedLink()
      awaitsLink = false
    }
    if codeDepth > 0 {
      builder.appendVerbatim(bytes, isLink: linkDepth > 0)
    } else {
      builder.append(bytes, isLink: linkDepth > 0)
    }
  }

  func text(_ string: String, line: Int = 0) {
    var string = string
    string.withUTF8 { text($0, line: line) }
  }

  /// Closes what is open; the document is complete.
  func finish() {
    closeBlock()
    frames.removeAll()
  }
}
