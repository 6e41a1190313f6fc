/// Turns opened and closed elements, known by their roles, into blocks.
///
/// One machine serves every dialect: a dialect only says what role an element has. The machine keeps
/// a stack of the open elements; a block is opened when its first text arrives, so that empty
/// elements leave nothing.
final class ElementMachine {
  private struct Frame {
    var role: Role
    /// For lists: their id, and the number of the last item.
    var list = -1
    var number = 0
    /// For items, entries and definition lists: the block that later blocks inside continue.
    var owner = -1
    /// For items: whether their first block is still to come.
    var awaitsItem = false
    /// For tables: their index; cells are no cells in a table that only arranges the page.
    var table = -1
    var isLayout = false
    /// For sections: the section to return to.
    var outerSection = -1
  }

  let builder = DocumentBuilder()
  private(set) var documentTitle: [UInt8] = []
  private var frames: [Frame] = []
  private var skipDepth = 0
  private var mainDepth = 0
  private var linkDepth = 0
  private var codeDepth = 0
  private var quoteDepth = 0
  private var titleDepth = 0
  private var section = -1
  private var headingLevels: [(level: Int, section: Int)] = []
  private var listCount = 0
  /// The frame whose block is open: it becomes the owner when the block is closed.
  private var owningFrame = -1

  /// True inside of a `main` or `article`.
  var isInMain: Bool { mainDepth > 0 }

  /// True inside an element that is not read.
  var isSkipping: Bool { skipDepth > 0 }

  func reset() {
    builder.reset()
    documentTitle.removeAll()
    frames.removeAll(keepingCapacity: true)
    skipDepth = 0
    mainDepth = 0
    linkDepth = 0
    codeDepth = 0
    quoteDepth = 0
    titleDepth = 0
    section = -1
    headingLevels.removeAll()
    listCount = 0
    owningFrame = -1
  }

  // MARK: Elements

