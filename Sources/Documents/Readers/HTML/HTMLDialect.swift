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
  static let skippedRoles: Set<String> = [
    "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar",
    "dialog", "alertdialog", "doc-toc", "doc-backlink",
  ]

  /// Classes and ids, whole words of the attribute, whose elements are not content.
  static let skippedClasses = """
    nav navbar navigation navheader navfooter navigation-header nav-links breadcrumb breadcrumbs \
    sidebar sphinxsidebar toc table-of-contents menu site-header site-footer page-footer footer \
    related headerlink anchor-link editsection mw-editsection edit-link edit-page edit-this-page \
    skip-link skiplink skip-nav pagination pager prev-next cookie-banner cookie-notice \
    social-share share-buttons advertisement noprint sr-only visually-hidden screen-reader-text \
    genindextable index mobile-nav toctree-wrapper
    """

  /// Classes with which an `aside` is part of the text after all.
  static let admonitionClasses = """
    admonition note tip warning caution important danger hint footnote footnote-list topic \
    callout
    """

  /// Classes that documentation generators give to what holds the text: Sphinx and its themes,
  /// DocBook XSL, Javadoc, rustdoc, Docusaurus, MkDocs, VitePress, Doxygen, GitHub's Markdown.
  static let documentationClasses = """
    documentwrapper rst-content refentry refnamediv refsect1 refsynopsisdiv sect1 sect2 chapter \
    preface appendix class-description method-summary member-signature module-signature \
    block-list-table package-signature rustdoc docblock theme-doc-markdown md-content md-typeset \
    vp-doc doc-content docs-content docs-body doxygen-awesome markdown-body texinfo sphinx
    """

  /// Elements of which nothing is read even where all is.
  static let unseen = RoleTable([
    (
      .skip,
      """
      script style template noscript iframe object embed svg canvas audio video select button \
      textarea input map rt rp applet frameset
      """
    )
  ])

  /// The keys of elements that are asked for by name.
  struct Keys {
    let paragraph = RoleTable.key("p".utf8)
    let article = RoleTable.key("article".utf8)
    let aside = RoleTable.key("aside".utf8)
    let form = RoleTable.key("form".utf8)
    let header = RoleTable.key("header".utf8)
    let footer = RoleTable.key("footer".utf8)
    let script = RoleTable.key("script".utf8)
    let html = RoleTable.key("html".utf8)
    let body = RoleTable.key("body".utf8)
    let meta = RoleTable.key("meta".utf8)
    let time = RoleTable.key("time".utf8)
    let details = RoleTable.key("details".utf8)
    let summary = RoleTable.key("summary".utf8)
    let button = RoleTable.key("button".utf8)
    /// Inline elements that articles do not have.
    let codeElements = PackedTable<Bool>(
      ["code", "kbd", "samp", "tt", "var"].reduce(into: [:]) {
        $0[RoleTable.key($1.utf8)] = true
      })
  }

  /// Made once; a sink keeps a copy, since every access to a static property asks whether it is
  /// set up.
  static let keys = Keys()
}
