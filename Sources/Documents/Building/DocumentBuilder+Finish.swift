extension DocumentBuilder {
  /// What `finishedDocument` leaves out besides the elements that dialects skip.
  struct LeftOut: Sendable {
    var linkListBlocks = 0
    var outsideMainBlocks = 0
    /// Left out by `MainContent`.
    var boilerplateBlocks = 0
  }

  /// A run of at least this many blocks that are links and little else is navigation.
  private static let shortestLinkList = 4
  /// The share of link text that makes a block "links and little else".
  private static let linkShare = 0.8
  /// With this many bytes inside `main` or `article`, what is outside of them is left out.
  private static let enoughMainBytes = 200

  /// How a paragraph begins that stands before a table as its title.
  private static let tableTitleStarts = ["Table ", "Tabelle ", "表"]

  /// Which blocks are content: not those outside of a `main` that holds text, nor lists of links.
  ///
  /// - Parameter chosen: what `MainContent` took for content; where it says so, it is believed
  ///   instead of `main`.
  func contentBlocks(chosen: [Bool]? = nil, leftOut: inout LeftOut) -> [Bool] {
    var keep = chosen ?? [Bool](repeating: true, count: blocks.count)
    if chosen != nil {
      leftOut.boilerplateBlocks += keep.count { !$0 }
    } else {
      dropOutsideMain(&keep, leftOut: &leftOut)
    }
    var start = 0
    while start < blocks.count {
      var end = start
      while end < blocks.count, isMostlyLinks(end) { end += 1 }
      if end - start >= Self.shortestLinkList {
        for index in start..<end where keep[index] {
          keep[index] = false
          leftOut.linkListBlocks += 1
        }
      }
      start = max(end, start + 1)
    }
    for index in blocks.indices where keep[index] && isLinkRow(index) {
      keep[index] = false
      leftOut.linkListBlocks += 1
    }
    dropBareHeadings(&keep, leftOut: &leftOut)
    return keep
  }

  private func dropOutsideMain(_ keep: inout [Bool], leftOut: inout LeftOut) {
    let mainBytes = zip(blocks, notes).reduce(0) { $0 + ($1.1.inMain ? $1.0.range.count : 0) }
    guard mainBytes >= Self.enoughMainBytes else { return }
    for index in blocks.indices where !notes[index].inMain {
      keep[index] = false
      leftOut.outsideMainBlocks += 1
    }
  }

  /// Whether a block is a row of links to elsewhere, or a link such as "Edit this page".
  private func isLinkRow(_ index: Int) -> Bool {
    let (block, note) = (blocks[index], notes[index])
    guard note.links > 0, !note.hasOwnWords, block.range.count <= LinkRows.longest else {
      return false
    }
    switch block.kind {
    case .paragraph where block.owner < 0 && note.links > 1: return true
    case .paragraph, .listItem: return LinkRows.isPageTool(text[block.range])
    default: return false
    }
  }

  /// Leaves out headings below which nothing stands any more but navigation did.
  private func dropBareHeadings(_ keep: inout [Bool], leftOut: inout LeftOut) {
    var hadNavigation = false
    var hasContent = false
    var depthBelow = 0
    for index in blocks.indices.reversed() {
      guard blocks[index].kind == .heading else {
        if keep[index] { hasContent = true } else if notes[index].links > 0 { hadNavigation = true }
        continue
      }
      // A heading that is followed by a deeper one leads to what that one holds.
      if hadNavigation && !hasContent && keep[index] && blocks[index].depth >= depthBelow {
        keep[index] = false
        leftOut.linkListBlocks += 1
      } else {
        depthBelow = blocks[index].depth
      }
      (hadNavigation, hasContent) = (false, false)
    }
  }

  private func isMostlyLinks(_ index: Int) -> Bool {
    let block = blocks[index]
    guard block.kind != .heading, block.kind != .code else { return false }
    return Double(notes[index].linkBytes) >= Self.linkShare * Double(block.range.count)
  }

  /// The document, with the blocks for which `keep` is false left out and the text closed up.
  func finishedDocument(
    uri: String, docno: String, title: String, language: String?, keep: [Bool]
  ) -> Document {
    var document = Document(
      uri: uri, docno: docno, title: title, language: language, sections: sections,
      tables: tables)
    if keep.allSatisfy(\.self) {
      document.text = text
      document.blocks = blocks
      document.links = links
    } else {
      copy(keep, into: &document)
    }
    if !document.links.isEmpty { document.linkTargets = linkTargets }
    labelTables(&document)
    return document
  }

  private func copy(_ keep: [Bool], into document: inout Document) {
    var moved = [Int](repeating: -1, count: blocks.count)
    var previous = -1
    var nextLink = 0
    for index in blocks.indices where keep[index] {
      var block = blocks[index]
      let start = block.range.lowerBound
      if previous >= 0 {
        let isNeighbour = previous == index - 1
        let separator = isNeighbour ? start - blocks[previous].range.upperBound : 2
        document.text.append(contentsOf: repeatElement(0x0a, count: separator))
      }
      let shift = document.text.count - start
      document.text.append(contentsOf: text[block.range])
      block.range = start + shift..<block.range.upperBound + shift
      block.parts = block.parts.map {
        BlockPart(
          role: $0.role, range: $0.range.lowerBound + shift..<$0.range.upperBound + shift)
      }
      if block.owner >= 0 { block.owner = moved[block.owner] }
      let end = blocks[index].range.upperBound
      while nextLink < links.count, links[nextLink].offset < end {
        var link = links[nextLink]
        nextLink += 1
        if link.offset < start { continue }
        link.offset += shift
        document.links.append(link)
      }
      moved[index] = document.blocks.count
      document.blocks.append(block)
      previous = index
    }
  }

  /// Gives each table the labels of its header row and the text of its caption.
  private func labelTables(_ document: inout Document) {
    for block in document.blocks where block.table >= 0 {
      if block.kind == .tableRow {
        let labels = block.parts.filter { $0.role == .headerCell }
        guard document.tables[block.table].columns.isEmpty, labels.count == block.parts.count,
          labels.count > 1
        else { continue }
        document.tables[block.table].columns = labels.map { document.string($0.range) }
      } else if document.tables[block.table].caption.isEmpty {
        document.tables[block.table].caption = document.string(block.range)
      }
    }
    for (before, first) in zip(document.blocks, document.blocks.dropFirst())
    where first.kind == .tableRow && before.kind == .paragraph
      && document.tables[first.table].caption.isEmpty
    {
      let text = document.string(before.range)
      let isTitle = Self.tableTitleStarts.contains { text.hasPrefix($0) }
      if isTitle && text.utf8.count <= 120 { document.tables[first.table].caption = text }
    }
  }
}
