import Documents
import Testing

@Suite struct ContainerTests {
  @Test func mediaWiki() async throws {
    let result = try await read(
      """
      <mediawiki xml:lang="en"><siteinfo><sitename>W</sitename></siteinfo>
      <page><title>Pump</title><ns>0</ns><id>7</id><revision><id>9</id><text>A '''pump''' moves
      [[Water (liquid)|water]]{{cite|{{x}}}}&lt;ref&gt;Book&lt;/ref&gt; &amp;#8211; always.
      == Kinds ==
      * [[Hand pump]]
      ** small
      # first
      ; Stroke : One way.
      {| class="wikitable"
      |+ Sizes
      ! Name !! Size
      |-
      | A || style="x" | 1
      |}
       code one
       code two
      [[Category:Pumps]][https://x.org The site]</text></revision></page>
      <page><title>Old</title><ns>0</ns><id>8</id><redirect title="Pump"/><revision><text>#REDIRECT
      [[Pump]]</text></revision></page>
      <page><title>Talk:Pump</title><ns>1</ns><id>10</id><revision><text>Hi.</text></revision></page>
      </mediawiki>
      """, as: "wiki.xml")
    #expect(result.documents.map(\.document.uri) == ["wiki.xml#7"])
    #expect(result.first.title == "Pump")
    #expect(result.report.skippedRecords == 2)
    #expect(
      result.dump == [
        "paragraph | A pump moves water – always.", "heading 0 | Kinds", "listItem 1 | Hand pump",
        "listItem 2 | small", "listItem 1 #1 | first", "definition | Stroke ⇒ One way.",
        "paragraph | Sizes", "tableRow | Name | Size", "tableRow | A | 1",
        "code | code one⏎code two", "paragraph | The site",
      ])
  }

  @Test(arguments: [
    ("They weigh {{convert|200|g|oz}}.", "They weigh 200 g."),
    ("A wall of {{convert|1|to|2|sqmi|km2|abbr=on}}, no more.", "A wall of 1 to 2 sq mi, no more."),
    ("He is {{Convert|6|ft|4|in|cm|0}} tall.", "He is 6 ft 4 in tall."),
    ("From {{lang-el|[[arche|ἀρχή]]}} and {{lang|la|[[mare]]}}.", "From ἀρχή and mare."),
    (
      "Achilles ({{IPAc-en|ə|k}}; {{lang|grc|Ἀχιλλεύς}}, ''Akhilleus'')",
      "Achilles (Ἀχιλλεύς, Akhilleus)"
    ),
    ("Apollo ({{IPA-el|a}}) shone.", "Apollo shone."),
    ("One ({{x}}, two), three {{y}}, four {{z}}.", "One (two), three, four."),
    ("Five{{cite|a}} and {{fact}} six <ref>Book.</ref>.", "Five and six."),
    ("{{as of|2010|lc=y}}, {{nowrap|all {{convert|2|C}}}}", "as of 2010, all 2 °C"),
    ("{{nihongo|Mount Fuji|富士山|Fujisan}} rises", "Mount Fuji (富士山, Fujisan) rises"),
    ("It is <math>x_{{1}}</math>.", "It is x_{ {1} }."),
    ("[[File:A.png|thumb|A {{b}} of\nlines\n* one]]Text [[de:Hafen]]", "Text"),
    ("[[Файл:A.png|Кораб]]See [[:Category:Ships]] [[Help:Me|me]]", "See Category:Ships me"),
  ])
  func wikitextInSentences(_ wikitext: String, _ text: String) async throws {
    let escaped = wikitext.replacing("<", with: "&lt;")
    let result = try await read(
      """
      <mediawiki><siteinfo><namespaces><namespace key="0" /><namespace key="6">Файл</namespace>
      </namespaces></siteinfo><page><title>A</title><id>1</id><text>\(escaped)</text></page></mediawiki>
      """, as: "w.xml")
    #expect(result.text == text)
  }

  @Test func unclosedTemplatesLoseNothing() async throws {
    let result = try await read(
      "<mediawiki><page><title>A</title><id>1</id><text>One {{two three.\n\nFour.</text></page></mediawiki>",
      as: "w.xml")
    #expect(result.dump == ["paragraph | One two three.", "paragraph | Four."])
  }

  @Test func stackExchange() async throws {
    let rows = [
      #"Id="1" PostTypeId="1" AcceptedAnswerId="3" Title="How?" Body="&lt;p&gt;Ask.&lt;/p&gt;""#,
      #"Id="2" PostTypeId="2" ParentId="1" Score="9" Body="&lt;p&gt;Other.&lt;/p&gt;""#,
      #"Id="3" PostTypeId="2" ParentId="1" Score="1" Body="&lt;p&gt;So.&lt;/p&gt;""#,
      #"Id="4" PostTypeId="2" ParentId="1" Score="5" Body="&lt;p&gt;Late.&lt;/p&gt;""#,
      #"Id="5" PostTypeId="1" Title="Best?" Body="&lt;p&gt;B.&lt;/p&gt;""#,
      #"Id="6" PostTypeId="2" ParentId="5" Score="1" Body="&lt;p&gt;Weak.&lt;/p&gt;""#,
      #"Id="7" PostTypeId="2" ParentId="5" Score="3" Body="&lt;p&gt;Good.&lt;/p&gt;""#,
      #"Id="8" PostTypeId="2" ParentId="5" Score="2" Body="&lt;p&gt;Middling.&lt;/p&gt;""#,
      #"Id="9" PostTypeId="2" ParentId="99" Body="&lt;p&gt;Orphan.&lt;/p&gt;""#,
      #"Id="10" PostTypeId="5" Body="Wiki""#, #"Id="11" PostTypeId="1" Title="No body""#,
      #"Id="12" PostTypeId="1" Title="Open?" Body="&lt;p&gt;No answer.&lt;/p&gt;""#,
    ].map { "<row \($0) />" }.joined(separator: "\n")
    let result = try await read("<?xml version=\"1.0\"?><posts>\(rows)</posts>", as: "Posts.xml")
    #expect(result.documents.map(\.document.uri) == ["Posts.xml#1", "Posts.xml#5", "Posts.xml#12"])
    #expect(result.dump == ["paragraph | Ask.", "questionAnswer | How? ⇒ So."])
    #expect(blocks(of: result.documents[1].document).last == "questionAnswer | Best? ⇒ Good.")
    #expect(result.report.otherAnswers == 4)
    #expect(result.report.skippedRecords == 3)
  }

  @Test func questionsAreLetGoWhenTheirAnswersAreThere() async throws {
    let rows = [
      #"Id="1" PostTypeId="1" AnswerCount="1" Title="One?" Body="&lt;p&gt;A.&lt;/p&gt;""#,
      #"Id="2" PostTypeId="1" AnswerCount="0" Title="None?" Body="&lt;p&gt;B.&lt;/p&gt;""#,
      #"Id="3" PostTypeId="1" AnswerCount="2" Title="Two?" Body="&lt;p&gt;C.&lt;/p&gt;""#,
      #"Id="4" PostTypeId="2" ParentId="3" Score="5" Body="&lt;p&gt;First.&lt;/p&gt;""#,
      #"Id="5" PostTypeId="2" ParentId="1" Score="-1" Body="&lt;p&gt;Only.&lt;/p&gt;""#,
      #"Id="6" PostTypeId="2" ParentId="3" Score="2" Body="&lt;p&gt;Second.&lt;/p&gt;""#,
    ].map { "<row \($0) />" }.joined(separator: "\n")
    let result = try await read("<?xml version=\"1.0\"?><posts>\(rows)</posts>", as: "Posts.xml")
    #expect(result.documents.map(\.document.docno) == ["2", "1", "3"])
    #expect(
      result.documents.compactMap { blocks(of: $0.document).last } == [
        "paragraph | B.", "questionAnswer | One? ⇒ Only.", "questionAnswer | Two? ⇒ First.",
      ])
    #expect(result.report.otherAnswers == 1)
  }
}
