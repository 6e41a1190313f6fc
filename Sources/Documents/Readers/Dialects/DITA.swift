extension XMLDialect {
  /// Topics of the Darwin Information Typing Architecture (OASIS DITA 1.3).
  ///
  /// Nested topics are sections of the outermost one. A map only says in which order topics come,
  /// and is counted as a record that is no document.
  static let dita = XMLDialect(
    name: "dita",
    recognised: "root `topic`, `concept`, `task`, `reference`, `troubleshooting`, `glossentry`, "
      + "`glossgroup` or `dita`, or a DITA doctype; maps too",
    documents: "the file; a map is none",
    roles: RoleTable([
      (
        .section,
        """
        topic concept task reference troubleshooting glossgroup dita section example condition \
        cause remedy troubleSolution prereq context result postreq refsyn
        """
      ),
      (.sectionTitle, "title"),
      (
        .skip,
        """
        prolog related-links draft-comment required-cleanup indexterm data data-about foreign \
        titlealts metadata navtitle searchtitle no-topic-nesting alt image object
        """
      ),
      (
        .container,
        """
        p shortdesc abstract note fig desc conbody taskbody refbody body troublebody cmd info \
        stepxmp stepresult tutorialinfo steptroubleshooting itemgroup sectiondiv bodydiv div \
        hazardstatement messagepanel howtoavoid consequence syntaxdiagram imagemap
        """
      ),
      (.list(ordered: false), "ul sl steps-unordered choices"),
      (.list(ordered: true), "ol steps substeps"),
      (.item, "li sli step substep choice stepsection"),
      (.definitionList, "dl parml"), (.definitionEntry, "dlentry plentry glossentry"),
      (.term, "dt pt glossterm"), (.description, "dd pd glossdef"),
      (.table, "table simpletable choicetable properties"),
      (.tableHead, "thead"),
      (.row, "row strow chrow property sthead chhead prophead"),
      (.cell, "entry stentry choption chdesc proptype propvalue propdesc"),
      (
        .headerCell, "choptionhd chdeschd proptypehd propvaluehd propdeschd"
      ),
      (.code, "codeblock screen pre msgblock lines"), (.quotation, "lq"), (.link, "xref link"),
      (.spaced, "fn"),
    ]),
    refine: { element, parents, _ in
      switch element {
      case Names.title where parents.last == Names.table: return .caption
      case Names.entry where parents.contains(Names.thead): return .headerCell
      case Names.stentry where parents.last == Names.sthead: return .headerCell
      case Names.uicontrol where parents.last == Names.menucascade: return .word
      default: return nil
      }
    },
    titles: ["topic", "concept", "task", "reference", "troubleshooting"].map { path("\($0)/title") }
      + [path("glossentry/glossterm")],
    isDocument: { !Names.maps.contains($0) })

  private enum Names {
    static let title = key("title")
    static let table = key("table")
    static let entry = key("entry")
    static let thead = key("thead")
    static let uicontrol = key("uicontrol")
    static let menucascade = key("menucascade")
    static let stentry = key("stentry")
    static let sthead = key("sthead")
    static let maps: Set<UInt64> = Set(
      ["map", "bookmap", "subjectScheme", "ditaval", "val", "learningMap"].map(key))
  }
}
