/// Tells pages of documentation, which are kept whole, from articles.
///
/// What an article's page holds beside its text is mostly not its content; a manual's listings,
/// tables, signatures and one-word definitions all are, though they look just like it: short, full
/// of links, no sentence. One sign is enough: that a documentation generator says so (by `meta`, or
/// by the class of its text), or that there is code or a fair share of definitions and data tables.
enum DocumentationPage {
  /// Begins of `meta name="generator"`, lowercase.
  static let generators = [
    "docbook", "sphinx", "docutils", "docusaurus", "javadoc", "doxygen", "mkdocs", "rustdoc",
    "asciidoctor", "antora", "texinfo", "makeinfo", "latex2html", "vuepress", "vitepress",
    "gitbook", "hevea", "yelp", "gtk-doc", "pandoc", "godoc", "ex_doc", "yard", "jsdoc", "typedoc",
    "dokka", "scaladoc", "haddock", "epydoc", "natural docs", "mdbook", "docfx", "starlight",
  ]

  /// So many inline `code`, `kbd`, `samp`, `tt` or `var` elements are no accident.
  private static let enoughCodeElements = 3
  /// The share of definitions and rows of data tables in the text.
  private static let structureShare = 0.25

  static func isDocumentation(_ builder: DocumentBuilder, _ containers: PageContainers) -> Bool {
    if containers.isDocumentation || containers.codeElements >= enoughCodeElements { return true }
    var structure = 0
    for (block, note) in zip(builder.blocks, builder.notes) {
      switch block.kind {
      case .code: return true
      case .definition, .questionAnswer: structure += block.range.count - note.linkBytes
      case .tableRow where block.parts.count > 1: structure += block.range.count - note.linkBytes
      default: break
      }
    }
    return Double(structure) >= structureShare * Double(builder.text.count)
  }
}
