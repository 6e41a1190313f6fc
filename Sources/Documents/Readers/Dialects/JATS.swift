extension XMLDialect {
  /// Journal articles in the Journal Article Tag Suite (ANSI/NISO Z39.96) and its forerunner, NLM.
  ///
  /// Of the front matter the title and the abstracts are read; contributors, identifiers, history,
  /// permissions and references are not. A figure gives its label and caption. PubMed Central's
  /// `pmc-articleset` is a container of articles.
  static let jats = XMLDialect(
    name: "jats",
    recognised: "root `article` with `article-type`, `dtd-version` or a JATS or NLM doctype; "
      + "`pmc-articleset`",
    documents: "the file; of a `pmc-articleset` every article",
    roles: RoleTable([
      (
        .section,
        "article sec abstract trans-abstract app ack boxed-text sub-article response glossary"
      ),
      (.sectionTitle, "title"),
      (
        .skip,
        """
        journal-meta article-id article-categories title-group contrib-group aff author-notes \
        pub-date volume issue fpage lpage elocation-id page-range history permissions self-uri \
        kwd-group funding-group counts custom-meta-group related-article conference supplement \
        ref-list fn-group graphic media object-id tex-math alt-text long-desc attrib \
        processing-meta notes article-version product isbn issn
        """
      ),
      (
        .container,
        """
        p body back front article-meta fig fig-group caption statement disp-formula speech \
        supplementary-material verse-group def-item array table-wrap-foot
        """
      ),
      (.item, "list-item"), (.definitionList, "def-list"), (.definitionEntry, "def-item"),
      (.term, "term"), (.description, "def"),
      (.table, "table-wrap table"), (.tableHead, "thead"), (.row, "tr"), (.headerCell, "th"),
      (.cell, "td"), (.code, "preformat code"), (.quotation, "disp-quote"),
      (.link, "ext-link uri"), (.lineBreak, "break verse-line"), (.spaced, "label"),
    ]),
    refine: { element, parents, attributes in
      switch element {
      case Names.list: return .list(ordered: attributes["list-type"].map(isOrdered) ?? false)
      // The caption stands beside the table, in `table-wrap`, which is the table to us.
      case Names.table where parents.contains(Names.tableWrap): return .container
      case Names.caption where parents.last == Names.tableWrap: return .caption
      // The front matter of an article inside the article gives a heading.
      case Names.titleGroup where parents.last == Names.frontStub: return .inline
      case Names.articleTitle where parents.contains(Names.frontStub): return .sectionTitle
      case Names.label where parents.last == Names.tableWrap: return .captionLabel
      // "Fig 1", its title and its text are one paragraph.
      case Names.caption, Names.title, Names.p:
        let isCaption = element == Names.caption || parents.last == Names.caption
        return isCaption ? .spaced : nil
      default: return nil
      }
    },
    titles: [path("article-meta/title-group/article-title")],
    records: [key("article")],
    recordID: [path("article-meta/article-id")])

  private static func isOrdered(_ type: String) -> Bool {
    ["order", "ordered", "alpha-lower", "alpha-upper", "roman-lower", "roman-upper"].contains(type)
  }

  private enum Names {
    static let list = key("list")
    static let table = key("table")
    static let tableWrap = key("table-wrap")
    static let titleGroup = key("title-group")
    static let articleTitle = key("article-title")
    static let frontStub = key("front-stub")
    static let caption = key("caption")
    static let title = key("title")
    static let p = key("p")
    static let label = key("label")
  }
}
