/// A path that names elements of an XML file, in a small subset of XPath.
///
///     ElementPattern("/catalog/product")   // product elements right below the root catalog
///     ElementPattern("//head/title")       // title elements in a head, anywhere; so does head/title
///     ElementPattern("@key")               // the attribute key
///     ElementPattern("meta/@id")           // the attribute id of a meta element
///
/// Names are compared without their prefix and without case.
struct ElementPattern: Sendable, Hashable {
  /// From the outside in.
  let keys: [UInt64]
  /// Whether the path begins at the root.
  let isAnchored: Bool
  /// The attribute at the end of the path; nil where the path names elements.
  let attribute: UInt64?

  static let syntax =
    "write names joined by /, with / in front of one from the root, "
    + "and @name at the end for an attribute"

  /// Nil where the text is no such path.
  init?(_ text: String) {
    var rest = text[...]
    isAnchored = rest.hasPrefix("/") && !rest.hasPrefix("//")
    while rest.first == "/" { rest.removeFirst() }
    var keys: [UInt64] = []
    var attribute: UInt64?
    for step in rest.split(separator: "/", omittingEmptySubsequences: false) {
      guard attribute == nil else { return nil }
      let name = step.first == "@" ? step.dropFirst() : step
      guard !name.isEmpty,
        name.allSatisfy({ $0.isLetter || $0.isNumber || "-_.:".contains($0) })
      else { return nil }
      if step.first == "@" {
        attribute = RoleTable.key(Self.localName(name).utf8)
      } else {
        keys.append(RoleTable.key(Self.localName(name).utf8))
      }
    }
    guard !keys.isEmpty || attribute != nil else { return nil }
    (self.keys, self.attribute) = (keys, attribute)
  }

  private static func localName(_ name: Substring) -> Substring {
    name.split(separator: ":").last ?? name
  }

  /// Whether the innermost of these open elements is named; `path` goes from the root inwards.
  func matches(_ path: [UInt64]) -> Bool {
    if isAnchored { return path == keys }
    return path.count >= keys.count && path[(path.count - keys.count)...].elementsEqual(keys)
  }
}

/// How XML of no known dialect is read: `documents.xml` with its paths understood.
struct XMLRules: Sendable {
  let record: ElementPattern?
  let title: ElementPattern?
  let id: ElementPattern?
  let skip: [ElementPattern]
  let block: [ElementPattern]

  init(_ options: XMLOptions) {
    record = ElementPattern(options.record)
    title = ElementPattern(options.title)
    id = ElementPattern(options.id)
    skip = options.skip.compactMap(ElementPattern.init)
    block = options.block.compactMap(ElementPattern.init)
  }
}
