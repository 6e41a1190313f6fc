extension XMLDialect {
  /// Help pages in Mallard (projectmallard.org), as GNOME's.
  static let mallard = XMLDialect(
    name: "mallard",
    recognised: "root `page` in the namespace of projectmallard.org",
    documents: "the file",
    roles: RoleTable([
      (.section, "page section"), (.sectionTitle, "title"),
      (.skip, "info links media comment revision credit license"),
      (
        .container,
        "p note example figure caption desc synopsis listing tree if choose when else subtitle"
      ),
      (.list(ordered: false), "list tree"), (.list(ordered: true), "steps"), (.item, "item"),
      (.definitionList, "terms"), (.table, "table"), (.tableHead, "thead"), (.row, "tr"),
      (.cell, "td"), (.headerCell, "th"), (.code, "screen"), (.quotation, "quote"), (.link, "link"),
    ]),
    refine: { element, parents, _ in
      let parent = parents.last ?? 0
      switch element {
      // An item of `terms` is a definition: its titles are the terms.
      case Names.item where parent == Names.terms: return .definitionEntry
      case Names.title where parent == Names.item && parents.dropLast().last == Names.terms:
        return .term
      case Names.p where parent == Names.item && parents.dropLast().last == Names.terms:
        return .description
      // Nothing stands between the keys of `<keyseq><key>Ctrl</key><key>C</key></keyseq>`.
      case _ where Names.sequences.contains(parent): return .word
      case Names.code: return Names.blocks.contains(parent) ? .code : nil
      case Names.title: return Names.sections.contains(parent) ? nil : .container
      default: return nil
      }
    },
    titles: [path("page/title")],
    reference: { $0["xref"].flatMap(file) ?? $0["href"] })

  /// The file of a page that `xref` names by its id, alone or with a section's: Mallard, "Links".
  private static func file(_ xref: String) -> String? {
    let id = xref.prefix { $0 != "#" }
    return id.isEmpty || id.contains("/") ? nil : "\(id).page"
  }

  private enum Names {
    static let item = key("item")
    static let terms = key("terms")
    static let title = key("title")
    static let p = key("p")
    static let code = key("code")
    static let sequences: Set<UInt64> = Set(["keyseq", "guiseq"].map(key))
    static let sections: Set<UInt64> = Set(["page", "section"].map(key))
    /// Elements in which `code` is a listing and not part of a sentence.
    static let blocks: Set<UInt64> = Set(
      ["page", "section", "item", "note", "example", "figure", "listing", "td", "quote"].map(key))
  }
}
