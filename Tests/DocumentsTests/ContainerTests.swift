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
}
