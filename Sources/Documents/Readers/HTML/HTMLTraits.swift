/// What an element's attributes say about it.
struct HTMLTraits {
  var isSkipped = false
  /// Not shown by a browser: not read even where all is read.
  var isHidden = false
  var isMain = false
  var isAdmonition = false
  var meaning: ClassMeaning = []
  var lang: String?
  var itemType: String?
  var itemProperty: String?
  var type: String?

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

  /// Names of attributes that are looked at.
  private enum Name {
    static let classes = RoleTable.key("class".utf8)
    static let id = RoleTable.key("id".utf8)
    static let role = RoleTable.key("role".utf8)
    static let hidden = RoleTable.key("hidden".utf8)
    static let ariaHidden = RoleTable.key("aria-hidden".utf8)
    static let style = RoleTable.key("style".utf8)
    static let lang = RoleTable.key("lang".utf8)
    static let itemtype = RoleTable.key("itemtype".utf8)
    static let itemprop = RoleTable.key("itemprop".utf8)
    static let type = RoleTable.key("type".utf8)
  }

  private static let skippedRoles = PackedTable<Bool>(
    Dictionary(
      uniqueKeysWithValues: HTMLDialect.skippedRoles.map { (RoleTable.key($0.utf8), true) }))
  private static let mainRole = RoleTable.key("main".utf8)
  private static let noteRole = RoleTable.key("note".utf8)
  private static let trueWord = RoleTable.key("true".utf8)

  private mutating func read(_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>?) {
    let string: () -> String = { value.map { String(cString: $0) } ?? "" }
    switch RoleTable.key(name) {
    case Name.classes, Name.id:
      if let value { meaning.formUnion(ClassMeaning(words: value)) }
    case Name.role:
      guard let value else { break }
      let role = RoleTable.key(value)
      if Self.skippedRoles[role] != nil { isSkipped = true }
      if role == Self.mainRole { isMain = true }
      if role == Self.noteRole { isAdmonition = true }
    case Name.hidden: isHidden = true
    case Name.ariaHidden:
      if let value, RoleTable.key(value) == Self.trueWord { isHidden = true }
    case Name.style:
      let style = string().lowercased().filter { !$0.isWhitespace }
      if style.contains("display:none") || style.contains("visibility:hidden") { isHidden = true }
    case Name.lang: lang = string()
    case Name.itemtype: itemType = string()
    case Name.itemprop:
      itemProperty = string()
      if let value { meaning.formUnion(ClassMeaning(words: value)) }
    case Name.type: type = string().lowercased()
    default: break
    }
  }
}
