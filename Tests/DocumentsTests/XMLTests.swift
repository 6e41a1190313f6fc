import Documents
import Testing

@Suite struct XMLTests {
  @Test func xhtmlKnowsNamedCharacters() async throws {
    let html = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/x.dtd">
      <html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>
      <body><p>a&nbsp;b &eacute;&unknown; <![CDATA[c & d]]></p>
      """
    #expect(try await read(html + "</body></html>").dump == ["paragraph | a b éunknown c & d"])
    // Not well-formed: the HTML parser takes it, and nothing is there twice.
    let broken = try await read(html + "<p>unclosed<br></body></html>")
    #expect(broken.dump.last == "paragraph | unclosed")
    #expect(broken.dump.count == 2)
    #expect(broken.report.error == nil)
  }

  @Test(arguments: ["manual.xml", "manual.dbk", "manual.docbook"])
  func docBook5(_ name: String) async throws {
    let result = try await read(
      """
      <book xmlns="http://docbook.org/ns/docbook" version="5.0" xml:lang="en">
      <info><title>Manual</title><author><personname>X</personname></author></info>
      <chapter><title>Start</title><para>Run <command>make</command>.</para>
      <variablelist><varlistentry><term>-v</term><term>--verbose</term>
      <listitem><para>Says more.</para><para>Twice: even more.</para></listitem></varlistentry>
      </variablelist><procedure><step><para>Open.</para></step><step><para>Close.</para></step>
      </procedure><programlisting>a
        b</programlisting><note><title>Mind</title><para>The gap.</para></note>
      <qandaset><qandaentry><question><para>Why?</para></question><answer><para>So.</para>
      <para>And so.</para></answer></qandaentry></qandaset>
      <table><title>Sizes</title><tgroup cols="2"><thead><row><entry>A</entry><entry>B</entry></row>
      </thead><tbody><row><entry>1</entry><entry>2</entry></row></tbody></tgroup></table>
      </chapter></book>
      """, as: name)
    #expect(
      result.dump == [
        "heading 0 | Manual", "heading 1 | Start", "paragraph | Run make.",
        "definition | -v ⇒ --verbose ⇒ Says more.", "paragraph ^3 | Twice: even more.",
        "listItem 1 #1 | Open.", "listItem 1 #2 | Close.", "code | a⏎  b", "paragraph | Mind",
        "paragraph | The gap.", "questionAnswer | Why? ⇒ So.", "paragraph ^10 | And so.",
        "paragraph | Sizes", "tableRow | A | B", "tableRow | 1 | 2",
      ])
    #expect(result.first.title == "Manual")
    #expect(result.first.language == "en")
    #expect(result.first.tables == [.init(caption: "Sizes", columns: ["A", "B"])])
  }

  @Test func docBook4WithEntities() async throws {
    let result = try await read(
      """
      <!DOCTYPE article PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "docbookx.dtd" [
      <!ENTITY app "<application>Larder</application>"> <!ENTITY v '2.1 &#38;#38; up'>
      <!ENTITY chap SYSTEM "other.xml"> <!ENTITY % more SYSTEM "x.ent"> %more; ]>
      <article><title>&app; &v;</title><para>Use &app; now &mdash; &rarr; &chap;.</para></article>
      """, as: "a.xml")
    #expect(result.dump == ["heading 0 | Larder 2.1 & up", "paragraph | Use Larder now — → chap."])
    #expect(result.report.error == nil)
  }

  @Test func recordsOfAPlainList() async throws {
    let result = try await read(
      """
      <docs><doc id="a"><title>First</title><body>One <b>bold</b>.</body></doc>
      <doc id="b" xml:lang="de"><body>Zwei.</body></doc><doc id="a"><p>Again.</p></doc>
      <doc id="c"/></docs>
      """, as: "list.xml")
    #expect(result.documents.map(\.document.uri) == ["list.xml#a", "list.xml#b", "list.xml#a-2"])
    #expect(result.documents.map(\.document.docno) == ["a", "b", "a-2"])
    #expect(result.dump == ["heading 0 | First", "paragraph | One bold."])
    #expect(result.documents[1].document.language == "de")
    #expect(result.report.emptyDocuments == 1)
  }

  @Test func recordsInUTF16() async throws {
    let xml = "<docs>\n<doc\nid='1'><p>One é.</p></doc><doc id='2'><p>Two.</p></doc></docs>"
    #expect(
      try await read(bytes: [0xff, 0xfe] + littleEndian(xml), as: "a.xml").documents.count == 2)
  }

  @Test func otherXMLIsOneDocument() async throws {
    let result = try await read(
      """
      <spec><title>Spec</title><sec id="1"><head>A</head><p>Text <x>in</x> it.</p></sec>
      <sec id="2"><head>B</head><p>More.</p></sec></spec>
      """, as: "spec.xml")
    #expect(result.documents.count == 1)
    #expect(result.text.contains("Text in it."))
  }

  @Test func whatPrecedesAnErrorIsKept() async throws {
    let result = try await read(
      "<docs><doc id='1'><p>One.</p></doc>\n<doc id='2'><p>Two.</p></doc>\n<doc id='3'><p>x</q></doc></docs>",
      as: "a.xml")
    #expect(result.documents.prefix(2).map(\.document.docno) == ["1", "2"])
    #expect(result.report.error?.hasPrefix("line 3: ") == true)
    let one = try await read("<r>\n<p>Kept.</p>\n<p>Bad < here.</p></r>", as: "b.xml")
    #expect(one.dump.first == "paragraph | Kept.")
    #expect(one.report.error?.hasPrefix("line 3: ") == true)
  }

  @Test func filesNamedWrongly() async throws {
    let html = "<!doctype HTML><html><body><h1>A</h1><p>b<br>c</body></html>"
    #expect(try await read(html, as: "a.xml").dump == ["heading 0 | A", "paragraph | b⏎c"])
    let book = "<?xml version='1.0'?><article><title>A</title><para>b</para></article>"
    #expect(try await read(book, as: "a.html").dump == ["heading 0 | A", "paragraph | b"])
    let about = """
      <article xmlns="http://docbook.org/ns/docbook"><title>HTML</title>
      <programlisting><![CDATA[<!DOCTYPE html><html>]]></programlisting></article>
      """
    #expect(
      try await read(about, as: "a.xml").dump == [
        "heading 0 | HTML", "code | <!DOCTYPE html><html>",
      ])
  }
}
