extension XMLDialect {
  /// Questions with their answers, in whatever XML: MedQuAD's `QAPair`, FAQ exports.
  static let questionPairs = XMLDialect(
    name: "faq",
    recognised: "`question` and `answer` elements near the beginning of XML of no other dialect",
    documents: "the file",
    roles: RoleTable([
      (.questionEntry, "qapair qa faq-item faqitem entry item pair"),
      (.question, "question"), (.answer, "answer"),
      (.section, "section category topic"), (.sectionTitle, "heading"),
      (.skip, "focusannotations metadata id"),
      (.container, "p para paragraph div"),
      (.list(ordered: false), "ul"), (.list(ordered: true), "ol"), (.item, "li"),
      (.code, "code pre"),
    ]),
    titles: [path("document/focus"), path("faq/title"), path("faqs/title"), path("title")])
}
