import Glibc

/// Collects the text and the blocks of one document, in the order of the source.
///
/// Text goes into one arena of UTF-8 bytes; blocks are ranges over it. White space is collapsed
/// outside of listings as a browser would, no-break spaces become spaces, soft hyphens vanish.
/// It is a class because SAX callbacks reach it through a pointer; it is used by one task at a time.
/// Its properties are touched some ten times for every piece of text and never while another access
/// to them goes on, so Swift's run-time check of that, a tenth of the whole run, is left out.
final class DocumentBuilder {
  /// What is known of a block besides what the document keeps.
  struct BlockNote {
    /// How many of its bytes are the text of links.
    var linkBytes = 0
    /// How many links begin in it.
    var links = 0
    /// Whether it has letters or digits outside of links.
    var hasOwnWords = false
    /// Whether it lies in the page's main content.
    var inMain = false
    /// Index in the page's containers of the innermost one; -1 where none is known.
    var container: Int32 = -1
  }

  @exclusivity(unchecked) private(set) var text: [UInt8] = []
  @exclusivity(unchecked) private(set) var blocks: [Block] = []
  @exclusivity(unchecked) private(set) var notes: [BlockNote] = []
  /// In the order of the text; those of the open block from `firstLink` on.
  @exclusivity(unchecked) var links: [Link] = []
  @exclusivity(unchecked) var linkTargets: [UInt8] = []
  @exclusivity(unchecked) var firstLink = 0
  /// Where in `linkTargets` the target of the link lies whose text is still to come; -1 for none.
  @exclusivity(unchecked) var awaitedTarget = -1
  @exclusivity(unchecked) var awaitedKind = Link.Kind.reference
  var sections: [Document.Section] = []
  var tables: [Document.Table] = []
  /// What blocks that are opened are noted to lie in.
  @exclusivity(unchecked) var container: Int32 = -1

  /// The block that is open while `openKind` says so.
  @exclusivity(unchecked) private var open = Block(kind: .paragraph, range: 0..<0)
  @exclusivity(unchecked) private var note = BlockNote()
  @exclusivity(unchecked) private var openPartStart = -1
  @exclusivity(unchecked) private var openPartRole = BlockPart.Role.term
  @exclusivity(unchecked) private var pendingSpace = false
  @exclusivity(unchecked) private var pendingNewline = false
  /// Whether the last byte of a listing was a carriage return.
  @exclusivity(unchecked) private var endsWithReturn = false
  /// Where the trailing white space of the open block may be cut back to.
  @exclusivity(unchecked) private var floor = 0

  /// The block that is open, if any; it is not in `blocks` yet.
  @exclusivity(unchecked) private(set) var openKind: BlockKind?
  var openBlockHasText: Bool { openKind != nil && text.count > floor }
  var openPartIsFresh: Bool { openPartStart >= 0 && text.count == openPartStart }
  var openPart: BlockPart.Role? { openPartStart >= 0 ? openPartRole : nil }
  var openPartCount: Int { openKind != nil ? open.parts.count : 0 }

  init() {
    text.reserveCapacity(1 << 16)
  }

  /// Forgets everything, keeping the memory.
  func reset() {
    text.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    notes.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    linkTargets.removeAll(keepingCapacity: true)
    firstLink = 0
    awaitedTarget = -1
    sections.removeAll()
    tables.removeAll()
    container = -1
    openKind = nil
    openPartStart = -1
  }

  /// Opens a block; the one before must have been closed.
  func begin(_ block: Block, inMain: Bool) {
    if !blocks.isEmpty {
      let last = blocks.count - 1
      let kind = blocks[last].kind
      let sameRun =
        kind == block.kind && (kind == .tableRow || kind == .listItem)
        && blocks[last].table == block.table && blocks[last].section == block.section
      text.append(0x0a)
      if !sameRun { text.append(0x0a) }
    }
    open = block
    open.range = text.count..<text.count
    openKind = block.kind
    floor = text.count
    firstLink = links.count
    note = BlockNote(inMain: inMain, container: container)
    pendingSpace = false
    pendingNewline = false
    endsWithReturn = false
  }

  /// Closes the open block and keeps it if it has text; returns its index, or nil.
  @discardableResult
  func end() -> Int? {
    guard openKind != nil else { return nil }
    endPart()
    openKind = nil
    let start = open.range.lowerBound
    trimEnd(to: start)
    guard text.count > start,
      open.parts.isEmpty || open.parts.contains(where: { !$0.range.isEmpty })
    else {
      links.removeSubrange(firstLink...)
      // Take back the separator, too.
      text.removeSubrange((blocks.last?.range.upperBound ?? 0)...)
      return nil
    }
    open.range = start..<text.count
    if links.count > firstLink { settleLinks(from: start) }
    if let last = open.parts.last, last.range.upperBound > text.count {
      open.parts = open.parts.map {
        let upper = min($0.range.upperBound, text.count)
        return BlockPart(role: $0.role, range: min($0.range.lowerBound, upper)..<upper)
      }
    }
    blocks.append(open)
    notes.append(note)
    return blocks.count - 1
  }

