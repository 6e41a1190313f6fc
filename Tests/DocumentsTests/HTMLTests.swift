import Documents
import Testing

@Suite struct HTMLTests {
  @Test func headingsMakePaths() async throws {
    let result = try await read(
      """
      <!DOCTYPE html><html><head><title>Site</title></head><body>
      <h1>Guide</h1><p>Intro.</p><h2>Setup</h2><p>One.</p><h4>Deep</h4><p>Two.</p>
      <h2></h2><p>Three.</p><h2>Use</h2><p>Four.</p></body></html>
      """)
    #expect(
      result.dump == [
        "heading 0 | Guide", "paragraph | Intro.", "heading 1 | Setup", "paragraph | One.",
        "heading 2 | Deep", "paragraph | Two.", "paragraph | Three.", "heading 1 | Use",
        "paragraph | Four.",
      ])
    #expect(result.first.title == "Guide")
    let paths = result.first.blocks.map { result.first.headingPath(ofSection: $0.section) }
    #expect(paths[5] == ["Setup", "Deep"])
    #expect(paths[6] == ["Setup", "Deep"])
    #expect(paths[8] == ["Use"])
  }

  @Test(arguments: [
    "<h1>A<h2>B</h2></h1><p>c</p>", "<h2>T<ul><li>x</li></ul></h2><p>y</p>",
    "<h1><h2><h3></h3></h2></h1><p>x</p>", "<h2><table><tr><td>x</td></tr></table></h2><p>y</p>",
    "<h2><p>in</p></h2><h3></h3><p>y</p>",
  ])
  func headingsInsideHeadingsKeepTheirSections(_ html: String) async throws {
    for name in ["page.html", "page.xhtml"] {
      let result = try await read(
        """
        <?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>\(html)</body></html>
        """, as: name)
      for block in result.first.blocks {
        #expect(block.section < result.first.sections.count)
        #expect(!result.first.headingPath(ofSection: block.section).contains(""))
      }
      #expect(result.dump.count >= 1)
    }
  }

  @Test(arguments: [
    "<nav>X</nav>", "<header>X</header>", "<footer>X</footer>", "<aside>X</aside>",
    "<form>X</form>", "<script>X</script>", "<style>X</style>", "<p hidden>X</p>",
    "<p style='display: none'>X</p>", "<div aria-hidden=true>X</div>",
    "<div role=navigation>X</div>", "<div class='site navbar'>X</div>",
    "<select><option>X</select>",
    "<nav><div><p>X</p></div><script>1</script></nav>", "<template><p>X</p></template>",
  ])
  func whatIsNoContentGoes(_ html: String) async throws {
    #expect(try await body("<p>a</p>\(html)<p>b</p>").dump == ["paragraph | a", "paragraph | b"])
  }

  @Test func aHeaderInsideOfMainStays() async throws {
    let result = try await body("<main><header><p>By A. Smith</p></header><p>b</p></main>")
    #expect(result.dump == ["paragraph | By A. Smith", "paragraph | b"])
  }

  @Test func whatIsOutsideOfMainGoesAndIsCounted() async throws {
    let text = String(repeating: "content ", count: 40)
    let result = try await body("<p>before</p><main><p>\(text)</p></main><p>after</p>")
    #expect(result.dump.count == 1)
    #expect(result.report.outsideMainBlocks == 2)
  }

  @Test func whiteSpaceIsCollapsed() async throws {
    let result = try await body(
      "<p> a\n\t b&nbsp;&nbsp;c &amp; d&shy;e&#x20AC;&eacute;&lt;<b> f</b> <i>g </i>h\u{200b}i</p>")
    #expect(result.dump == ["paragraph | a b c & de€é< f g hi"])
  }

  @Test func listingsAreVerbatim() async throws {
    let result = try await body("<pre>\n\nif x:\r\n    y  =  1\r\rend\t<b>!</b>\n\n</pre>")
    #expect(result.dump == ["code | if x:⏎    y  =  1⏎⏎end\t!"])
  }

  @Test func aLineBreakStaysInItsParagraph() async throws {
    #expect(try await body("<p>a<br>b<br/> c</p>").dump == ["paragraph | a⏎b⏎c"])
  }

  @Test func lists() async throws {
    let result = try await body(
      """
      <ol><li>One<ul><li>Inner</li><li><p>Second</p><p>more</p><pre>code</pre></li></ul></li>
      <li>Two</li></ol><ul><li>Alone</li></ul>
      """)
    #expect(
      result.dump == [
        "listItem 1 #1 | One", "listItem 2 ^0 | Inner", "listItem 2 ^0 | Second",
        "paragraph ^2 | more", "code ^2 | code", "listItem 1 #2 | Two", "listItem 1 | Alone",
      ])
    let lists = result.first.blocks.map(\.list)
    #expect(lists[0] == lists[5] && lists[1] == lists[2] && lists[0] != lists[1])
    #expect(lists[6] != lists[0])
  }

  @Test func definitions() async throws {
    let result = try await body(
      """
      <dl><dt>fsync</dt><dt>sync</dt><dd>Forces <b>writes</b>.</dd><dd>A second.</dd>
      <dt>wal</dt><dd><p>First.</p><p>More.</p><ul><li>x</li></ul></dd><dt>bare</dt></dl>
      """)
    #expect(
      result.dump == [
        "definition | fsync ⇒ sync ⇒ Forces writes.", "paragraph ^0 | A second.",
        "definition | wal ⇒ First.", "paragraph ^2 | More.", "listItem 1 ^2 | x",
        "definition | bare",
      ])
  }

  @Test func aHeadingInsideATermIsTheTerm() async throws {
    let result = try await body("<dl><dt><h3>Term</h3></dt><dd>What it is.</dd></dl>")
    #expect(result.dump == ["definition | Term ⇒ What it is."])
  }

  @Test func admonitionsOpenNoSection() async throws {
    let result = try await body(
      "<h2>S</h2><div class='note'><h3>Note</h3><p>Mind.</p></div><p>Go on.</p>")
    #expect(
      result.dump == [
        "heading 0 | S", "paragraph | Note", "paragraph | Mind.", "paragraph | Go on.",
      ])
    let aside = try await body("<p>a</p><aside class='admonition tip'><p>Tip</p></aside>")
    #expect(aside.dump == ["paragraph | a", "paragraph | Tip"])
  }

  @Test func languageIsDeclaredOrGuessed() async throws {
    #expect(try await read("<html lang=de-AT><p>x").first.language == "de")
    #expect(
      try await read("<p>Der Hund und die Katze sind nicht mit dem Ball da.").first.language == "de"
    )
    #expect(
      try await read("<p>The cat and the dog are in the house with a ball.").first.language == "en")
    #expect(try await read("<p>これは日本語の文章です。").first.language == "ja")
    #expect(try await read("<p>xyzzy").first.language == nil)
  }

  @Test(arguments: [
    ("<title>Page — Site</title><h1>Page</h1><p>x", "Page"),
    ("<title> A\n page </title><p>x</p><h1>Later</h1>", "A page"),
    ("<title>Two</title><h1>A</h1><p>x</p><h1>B</h1>", "Two"),
    ("<p>x</p><h2>Only</h2><p>y", "Only"), ("<p>x", ""),
  ])
  func titles(_ html: String, _ title: String) async throws {
    #expect(try await read(html).first.title == title)
  }
}