  func open(_ role: Role, line: Int) {
    if skipDepth > 0 || role == .skip {
      skipDepth += 1
      return
    }
    let role = resolved(role)
    var frame = Frame(role: role)
    switch role {
    case .skip, .inline: break
    case .link: linkDepth += 1
    case .spaced: builder.space()
    case .container: separate()
    case .main:
      separate()
      mainDepth += 1
    case .heading(let level):
      leaveCells()
      closeBlock()
      openHeading(level: level, line: line)
    case .section:
      leaveCells()
      closeBlock()
      frame.outerSection = section
    case .sectionTitle:
      closeBlock()
      openHeading(level: nil, line: line)
    case .documentTitle: titleDepth += 1
    case .list, .definitionList:
      divide()
      listCount += 1
      frame.list = listCount
    case .item:
      separate()
      if inCell { break }
      frame.awaitsItem = true
      if let list = innermost(where: { if case .list = $0.role { true } else { false } }) {
        frames[list].number += 1
      }
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
    case .caption: separate()
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
    frames.append(frame)
  }

  func close() {
    if skipDepth > 0 {
      skipDepth -= 1
      return
    }
    guard let frame = frames.last else { return }
    switch frame.role {
    case .skip, .inline, .tableHead, .lineBreak: break
    case .link: linkDepth -= 1
    case .spaced: builder.space()
    case .container, .caption: separate()
    case .main:
      separate()
      mainDepth -= 1
    case .heading, .sectionTitle: closeHeading()
    case .section:
      closeBlock()
      section = frame.outerSection
    case .documentTitle: titleDepth -= 1
    case .list, .item, .definitionList, .definitionEntry, .questionEntry: separate()
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
    frames.removeLast()
  }

  // MARK: Text

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    guard skipDepth == 0 else { return }
    if titleDepth > 0 {
      documentTitle.append(contentsOf: bytes)
      return
    }
    if builder.openKind == nil {
      guard bytes.contains(where: { $0 > 0x20 }) else { return }
      beginImplied(line: line)
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

  // MARK: Blocks

  private var inCell: Bool {
    builder.openKind == .tableRow && (builder.openPart == .cell || builder.openPart == .headerCell)
  }

  private var isDataTable: Bool {
    guard let table = innermost(where: { $0.role == .table }) else { return false }
    return !frames[table].isLayout
  }

  private func innermost(where matches: (Frame) -> Bool) -> Int? {
    frames.lastIndex(where: matches)
  }

  /// The end of a paragraph: closes the block, or breaks the line in a cell or in a part that has
  /// no text yet.
  private func separate() {
    if inCell {
      builder.softBreak()
    } else if builder.openPart == .term || builder.openPart == .question {
      builder.space()
    } else if builder.openKind == .heading {
      builder.space()
    } else if !builder.openPartIsFresh {
      closeBlock()
    }
  }

  /// The begin of a structure that is no part of the text before it, not even of an empty part.
  private func divide() {
    if inCell { builder.softBreak() } else { closeBlock() }
  }

  /// A title belongs to what is around it: to a section its heading, to a table its caption.
  private func resolved(_ role: Role) -> Role {
    guard role == .sectionTitle else { return role }
    switch frames.last(where: { $0.role != .inline })?.role {
    case .section: return .sectionTitle
    case .table: return .caption
    default: return .container
    }
  }

  private func closeBlock() {
    let kind = builder.openKind
    guard let index = builder.end() else {
      if kind != nil { owningFrame = -1 }
      return
    }
    if kind == .heading, let last = headingLevels.last {
      builder.sections[last.section].heading = string(builder.blocks[index].range)
    }
    if owningFrame >= 0 && owningFrame < frames.count { frames[owningFrame].owner = index }
    owningFrame = -1
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: builder.text[range], as: UTF8.self)
  }

  private var owner: Int {
    innermost(where: { $0.owner >= 0 }).map { frames[$0].owner } ?? -1
  }

  private var list: Int {
    innermost(where: { $0.list >= 0 }).map { frames[$0].list } ?? -1
  }

  private func begin(
    _ kind: BlockKind, line: Int, depth: Int = 0, number: Int = 0, list: Int = -1,
    table: Int = -1, owner: Int = -1
  ) {
    builder.begin(
      Block(
        kind: kind, range: 0..<0, line: line, section: section, depth: depth, number: number,
        list: list, table: table, owner: owner),
      inMain: mainDepth > 0)
  }

  /// Opens a block for text that stands in no block yet, according to what is around it.
  private func beginImplied(line: Int) {
    if let item = innermost(where: { $0.role == .item }), frames[item].awaitsItem, codeDepth == 0 {
      frames[item].awaitsItem = false
      let lists = frames.indices.filter {
        if case .list = frames[$0].role { true } else { false }
      }
      let innermostList = lists.last.map { frames[$0] }
      let isOrdered = innermostList?.role == .list(ordered: true)
      begin(
        .listItem, line: line, depth: max(1, lists.count),
        number: isOrdered ? innermostList!.number : 0, list: innermostList?.list ?? -1,
        owner: owner)
      owningFrame = item
      return
    }
    let kind: BlockKind = codeDepth > 0 ? .code : quoteDepth > 0 ? .quotation : .paragraph
    let isCaption = innermost(where: { $0.role == .caption }) != nil
    let table = isCaption ? innermost(where: { $0.role == .table }) : nil
    begin(
      kind, line: line, list: owner >= 0 ? list : -1, table: table.map { frames[$0].table } ?? -1,
      owner: owner)
  }

  /// Opens a definition or a question-and-answer that later blocks of its entry continue.
  private func beginOwned(_ kind: BlockKind, line: Int) {
    let entry = innermost {
      $0.role == .definitionEntry || $0.role == .questionEntry || $0.role == .definitionList
    }
    if let entry { frames[entry].owner = -1 }
    begin(kind, line: line, list: list, owner: owner)
    owningFrame = entry ?? -1
  }

  private func openTerm(line: Int) {
    let mayAddTerm = builder.openKind == .definition && builder.openPart != .description
      && !builder.openPartIsFresh && builder.openPartCount > 0
    if !mayAddTerm {
      closeBlock()
      beginOwned(.definition, line: line)
    }
    builder.beginPart(.term, separator: "\n")
  }

  private func openDescription(_ role: BlockPart.Role, line: Int) {
    let kind: BlockKind = role == .answer ? .questionAnswer : .definition
    let isWaiting = builder.openKind == kind && builder.openPart != role
    if isWaiting {
      builder.beginPart(role, separator: "\n")
    } else {
      separate()
    }
  }

  private func openHeading(level: Int?, line: Int) {
    let parent: Int
    if let level {
      while let last = headingLevels.last, last.level >= level { headingLevels.removeLast() }
      parent = headingLevels.last?.section ?? -1
    } else {
      let index = innermost(where: { $0.role == .section })
      parent = index.map { frames[$0].outerSection } ?? -1
      while let last = headingLevels.last, last.section != parent { headingLevels.removeLast() }
    }
    builder.sections.append(.init(heading: "", parent: parent))
    section = builder.sections.count - 1
    let nextLevel = level ?? (headingLevels.last?.level ?? 0) + 1
    headingLevels.append((nextLevel, section))
    begin(.heading, line: line, depth: headingLevels.count - 1)
  }

  private func closeHeading() {
    let before = builder.blocks.count
    closeBlock()
    // A heading without text opens no section, unless it holds blocks in place of text.
    if builder.blocks.count == before, let last = headingLevels.last,
      last.section == builder.sections.count - 1, builder.blocks.last?.section != last.section
    {
      headingLevels.removeLast()
      section = builder.sections[last.section].parent
      builder.sections.removeLast()
    }
  }

  // MARK: Tables

  private func openTableElement(_ frame: inout Frame) {
    leaveCells()
    divide()
    builder.tables.append(.init())
    frame.table = builder.tables.count - 1
  }

  /// A heading or a table inside a cell: the table around it arranges the page and holds no data.
  private func leaveCells() {
    guard inCell, let table = innermost(where: { $0.role == .table }) else { return }
    frames[table].isLayout = true
    closeBlock()
  }

  private func openRow(line: Int) {
    guard isDataTable, let table = innermost(where: { $0.role == .table }) else {
      separate()
      return
    }
    closeBlock()
    begin(.tableRow, line: line, list: -1, table: frames[table].table)
  }

  private func openCell(_ role: Role) {
    guard isDataTable else {
      separate()
      return
    }
    guard builder.openKind == .tableRow else { return }
    builder.beginPart(role == .headerCell ? .headerCell : .cell, separator: " | ")
  }
}