  /// Begins a part of the open block; `separator` stands before it unless it is the first.
  func beginPart(_ role: BlockPart.Role, separator: StaticString) {
    endPart()
    guard openKind != nil else { return }
    if text.count > floor || !open.parts.isEmpty {
      separator.withUTF8Buffer { text.append(contentsOf: $0) }
    }
    openPartStart = text.count
    openPartRole = role
    pendingSpace = false
    pendingNewline = false
  }

  func endPart() {
    guard openPartStart >= 0 else { return }
    trimEnd(to: openPartStart)
    if openKind != nil {
      open.parts.append(BlockPart(role: openPartRole, range: openPartStart..<text.count))
    }
    openPartStart = -1
    pendingSpace = false
    pendingNewline = false
  }

  /// Whether the text so far holds these bytes.
  func contains(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return true }
    return text.withUnsafeBytes { text in
      var start = 0
      while start + bytes.count <= text.count,
        let found = memchr(text.baseAddress! + start, Int32(first), text.count - start)
      {
        start = UnsafeRawPointer(found) - text.baseAddress!
        if start + bytes.count > text.count { return false }
        if memcmp(found, bytes, bytes.count) == 0 { return true }
        start += 1
      }
      return false
    }
  }

  /// Text that follows begins on a new line of the open block.
  func softBreak() {
    guard openKind != nil else { return }
    pendingNewline = true
  }

  /// Text that follows is set off by a space.
  func space() {
    pendingSpace = true
  }

  /// Appends running text, white space collapsed.
  func append(_ bytes: UnsafeBufferPointer<UInt8>, isLink: Bool) {
    guard openKind != nil else { return }
    var index = 0
    // What stands before the first visible byte waits with what waited already.
    while index < bytes.count {
      let width = WhiteSpace.blankWidth(bytes, index)
      if width == 0 { break }
      if WhiteSpace.isSpace(bytes, index, width) { pendingSpace = true }
      index += width
    }
    if index == bytes.count { return }
    // The space before it counts as its own.
    let before = text.count
    flushPending()
    let rest = UnsafeBufferPointer(rebasing: bytes[index...])
    var endsWithSpace = false
    text.append(addingCapacity: rest.count) { span in
      span.withUnsafeMutableBufferPointer { out, count in
        count = WhiteSpace.collapse(rest, into: out, endsWithSpace: &endsWithSpace)
      }
    }
    pendingSpace = endsWithSpace
    if isLink { note.linkBytes += text.count - before } else { noteWords(from: before) }
  }

  /// A link begins.
  func noteLink() {
    note.links += 1
  }

  private func noteWords(from start: Int) {
    guard !note.hasOwnWords else { return }
    note.hasOwnWords = LinkRows.hasWords(text[start...])
  }

  /// Appends text as it is, but for carriage returns: the inside of a listing.
  func appendVerbatim(_ bytes: UnsafeBufferPointer<UInt8>, isLink: Bool) {
    guard openKind != nil else { return }
    let before = text.count
    var index = 0
    // A listing does not begin with an empty line.
    if before == floor { index = bytes.firstIndex { $0 != 0x0a && $0 != 0x0d } ?? bytes.count }
    if index < bytes.count { flushPending() }
    let rest = UnsafeBufferPointer(rebasing: bytes[index...])
    var followsReturn = endsWithReturn
    text.append(addingCapacity: rest.count) { span in
      span.withUnsafeMutableBufferPointer { out, count in
        for byte in rest {
          // CR LF, and CR alone, are line ends.
          if byte != 0x0a || !followsReturn {
            out[count] = byte == 0x0d ? 0x0a : byte
            count += 1
          }
          followsReturn = byte == 0x0d
        }
      }
    }
    endsWithReturn = followsReturn
    if isLink { note.linkBytes += text.count - before } else { noteWords(from: before) }
  }

  private func flushPending() {
    let start = max(floor, openPartStart)
    if text.count > start {
      if pendingNewline {
        text.append(0x0a)
      } else if pendingSpace && text[text.count - 1] != 0x0a {
        text.append(0x20)
      }
    }
    pendingSpace = false
    pendingNewline = false
  }

  private func trimEnd(to start: Int) {
    while text.count > start, text[text.count - 1] <= 0x20 { text.removeLast() }
  }
}
