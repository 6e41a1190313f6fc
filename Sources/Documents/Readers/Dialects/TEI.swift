extension XMLDialect {
  /// Editions after the Text Encoding Initiative's guidelines (P4, P5).
  ///
  /// The header gives the title. Where an edition offers two readings, the corrected, expanded and
  /// regularised one is read, and of an apparatus the lemma.
  static let tei = XMLDialect(
    name: "tei",
    recognised: "root `TEI`, `TEI.2` or `teiCorpus`",
    documents: "the file; of a `teiCorpus` every `TEI` in it",
    roles: RoleTable([
      (
        .section,
        "TEI TEI.2 div div0 div1 div2 div3 div4 div5 div6 div7 front back argument epigraph"
      ),
      (.sectionTitle, "head"), (.skip, "teiHeader fw facsimile sourceDoc standOff rdg graphic"),
      (
        .container,
        """
        p ab lg sp speaker stage text body group floatingText titlePage docTitle titlePart byline \
        docAuthor docImprint docDate opener closer salute signed dateline postscript trailer \
        figure figDesc bibl biblStruct listBibl cit formula castList castItem
        """
      ),
      (.list(ordered: false), "list"), (.item, "item"), (.table, "table"), (.row, "row"),
      (.cell, "cell"), (.code, "eg"), (.link, "ref ptr"), (.lineBreak, "l lb"),
      (.spaced, "note label num"),
    ]),
    refine: { element, parents, attributes in
      switch element {
      case Names.cell where attributes["role"] == "label": return .headerCell
      case Names.list where attributes["type"] == "ordered" || attributes["rend"] == "numbered":
        return .list(ordered: true)
      case Names.sic, Names.orig, Names.abbr:
        return parents.last == Names.choice ? .skip : nil
      case Names.head where parents.last == Names.list || parents.last == Names.figure:
        return .container
      case Names.quote: return Names.textual.contains(parents.last ?? 0) ? nil : .quotation
      default: return nil
      }
    },
    titles: [path("teiHeader/fileDesc/titleStmt/title"), path("titlePage/docTitle/titlePart")],
    records: [key("TEI"), key("TEI.2")],
    // Of several targets the first.
    reference: { $0["target"]?.split(separator: " ").first.map(String.init) })

  private enum Names {
    static let cell = key("cell")
    static let list = key("list")
    static let head = key("head")
    static let figure = key("figure")
    static let quote = key("quote")
    static let choice = key("choice")
    static let sic = key("sic")
    static let orig = key("orig")
    static let abbr = key("abbr")
    /// Elements that hold running text.
    static let textual: Set<UInt64> = Set(
      ["p", "ab", "l", "item", "note", "cell", "head"].map(key))
  }
}
