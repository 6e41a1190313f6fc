/// What an element's attributes say about it; valid as long as the attributes are.
///
/// Values stay pointers until they are asked for, as most are never: a structure without strings is
/// copied and dropped for nothing.
struct HTMLTraits {
  var isSkipped = false
  /// Not shown by a browser: not read even where all is read.
  var isHidden = false
  var isMain = false
  var isAdmonition = false
  var meaning: ClassMeaning = []
  private var values = Values()

  var lang: String? { values.lang.map(Self.string) }
  var itemType: String? { values.itemType.map(Self.string) }
  var itemProperty: String? { values.itemProperty.map(Self.string) }
  /// Where a link leads.
  var href: UnsafePointer<UInt8>? { values.href }
  var type: String? { values.type.map { Self.string($0).lowercased() } }

  /// Values of attributes, nil within where an attribute has none.
  private struct Values {
    var lang: UnsafePointer<UInt8>??
    var itemType: UnsafePointer<UInt8>??
    var itemProperty: UnsafePointer<UInt8>??
    var type: UnsafePointer<UInt8>??
    var href: UnsafePointer<UInt8>?
  }

  private static func string(_ value: UnsafePointer<UInt8>?) -> String {
    value.map { String(cString: $0) } ?? ""
  }

  init() {}

  init(_ attributes: Attributes) {
    attributes.forEach { name, value in
      // Most attributes are told apart by their first letter.
      switch name.pointee | 0x20 {
      case 0x61, 0x63, 0x68, 0x69, 0x6c, 0x72, 0x73, 0x74, 0x78: read(name, value)
      default: break
      }
    }
    if meaning.contains(.skipped) { isSkipped = true }
    if meaning.contains(.admonition) { isAdmonition = true }
  }

  /// Attributes that are looked at.
  private enum Name {
    case words, role, hidden, ariaHidden, style, lang, itemType, itemProperty, type, href
  }

  private static let names = PackedTable<Name>(
    [
      "class": .words, "id": .words, "role": .role, "hidden": .hidden,
      "aria-hidden": .ariaHidden, "style": .style, "lang": .lang, "itemtype": .itemType,
      "itemprop": .itemProperty, "type": .type, "href": .href,
    ].reduce(into: [:]) { $0[RoleTable.key($1.key.utf8)] = $1.value })

  private static let skippedRoles = PackedTable<Bool>(
    Dictionary(
      uniqueKeysWithValues: HTMLDialect.skippedRoles.map { (RoleTable.key($0.utf8), true) }))
  private static let mainRole = RoleTable.key("main".utf8)
  private static let noteRole = RoleTable.key("note".utf8)
  private static let trueWord = RoleTable.key("true".utf8)

  private mutating func read(_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>?) {
    switch Self.names[RoleTable.key(name)] {
    case .words:
      if let value { meaning.formUnion(ClassMeaning(words: value)) }
    case .role:
      guard let value else { break }
      let role = RoleTable.key(value)
      if Self.skippedRoles[role] != nil { isSkipped = true }
      if role == Self.mainRole { isMain = true }
      if role == Self.noteRole { isAdmonition = true }
    case .hidden: isHidden = true
    case .ariaHidden:
      if let value, RoleTable.key(value) == Self.trueWord { isHidden = true }
    case .style:
      let style = Self.string(value).lowercased().filter { !$0.isWhitespace }
      if style.contains("display:none") || style.contains("visibility:hidden") { isHidden = true }
    case .lang: values.lang = .some(value)
    case .itemType: values.itemType = .some(value)
    case .itemProperty:
      values.itemProperty = .some(value)
      if let value { meaning.formUnion(ClassMeaning(words: value)) }
    case .type: values.type = .some(value)
    case .href: values.href = value
    case nil: break
    }
  }
}
