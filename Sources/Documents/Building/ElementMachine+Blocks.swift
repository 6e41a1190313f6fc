extension ElementMachine {
  var inCell: Bool {
    builder.openKind == .tableRow && (builder.openPart == .cell || builder.openPart == .headerCell)
  }

  var isDataTable: Bool {
    guard let table = frames.tables.last else { return false }
    return !frames[table].isLayout
  }

  /// The end of a paragraph: closes the block, or breaks the line in a cell or in a part that has
  /// no text yet.
  func separate() {
    if inCell {
      builder.softBreak()
    } else if builder.openPart == .term || builder.openPart == .question {
      builder.space()
    } else if builder.openKind == .heading {
      builder.space()
    } else if awaitsAnswer {
      // The element around the answer.
    } else if !builder.openPartIsFresh {
      closeBlock()
    }
  }

  /// Whether a question is open that has its text, and no answer yet.
  var awaitsAnswer: Bool {
    builder.openKind == .questionAnswer && builder.openPart == nil && builder.openPartCount == 1
  }

  /// The begin of a structure that is no part of the text before it, not even of an empty part.
  func divide() {
    if inCell { builder.softBreak() } else { closeBlock() }
  }

  /// A title belongs to what is around it: to a section its heading, to a table its caption.
  func resolved(_ role: Role) -> Role {
    if builder.openPart == .term || builder.openPart == .question {
      // A heading inside a term or a question is its text.
      switch role {
      case .heading, .sectionTitle: return .container
      default: return role
      }
    }
    guard role == .sectionTitle else { return role }
    switch frames.innermostStructure {
    case .section: return .sectionTitle
    case .table: return .caption
    default: return .container
    }
  }

  func closeBlock() {
    let kind = builder.openKind
    guard let index = builder.end() else {
      if kind != nil { owningFrame = -1 }
      return
    }
    if kind == .heading {
      let opened = builder.blocks[index].section
      builder.sections[opened].heading = string(builder.blocks[index].range)
    }
    if owningFrame >= 0 { frames.setOwner(index, at: owningFrame) }
    owningFrame = -1
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: builder.text[range], as: UTF8.self)
  }

  var owner: Int { frames.owner }

  var list: Int { frames.anyLists.last.map { frames[$0].list } ?? -1 }

  func begin(
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
  func beginImplied(line: Int) {
    if let item = frames.items.last, frames[item].awaitsItem, codeDepth == 0 {
      frames[item].awaitsItem = false
      let innermostList = frames.lists.last.map { frames[$0] }
      let isOrdered = innermostList?.role == .list(ordered: true)
      begin(
        .listItem, line: line, depth: max(1, frames.lists.count),
        number: isOrdered ? innermostList!.number : 0, list: innermostList?.list ?? -1,
        owner: owner)
      owningFrame = item
      return
    }
    let kind: BlockKind = codeDepth > 0 ? .code : quoteDepth > 0 ? .quotation : .paragraph
    let table = frames.captions.isEmpty ? nil : frames.tables.last
    begin(
      kind, line: line, list: owner >= 0 ? list : -1, table: table.map { frames[$0].table } ?? -1,
      owner: owner)
  }

  /// Opens a definition or a question-and-answer that later blocks of its entry continue.
  func beginOwned(_ kind: BlockKind, line: Int) {
    let entry = frames.entries.last
    if let entry { frames.clearOwner(at: entry) }
    begin(kind, line: line, list: list, owner: owner)
    owningFrame = entry ?? -1
  }

  func openTerm(line: Int) {
    let mayAddTerm =
      builder.openKind == .definition && builder.openPart != .description
      && !builder.openPartIsFresh && builder.openPartCount > 0
    if !mayAddTerm {
      closeBlock()
      beginOwned(.definition, line: line)
    }
    builder.beginPart(.term, separator: "\n")
  }

  func openDescription(_ role: BlockPart.Role, line: Int) {
    let kind: BlockKind = role == .answer ? .questionAnswer : .definition
    let isWaiting = builder.openKind == kind && builder.openPart != role
    if isWaiting {
      builder.beginPart(role, separator: "\n")
    } else {
      separate()
    }
  }

  func openHeading(level: Int?, line: Int, _ frame: inout OpenElements.Frame) {
    let parent: Int
    if let level {
      closedLevels = []
      while let last = headingLevels.last, last.level >= level {
        closedLevels.append(headingLevels.removeLast())
      }
      parent = headingLevels.last?.section ?? -1
    } else {
      parent = frames.sections.last.map { frames[$0].outerSection } ?? -1
      while let last = headingLevels.last, last.section != parent { headingLevels.removeLast() }
    }
    frame.outerSection = section
    builder.sections.append(.init(heading: "", parent: parent))
    section = builder.sections.count - 1
    frame.ownSection = section
    let nextLevel = level ?? (headingLevels.last?.level ?? 0) + 1
    headingLevels.append((nextLevel, section))
    begin(.heading, line: line, depth: headingLevels.count - 1)
  }

  func closeHeading(_ frame: OpenElements.Frame) {
    closeBlock()
    // A heading without text opens no section, unless something inside it already lies there.
    guard frame.ownSection == builder.sections.count - 1, section == frame.ownSection,
      builder.sections[section].heading.isEmpty, builder.blocks.last?.section != section
    else { return }
    if headingLevels.last?.section == section {
      headingLevels.removeLast()
      headingLevels += closedLevels.reversed()
      closedLevels = []
    }
    builder.sections.removeLast()
    section = frame.outerSection
  }

  // MARK: Tables

  func openTableElement(_ frame: inout OpenElements.Frame) {
    leaveCells()
    divide()
    builder.tables.append(.init())
    frame.table = builder.tables.count - 1
  }

  /// A heading or a table inside a cell: the table around it arranges the page and holds no data.
  func leaveCells() {
    guard inCell, let table = frames.tables.last else { return }
    frames[table].isLayout = true
    closeBlock()
  }

  func openRow(line: Int) {
    guard isDataTable, let table = frames.tables.last else {
      separate()
      return
    }
    closeBlock()
    begin(.tableRow, line: line, list: -1, table: frames[table].table)
  }

  func openCell(_ role: Role) {
    guard isDataTable else {
      separate()
      return
    }
    guard builder.openKind == .tableRow else { return }
    builder.beginPart(role == .headerCell ? .headerCell : .cell, separator: " | ")
  }
}
