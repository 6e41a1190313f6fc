/// Looks at the children of an XML file's root to tell a list of records from a document.
final class RootChildren: ElementSink {
  /// A child of the root with one of these names is a part of one document, id or not.
  private static let partKeys: Set<UInt64> = Set(
    [
      "section", "sec", "chapter", "part", "div", "p", "para", "head", "body", "front", "back",
      "title", "text", "info", "meta",
    ].map { RoleTable.key($0.utf8) })

  /// How much is parsed before the next look.
  private static let sliceSize = 1 << 14

  private var depth = 0
  private var first: UInt64?
  private var firstIsRecord = false
  private var comesAgain = false

  /// The root's first child, if it comes again and the first one has an id.
  ///
  /// - Parameter head: the first part of the file: UTF-8 without declarations and entities.
  static func recordKey(in head: [UInt8]) -> UInt64? {
    let children = RootChildren()
    let parser = XMLPushParser(sink: children)
    var start = 0
    while start < head.count, children.isOpen {
      let end = min(head.count, start + sliceSize)
      if parser.feed(Array(head[start..<end]), isLast: false) != nil { break }
      start = end
    }
    // The parser keeps the end of a short file back until it is told that no more comes.
    if children.isOpen { _ = parser.feed([], isLast: true) }
    return children.comesAgain && children.firstIsRecord ? children.first : nil
  }

  private var isOpen: Bool { first == nil || firstIsRecord && !comesAgain }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    depth += 1
    guard depth == 2 else { return }
    if first == nil {
      first = key
      let hasID = attributes["id"] != nil || attributes["docno"] != nil
      firstIsRecord = hasID && !Self.partKeys.contains(key)
    } else if key == first {
      comesAgain = true
    }
  }

  func end(_ key: UInt64) { depth -= 1 }
  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {}
}
