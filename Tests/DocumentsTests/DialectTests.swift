import Documents
import Testing

/// Small files of each dialect, written for these tests, and the blocks that become of them.
@Suite struct DialectTests {
  @Test func journalArticles() async throws {
    let result = try await read(
      """
      <?xml version="1.0"?>
      <article article-type="research-article" xml:lang="en"><front>
      <journal-meta><journal-title>Tides</journal-title></journal-meta>
      <article-meta><title-group><article-title>On <i>neap</i> tides</article-title></title-group>
      <contrib-group><contrib><name><surname>Low</surname></name></contrib></contrib-group>
      <abstract><p>We measured tides.</p></abstract></article-meta></front>
      <body><sec><title>Methods</title><p>Gauges <xref>[1]</xref> were read.</p>
      <list list-type="order"><list-item><p>Morning.</p></list-item></list>
      <fig><label>Fig 1</label><caption><title>The gauge.</title><p>In place.</p></caption></fig>
      <table-wrap><label>Table 1</label><caption><p>Heights.</p></caption>
      <table><thead><tr><th>Day</th><th>cm</th></tr></thead><tbody><tr><td>1</td><td>90</td></tr>
      </tbody></table></table-wrap>
      <def-list><def-item><term>Neap</term><def><p>The lowest range.</p></def></def-item></def-list>
      </sec></body><back><ref-list><ref><mixed-citation>Old, A.</mixed-citation></ref></ref-list></back>
      </article>
      """, as: "a.xml")
    #expect(result.outcomes.first?.reader == "jats")
    #expect(described(result) == ["a.xml | On neap tides"])
    #expect(
      result.dump == [
        "paragraph | We measured tides.", "heading 0 | Methods",
        "paragraph | Gauges [1] were read.",
        "listItem 1 #1 | Morning.", "paragraph | Fig 1 The gauge. In place.",
        "paragraph | Table 1 Heights.",
        "tableRow | Day | cm", "tableRow | 1 | 90", "definition | Neap ⇒ The lowest range.",
      ])
  }

  @Test func setsOfArticles() async throws {
    let article = { (id: Int) in
      """
      <article article-type="letter"><front><article-meta><article-id pub-id-type="pmc">\(id)</article-id>
      <article-id pub-id-type="doi">10.1/\(id)</article-id><title-group><article-title>No. \(id)
      </article-title></title-group></article-meta></front><body><p>Text \(id).</p>
      <table-wrap><label>Table 1</label><table><tr><td>a</td><td>b</td></tr></table></table-wrap>
      </body><sub-article><body><p>Reply.</p></body></sub-article></article>
      """
    }
    let result = try await read(
      "<pmc-articleset>\(article(7))\(article(8))</pmc-articleset>", as: "set.xml")
    #expect(result.outcomes.first?.reader == "jats")
    #expect(described(result) == ["set.xml#7 | No. 7", "set.xml#8 | No. 8"])
    #expect(
      result.dump == [
        "paragraph | Text 7.", "paragraph | Table 1", "tableRow | a | b", "paragraph | Reply.",
      ])
    #expect(result.first.tables.map(\.caption) == ["Table 1"])
  }

  @Test func editions() async throws {
    let edition = { (title: String, text: String) in
      """
      <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="\(title)" xml:lang="en"><teiHeader><fileDesc>
      <titleStmt><title>\(title)</title></titleStmt></fileDesc></teiHeader><text><body>\(text)</body>
      </text></TEI>
      """
    }
    let result = try await read(
      "<teiCorpus><teiHeader><p>All.</p></teiHeader>"
        + edition(
          "Letters",
          "<div><head>One</head><p>I <choice><sic>teh</sic><corr>the</corr></choice> sailor."
            + "<note>A note.</note> Off.</p><lg><l>Blow, winds,</l><l>and crack.</l></lg></div>")
        + edition("Plays", "<sp><speaker>LEAR</speaker><p>Howl!</p></sp>") + "</teiCorpus>",
      as: "c.xml")
    #expect(result.outcomes.first?.reader == "tei")
    #expect(described(result) == ["c.xml#Letters | Letters", "c.xml#Plays | Plays"])
    #expect(
      result.dump == [
        "heading 0 | One", "paragraph | I the sailor. A note. Off.",
        "paragraph | Blow, winds,⏎and crack.",
      ])
    let play = try #require(result.documents.last)
    #expect(blocks(of: play.document) == ["paragraph | LEAR", "paragraph | Howl!"])
  }

  @Test func topics() async throws {
    let result = try await read(
      """
      <!DOCTYPE task PUBLIC "-//OASIS//DTD DITA Task//EN" "task.dtd">
      <task id="t" xml:lang="en"><title>Changing the oil</title><shortdesc>How to.</shortdesc>
      <prolog><metadata>x</metadata></prolog><taskbody><steps><step><cmd>Stop the engine.</cmd>
      <info>Wait in <menucascade><uicontrol>Tools</uicontrol><uicontrol>Wait</uicontrol></menucascade>.</info></step><step><cmd>Drain it.</cmd></step></steps>
      <result><p>It is clean.</p></result>
      <simpletable><sthead><stentry>Part</stentry><stentry>Size</stentry></sthead>
      <strow><stentry>Plug</stentry><stentry>17</stentry></strow></simpletable>
      <parml><plentry><pt>-v</pt><pd>Says more.</pd></plentry></parml>
      <codeblock>oil --drain</codeblock></taskbody>
      <related-links><link href="x"><linktext>More</linktext></link></related-links></task>
      """, as: "t.dita")
    #expect(result.outcomes.first?.reader == "dita")
    #expect(described(result) == ["t.dita | Changing the oil"])
    #expect(
      result.dump == [
        "heading 0 | Changing the oil", "paragraph | How to.", "listItem 1 #1 | Stop the engine.",
        "paragraph ^2 | Wait in Tools Wait.", "listItem 1 #2 | Drain it.",
        "paragraph | It is clean.",
        "tableRow | Part | Size", "tableRow | Plug | 17", "definition | -v ⇒ Says more.",
        "code | oil --drain",
      ])
    let map = try await read(
      "<map><title>Manual</title><topicref href=\"t.dita\"/></map>", as: "m.ditamap")
    #expect(map.documents.isEmpty)
    #expect(map.report.skippedRecords == 1)
  }

  @Test func feeds() async throws {
    let atom = try await read(
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title>
      <entry><id>tag:x,1</id><title type="html">Fish &amp;amp; ships</title>
      <summary>Short.</summary><content type="html">&lt;p&gt;The &lt;b&gt;long&lt;/b&gt; story.&lt;/p&gt;
      </content></entry>
      <entry><id>tag:x,2</id><title>Second</title><content type="xhtml">
      <div xmlns="http://www.w3.org/1999/xhtml"><h2>Part</h2><p>Marked <i>up</i>.</p></div></content>
      </entry><entry><id>tag:x,3</id><title>Third</title><summary>In words.</summary>
      <content type="image/png">iVBORw0KGgoAAAANSUhEUgAA</content></entry></feed>
      """, as: "a.atom")
    #expect(atom.outcomes.first?.reader == "feed")
    #expect(
      described(atom) == [
        "a.atom#tag:x,1 | Fish & ships", "a.atom#tag:x,2 | Second", "a.atom#tag:x,3 | Third",
      ])
    #expect(atom.dump == ["paragraph | The long story."])
    #expect(
      atom.documents.dropFirst().map { blocks(of: $0.document) }
        == [["heading 0 | Part", "paragraph | Marked up."], ["paragraph | In words."]])
    let rss = try await read(
      """
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
      <title>News</title><language>de-DE</language><item><guid>g1</guid><title>Eins</title>
      <description>Kurz.</description><content:encoded><![CDATA[<p>Der ganze Text.</p>]]>
      </content:encoded></item><item><link>http://x/2</link><title>Zwei</title>
      <description>Nur kurz.</description></item></channel></rss>
      """, as: "r.xml")
    #expect(
      described(rss) == ["r.xml#g1 | Eins", "r.xml#http://x/2 | Zwei"])
    #expect(rss.documents.map(\.document.language) == ["de", "de"])
    #expect(rss.dump == ["paragraph | Der ganze Text."])
  }

  @Test func scripture() async throws {
    let result = try await read(
      """
      <osis xmlns="http://www.bibletechnologies.net/2003/OSIS/namespace"><osisText xml:lang="en">
      <header><work osisWork="X"><title>X</title></work></header>
      <div type="book" osisID="Jonah"><title type="main">Jonah</title><chapter osisID="Jonah.1">
      <verse osisID="Jonah.1.1">A word came.</verse><verse osisID="Jonah.1.2">Arise.<note>Or: Up.</note>
      </verse></chapter></div>
      <div type="book" osisID="Ruth"><title type="main">The Book of</title>
      <title type="main">Ruth</title><chapter sID="Ruth.1" osisID="Ruth.1"/><p>
      <verse sID="Ruth.1.1" osisID="Ruth.1.1"/>In the days.<verse eID="Ruth.1.1"/></p>
      <chapter eID="Ruth.1"/></div></osisText></osis>
      """, as: "b.xml")
    #expect(result.outcomes.first?.reader == "osis")
    #expect(described(result) == ["b.xml#Jonah | Jonah", "b.xml#Ruth | The Book of Ruth"])
    #expect(result.dump == ["heading 0 | Jonah 1", "paragraph | 1 A word came.⏎2 Arise."])
    #expect(
      result.documents.last.map { blocks(of: $0.document) }
        == ["heading 0 | The Book of Ruth 1", "paragraph | 1 In the days."])
  }

  @Test func helpPages() async throws {
    let result = try await read(
      """
      <page xmlns="http://projectmallard.org/1.0/" type="topic" id="i"><info><desc>no</desc></info>
      <title>Sound</title><p>Use <code>vol</code>.</p><section id="s"><title>Louder</title>
      <steps><item><p>Press <keyseq><key>Alt</key><key>F2</key></keyseq>.</p></item></steps><terms><item><title>Mute</title>
      <p>No sound.</p></item></terms><code>vol 9</code><note><title>Mind</title><p>Ears.</p></note>
      </section></page>
      """, as: "i.page")
    #expect(result.outcomes.first?.reader == "mallard")
    #expect(
      result.dump == [
        "heading 0 | Sound", "paragraph | Use vol.", "heading 1 | Louder",
        "listItem 1 #1 | Press Alt F2.", "definition | Mute ⇒ No sound.", "code | vol 9",
        "paragraph | Mind", "paragraph | Ears.",
      ])
  }

  @Test func synopsesKeepTheirWordsApart() async throws {
    let result = try await read(
      """
      <refentry xmlns="http://docbook.org/ns/docbook"><refnamediv><refname>larder</refname>
      <refpurpose>keeps</refpurpose></refnamediv><refsynopsisdiv><cmdsynopsis>
      <command>larder store</command><arg choice="opt" rep="repeat">options</arg><arg>path</arg>
      </cmdsynopsis></refsynopsisdiv><refsect1><title>Notes</title><para>The <command>larder</command>,
      full.</para></refsect1></refentry>
      """, as: "l.xml")
    #expect(result.dump.contains("code | larder store options path"), "\(result.dump)")
    #expect(result.dump.contains("paragraph | The larder, full."))
  }

  @Test func sentencesOfDocBookStayWhole() async throws {
    let result = try await read(
      """
      <section><title>Keys</title><para>Press <keycombo><keycap>Ctrl</keycap><keycap>C</keycap></keycombo>
      twice<footnote><para>Or once.</para></footnote> to stop.</para>
      <figure><title>The key</title><mediaobject><imageobject><imagedata fileref="k.png"/></imageobject>
      <textobject><phrase>alt</phrase></textobject><caption><para>In red.</para></caption></mediaobject>
      </figure></section>
      """, as: "k.dbk")
    #expect(
      result.dump == [
        "heading 0 | Keys", "paragraph | Press Ctrl C twice Or once. to stop.",
        "paragraph | The key", "paragraph | In red.",
      ])
  }

  @Test func fragmentsWhoseEntitiesAreElsewhere() async throws {
    let result = try await read(
      """
      <!DOCTYPE chapter PUBLIC "-//OASIS//DTD DocBook XML V4.2//EN" "x.dtd" [
      <!ENTITY % all SYSTEM "all.ent"> %all; <!ENTITY ship "the <emphasis>Larder</emphasis>">]>
      <chapter><title>On &product;</title><para>Use &ship; with &foo-bar; &amp; care&hellip;</para>
      &next;<para>After.</para></chapter>
      """, as: "f.xml")
    #expect(
      result.dump == [
        "heading 0 | On product", "paragraph | Use the Larder with foo-bar & care…",
        "paragraph | next", "paragraph | After.",
      ])
  }

  // What an outsider found in a trial of the readers (issue 3).

  @Test func theOutermostTopicGivesTheTitle() async throws {
    let result = try await read(
      "<task id='t'><title>Outer</title><taskbody><context>Now.</context></taskbody>"
        + "<topic id='n'><title>Inner</title><body><p>More.</p></body></topic></task>", as: "t.dita"
    )
    #expect(described(result) == ["t.dita | Outer"])
  }

  @Test func plainTextOfAtomIsNoMarkup() async throws {
    let result = try await read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>vector&lt;int&gt;</title>"
        + "<content>use std::vector&lt;int&gt; here</content></entry></feed>", as: "a.xml")
    #expect(described(result) == ["a.xml#1 | vector<int>"])
    #expect(result.dump == ["paragraph | use std::vector<int> here"])
  }

  @Test func articlesInsideAnArticleHaveHeadings() async throws {
    let result = try await read(
      "<article article-type='r'><body><p>Main.</p></body><sub-article><front-stub><title-group>"
        + "<article-title>Reply</article-title></title-group></front-stub><body><p>Yes.</p></body>"
        + "</sub-article></article>", as: "a.xml")
    #expect(result.dump == ["paragraph | Main.", "heading 0 | Reply", "paragraph | Yes."])
  }

  @Test func whatIsNoRecordIsCounted() async throws {
    let result = try await read(
      "<r><doc id='a'>one</doc><doc id='b'>two</doc><other>lost</other><other/></r>", as: "r.xml")
    #expect(result.documents.count == 2)
    #expect(result.report.strayElements == 1)
    var options = DocumentsOptions()
    options.xml.record = "/r/entry"
    let folder = try TestFolder()
    try folder.write(Array("<r><doc id='a'>one</doc></r>".utf8), to: "r.xml")
    let none = try await folder.read(options: options)
    #expect(none.report.error == "no element is what documents.xml.record names")
  }

  @Test func entitiesThatGrowTooMuchAreCounted() async throws {
    let long = String(repeating: "x", count: 50_000)
    let result = try await read(
      "<!DOCTYPE r [<!ENTITY a \"\(long)\">]><r><p>before</p><p>"
        + String(repeating: "&a;", count: 30) + "</p><p>after</p></r>", as: "r.xml")
    #expect(result.report.cutEntities == 10)
    #expect(result.dump.first == "paragraph | before" && result.dump.last == "paragraph | after")
  }

  @Test func whiteSpaceBeforeTheDeclarationIsForgiven() async throws {
    let result = try await read(" \n<?xml version=\"1.0\"?><r><p>text</p></r>", as: "r.xml")
    #expect(result.dump == ["paragraph | text"])
    #expect(result.report.error == nil)
  }

  @Test func referencesToWindowsCharacters() async throws {
    let result = try await body(
      "<p>2020 &#150; &#128;5 &#x99;</p><blockquote>Said.<footer>Me</footer>")
    #expect(result.dump == ["paragraph | 2020 – €5 ™", "quotation | Said.", "quotation | Me"])
  }

  @Test func otherXMLByItsPaths() async throws {
    var options = DocumentsOptions()
    options.xml.record = "/shop/shelf/product"
    options.xml.title = "head/name"
    options.xml.id = "@sku"
    options.xml.skip = ["//price", "internal"]
    options.xml.block = ["//fact"]
    let folder = try TestFolder()
    try folder.write(
      Array(
        """
        <shop><shelf><product sku="a1"><head><name>Kettle</name></head><price>9</price>
        <fact>Boils.</fact><fact>Whistles <internal>secret</internal> too.</fact></product>
        <product sku="b2"><head><name>Pan</name></head><fact>Fries.</fact></product></shelf></shop>
        """.utf8), to: "s.xml")
    let result = try await folder.read(options: options)
    #expect(described(result) == ["s.xml#a1 | Kettle", "s.xml#b2 | Pan"])
    #expect(
      result.dump == ["heading 0 | Kettle", "paragraph | Boils.", "paragraph | Whistles too."])
    options.reader = "docbook"
    #expect(try await folder.read(options: options).outcomes.first?.reader == "docbook")
  }

  @Test(arguments: [
    ("reader", "jat", "documents.reader: there is no reader `jat`; did you mean `jats`?"),
    ("record", "a[1]", "documents.xml.record: `a[1]` is no path of elements; write names"),
    ("title", "head/@x", "documents.xml.title: `head/@x` is no path of elements; write names"),
  ])
  func wrongSettings(key: String, value: String, sentence: String) {
    var options = DocumentsOptions()
    switch key {
    case "reader": options.reader = value
    case "record": options.xml.record = value
    default: options.xml.title = value
    }
    let error = #expect(throws: DocumentsOptionError.self) { try options.validate() }
    #expect(error?.description.hasPrefix(sentence) == true, "\(String(describing: error))")
  }
}
