/// What DocBook's elements (4 and 5) mean.
enum DocBookDialect {
  /// Elements that a DocBook file can begin with.
  static let roots: Set<String> = [
    "book", "article", "chapter", "section", "sect1", "sect2", "appendix", "preface", "part", "set",
    "reference", "refentry", "glossary", "qandaset", "refsect1",
  ]

  static let roles = RoleTable([
    (
      .section,
      """
      set book part article chapter appendix preface dedication colophon acknowledgements \
      reference refentry refsect1 refsect2 refsect3 refsection refsynopsisdiv refnamediv section \
      sect1 sect2 sect3 sect4 sect5 simplesect glossary glossdiv bibliography qandadiv partintro topic
      """
    ),
    (.sectionTitle, "title refentrytitle refname"),
    (
      .skip,
      """
      indexterm index toc lot bookinfo-legal legalnotice copyright revhistory authorgroup author \
      editor pubdate releaseinfo edition isbn keywordset subjectset imageobject imageobjectco \
      videoobject audioobject textobject inlinemediaobject \
      remark titleabbrev subtitle refmeta co beginpage
      """
    ),
    (
      .inline,
      "info bookinfo chapterinfo articleinfo sectioninfo sect1info objectinfo blockinfo"
    ),
    (
      .container,
      """
      para simpara formalpara abstract note tip warning caution important sidebar example \
      informalexample figure informalfigure procedure-title step-title epigraph bridgehead \
      refpurpose address literallayout-block msgset equation informalequation mediaobject \
      mediaobjectco segmentedlist seglistitem
      """
    ),
    (.list(ordered: false), "itemizedlist simplelist-block"),
    (.list(ordered: true), "orderedlist procedure substeps"),
    (.item, "step"),
    (.definitionList, "variablelist glosslist"),
    (.definitionEntry, "varlistentry glossentry"),
    (.term, "term glossterm-entry"),
    (.description, "glossdef"),
    (.questionEntry, "qandaentry"),
    (.question, "question"),
    (.answer, "answer"),
    (.table, "table informaltable"),
    (.caption, "caption"),
    (.tableHead, "thead"),
    (.row, "row tr"),
    (.cell, "entry td"),
    (.headerCell, "th"),
    (.code, "programlisting screen synopsis literallayout cmdsynopsis funcsynopsis"),
    (.quotation, "blockquote"),
    (.link, "link ulink xref"),
    (.spaced, "member seg segtitle footnote"),
    (.lineBreak, "sbr"),
  ])

  static let command = RoleTable.key("command".utf8)
  static let arg = RoleTable.key("arg".utf8)
  static let group = RoleTable.key("group".utf8)
  static let funcdef = RoleTable.key("funcdef".utf8)
  static let paramdef = RoleTable.key("paramdef".utf8)
  static let synopses = Set(
    ["cmdsynopsis", "funcsynopsis", "funcprototype"].map { RoleTable.key($0.utf8) })
  static let para = RoleTable.key("para".utf8)
  static let footnote = RoleTable.key("footnote".utf8)
  /// Elements whose children stand next to each other without a space in the file.
  static let combinations = Set(
    ["keycombo", "menuchoice"].map { RoleTable.key($0.utf8) })
  static let listItem = RoleTable.key("listitem".utf8)
  static let glossterm = RoleTable.key("glossterm".utf8)
  static let glossentry = RoleTable.key("glossentry".utf8)
  static let varlistentry = RoleTable.key("varlistentry".utf8)
  static let entry = RoleTable.key("entry".utf8)
  static let thead = RoleTable.key("thead".utf8)
}

/// Hears a DocBook file: one document.
final class DocBookSink: XMLDialectSink {
  private let source: SourceName
  private let machine = ElementMachine()
  private var path: [UInt64] = []
  private var language: String?
  private var finished: [Document] = []

  init(source: SourceName) {
    self.source = source
  }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    if path.isEmpty { language = attributes["lang"] }
    let role = role(key)
    machine.open(role, line: line)
    // `url` in DocBook 4, `xlink:href` in 5; a `linkend` is an id, mostly of the same file.
    if case .link = role, let reference = attributes["href"] ?? attributes["url"] {
      machine.linkLeads(to: reference)
    }
    path.append(key)
  }

  func end(_ key: UInt64) {
    _ = path.popLast()
    machine.close()
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    machine.text(bytes, line: line)
  }

  func finish(report: inout ReadReport) {
    let document = machine.finishDocument(
      uri: source.uri, docno: source.docno, language: language, report: &report)
    if let document { finished.append(document) }
  }

  func takeDocuments(report: inout ReadReport) -> [Document] {
    defer { finished = [] }
    return finished
  }

  /// Some names mean different things in different parents.
  private func role(_ key: UInt64) -> Role {
    switch key {
    case DocBookDialect.listItem:
      path.last == DocBookDialect.varlistentry ? .description : .item
    case DocBookDialect.glossterm:
      path.last == DocBookDialect.glossentry ? .term : .inline
    case DocBookDialect.entry:
      path.contains(DocBookDialect.thead) ? .headerCell : .cell
    case DocBookDialect.command, DocBookDialect.arg, DocBookDialect.group,
      DocBookDialect.funcdef, DocBookDialect.paramdef:
      // The words of a synopsis stand in elements, with nothing between them.
      path.contains(where: DocBookDialect.synopses.contains) ? .spaced : .inline
    case DocBookDialect.para where path.last == DocBookDialect.footnote:
      // A footnote stands within a sentence, which goes on behind it.
      .spaced
    default:
      if let parent = path.last, DocBookDialect.combinations.contains(parent) {
        .word
      } else {
        DocBookDialect.roles.role(key) ?? .inline
      }
    }
  }
}
