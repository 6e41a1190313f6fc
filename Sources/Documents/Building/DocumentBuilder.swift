import Glibc

/// Collects the text and the blocks of one document, in the order of the source.
///
/// Text goes into one arena of UTF-8 bytes; blocks are ranges over it. White space is collapsed
/// outside of listings as a browser would, no-break spaces become spaces, soft hyphens vanish.
/// It is a class because SAX callbacks reach it through a pointer; it is used by one task at a time.
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

  private(set) var text: [UInt8] = []
  private(set) var blocks: [Block] = []
  private(set) var notes: [BlockNote] = []
  var sections: [Document.Section] = []
  var tables: [Document.Table] = []
  /// What blocks that are opened are noted to lie in.
  var container: Int32 = -1

  private var open: Block?
  private var note = BlockNote()
  private var openPartStart = -1
  private var openPartRole = BlockPart.Role.term
  private var pendingSpace = false
  private var pendingNewline = false
  /// Whether the last byte of a listing was a carriage return.
  private var endsWithReturn = false
  /// Where the trailing white space of the open block may be cut back to.
  private var floor = 0

  /// The block that is open, if any; it is not in `blocks` yet.
  var openKind: BlockKind? { open?.kind }
  var openBlockHasText: Bool { open != nil && text.count > floor }
  var openPartIsFresh: Bool { openPartStart >= 0 && text.count == openPartStart }
  var openPart: BlockPart.Role? { openPartStart >= 0 ? openPartRole : nil }
  var openPartCount: Int { open?.parts.count ?? 0 }

  init() {
    text.reserveCapacity(1 << 16)
  }

  /// Forgets everything, keeping the memory.
  func reset() {
    text.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    notes.removeAll(keepingCapacity: true)
    sections.removeAll()
    tables.removeAll()
    container = -1
    open = nil
    openPartStart = -1
  }

  /// Opens a block; the one before must have been closed.
  func begin(_ block: Block, inMain: Bool) {
    var block = block
    if let last = blocks.last {
      let sameRun =
        last.kind == block.kind && (last.kind == .tableRow || last.kind == .listItem)
        && last.table == block.table && last.section == block.section
      text.append(0x0a)
      if !sameRun { text.append(0x0a) }
    }
    block.range = text.count..<text.count
    open = block
    floor = text.count
    note = BlockNote(inMain: inMain, container: container)
    pendingSpace = false
    pendingNewline = false
    endsWithReturn = false
  }

  /// Closes the open block and keeps it if it has text; returns its index, or nil.
  @discardableResult
  func end() -> Int? {
    guard open != nil else { return nil }
    endPart()
    guard var block = open else { return nil }
    open = nil
    trimEnd(to: block.range.lowerBound)
    let start = block.range.lowerBound
    guard text.count > start,
      block.parts.isEmpty || block.parts.contains(where: { !$0.range.isEmpty })
    else {
      // Take back the separator, too.
      text.removeSubrange((blocks.last?.range.upperBound ?? 0)...)
      return nil
    }
    block.range = start..<text.count
    block.parts = block.parts.map {
      let upper = min($0.range.upperBound, text.count)
      return BlockPart(role: $0.role, range: min($0.range.lowerBound, upper)..<upper)
    }
    blocks.append(block)
    notes.append(note)
    return blocks.count - 1
  }

  /// Begins a part of the open block; `separator` stands before it unless it is the first.
  func beginPart(_ role: BlockPart.Role, separator: StaticString) {
    endPart()
    guard open != nil else { return }
    if text.count > floor || !open!.parts.isEmpty {
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
    open?.parts.append(BlockPart(role: openPartRole, range: openPartStart..<text.count))
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
    guard open != nil else { return }
    pendingNewline = true
  }

  /// Text that follows is set off by a space.
  func space() {
    pendingSpace = true
  }

  /// Appends running text, white space collapsed.
  func append(_ bytes: UnsafeBufferPointer<UInt8>, isLink: Bool) {
    guard open != nil else { return }
    let before = text.count
    var runStart = 0
    var index = 0
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      if byte > 0x20 && byte != 0xc2 && byte != 0xe2 && byte != 0xef {
        index += 1
        continue
      }
      let width = Self.blankWidth(bytes, index)
      if width == 0 {
        index += 1
        continue
      }
      appendRun(UnsafeBufferPointer(rebasing: bytes[runStart..<index]))
      if width == 1 || width == 2 && bytes[index + 1] == 0xa0 { pendingSpace = true }
      index += width
      runStart = index
    }
    appendRun(UnsafeBufferPointer(rebasing: bytes[runStart..<count]))
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
    guard open != nil else { return }
    let before = text.count
    var index = 0
    // A listing does not begin with an empty line.
    if before == floor { index = bytes.firstIndex { $0 != 0x0a && $0 != 0x0d } ?? bytes.count }
    if index < bytes.count { flushPending() }
    while index < bytes.count {
      let byte = bytes[index]
      // CR LF, and CR alone, are line ends.
      if byte != 0x0a || !endsWithReturn { text.append(byte == 0x0d ? 0x0a : byte) }
      endsWithReturn = byte == 0x0d
      index += 1
    }
    if isLink { note.linkBytes += text.count - before } else { noteWords(from: before) }
  }

  /// How many bytes at `index` are white space or nothing to be seen; 0 where there is a character.
  ///
  /// 1 for ASCII space and controls, 2 for U+00A0 and U+00AD, 3 for U+200B and U+FEFF.
  private static func blankWidth(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    switch bytes[index] {
    case 0...0x20: return 1
    case 0xc2:
      guard index + 1 < bytes.count else { return 0 }
      return bytes[index + 1] == 0xa0 || bytes[index + 1] == 0xad ? 2 : 0
    case 0xe2:
      guard index + 2 < bytes.count else { return 0 }
      return bytes[index + 1] == 0x80 && bytes[index + 2] == 0x8b ? 3 : 0
    case 0xef:
      guard index + 2 < bytes.count else { return 0 }
      return bytes[index + 1] == 0xbb && bytes[index + 2] == 0xbf ? 3 : 0
    default: return 0
    }
  }

  private func appendRun(_ run: UnsafeBufferPointer<UInt8>) {
    guard !run.isEmpty else { return }
    flushPending()
    text.append(contentsOf: run)
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
