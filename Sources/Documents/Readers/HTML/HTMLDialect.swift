/// What HTML's elements, classes and roles mean: everything by which boilerplate is told from
/// content stands in this file.
enum HTMLDialect {
  /// Elements by role; those not named here are part of the running text.
  static let roles = RoleTable([
    (
      .skip,
      """
      script style nav footer aside form template noscript iframe object embed svg canvas audio \
      video select button textarea input map dialog menu rt rp applet frameset
      """
    ),
    (
      .container,
      """
      p div section body html header address center details summary fieldset legend figure \
      figcaption hgroup dir hr blockcode noframes
      """
    ),
    (.main, "main article"),
    (.link, "a"),
    (.heading(level: 1), "h1"), (.heading(level: 2), "h2"), (.heading(level: 3), "h3"),
    (.heading(level: 4), "h4"), (.heading(level: 5), "h5"), (.heading(level: 6), "h6"),
    (.documentTitle, "title"),
    (.list(ordered: false), "ul"), (.list(ordered: true), "ol"), (.item, "li"),
    (.definitionList, "dl"), (.term, "dt"), (.description, "dd"),
    (.table, "table"), (.caption, "caption"), (.tableHead, "thead"), (.row, "tr"),
    (.headerCell, "th"), (.cell, "td"),
    (.code, "pre listing xmp plaintext"), (.quotation, "blockquote"), (.lineBreak, "br"),
  ])

  /// Values of `role` (WAI-ARIA landmarks and widgets) that are not content.
  static let skippedRoles = [
    "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar",
    "dialog", "alertdialog", "doc-toc", "doc-backlink",
  ]

  /// Classes and ids, whole words of the attribute, whose elements are not content.
  static let skippedClasses = [
    "nav", "navbar", "navigation", "navheader", "navfooter", "navigation-header", "nav-links",
    "breadcrumb", "breadcrumbs", "sidebar", "sphinxsidebar", "toc", "table-of-contents",
    "menu", "site-header", "site-footer", "page-footer", "footer", "related", "headerlink",
    "anchor-link", "editsection", "mw-editsection", "edit-link", "edit-page", "edit-this-page",
    "skip-link", "skiplink", "skip-nav", "pagination", "pager", "prev-next", "cookie-banner",
    "cookie-notice", "social-share", "share-buttons", "advertisement", "noprint", "sr-only",
    "visually-hidden", "screen-reader-text", "genindextable", "index", "mobile-nav",
    "toctree-wrapper",
  ]

  /// Classes with which an `aside` is part of the text after all.
  static let admonitionClasses = [
    "admonition", "note", "tip", "warning", "caution", "important", "danger", "hint", "footnote",
    "footnote-list", "topic", "callout",
  ]

  static let aside = RoleTable.key("aside".utf8)
  static let form = RoleTable.key("form".utf8)
  static let header = RoleTable.key("header".utf8)
  static let script = RoleTable.key("script".utf8)
  static let html = RoleTable.key("html".utf8)
  static let body = RoleTable.key("body".utf8)

  /// Attributes that are looked at.
  private enum AttributeName {
    case words, role, hidden, ariaHidden, style, lang, itemtype, itemprop, type
  }

  private static let attributeNames = PackedTable<AttributeName>(
    [
      "class": .words, "id": .words, "role": .role, "hidden": .hidden,
      "aria-hidden": .ariaHidden, "style": .style, "lang": .lang, "itemtype": .itemtype,
      "itemprop": .itemprop, "type": .type,
    ].reduce(into: [:]) { $0[RoleTable.key($1.key.utf8)] = $1.value })

  /// What an element's attributes say about it.
  struct Traits {
    var isSkipped = false
    var isMain = false
    var isAdmonition = false
    var lang: String?
    var itemType: String?
    var itemProperty: String?
    var type: String?
  }

  /// What a class, an id or a role says, by the hash of the word.
  private enum Word {
    static let isSkipped: UInt8 = 1
    static let isAdmonition: UInt8 = 2
    static let isMain: UInt8 = 4
  }

  private static let classWords = words([
    (skippedClasses, Word.isSkipped), (admonitionClasses, Word.isAdmonition),
  ])
  private static let roleWords = words([
    (skippedRoles, Word.isSkipped), (["main"], Word.isMain), (["note"], Word.isAdmonition),
  ])
  private static let trueWord = RoleTable.key("true".utf8)

  private static func words(_ lists: [([String], UInt8)]) -> PackedTable<UInt8> {
    var marks: [UInt64: UInt8] = [:]
    for (list, mark) in lists {
      for word in list { marks[RoleTable.key(word.utf8), default: 0] |= mark }
    }
    return PackedTable(marks)
  }

  static func traits(of attributes: Attributes) -> Traits {
    var traits = Traits()
    attributes.forEach { name, value in
      let string: () -> String = { value.map { String(cString: $0) } ?? "" }
      switch attributeNames[RoleTable.key(name)] {
      case .words:
        var marks: UInt8 = 0
        value.map { forEachWord(of: $0) { marks |= classWords[$0] ?? 0 } }
        if marks & Word.isSkipped != 0 { traits.isSkipped = true }
        if marks & Word.isAdmonition != 0 { traits.isAdmonition = true }
      case .role:
        let marks = value.flatMap { roleWords[wholeWord($0)] } ?? 0
        if marks & Word.isSkipped != 0 { traits.isSkipped = true }
        if marks & Word.isMain != 0 { traits.isMain = true }
        if marks & Word.isAdmonition != 0 { traits.isAdmonition = true }
      case .hidden:
        traits.isSkipped = true
      case .ariaHidden:
        if let value, wholeWord(value) == trueWord { traits.isSkipped = true }
      case .style:
        let style = string().lowercased().filter { !$0.isWhitespace }
        if style.contains("display:none") || style.contains("visibility:hidden") {
          traits.isSkipped = true
        }
      case .lang: traits.lang = string()
      case .itemtype: traits.itemType = string()
      case .itemprop: traits.itemProperty = string()
      case .type: traits.type = string().lowercased()
      case nil: break
      }
    }
    return traits
  }

  /// Calls `body` with the `RoleTable.key` of each word of an attribute's value: half of all
  /// elements have a class, so no string is made for it.
  private static func forEachWord(of value: UnsafePointer<UInt8>, _ body: (UInt64) -> Void) {
    var next = value
    while next.pointee != 0 {
      var hash = RoleTable.emptyKey
      let start = next
      while next.pointee != 0, !isSpace(next.pointee) {
        hash = RoleTable.step(hash, next.pointee)
        next += 1
      }
      if next > start { body(hash) } else { next += 1 }
    }
  }

  /// The key of a value as a whole.
  private static func wholeWord(_ value: UnsafePointer<UInt8>) -> UInt64 {
    var hash = RoleTable.emptyKey
    var next = value
    while next.pointee != 0 {
      hash = RoleTable.step(hash, next.pointee)
      next += 1
    }
    return hash
  }

  /// White space between the words of an attribute, as HTML has it.
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 9 && byte <= 13 }
}
