import Documents
import Testing

@Suite struct NavigationTests {
  private static let text = String(repeating: "Words of the page. ", count: 20)

  @Test(arguments: [
    "<div class=page-tools><a href=e>Edit this page</a> <a href=h>History</a> <a>Print</a></div>",
    "<p><a href=a>Previous</a> | <a href=b>Up</a> · <a href=c>Next</a></p>",
    "<p>[<a href=a>one</a>, <a href=b>two</a>]</p>",
  ])
  func rowsOfLinksGo(_ html: String) async throws {
    let result = try await body("<main><p>\(Self.text)</p>\(html)<p>End.</p></main>")
    #expect(result.dump.count == 2)
    #expect(result.report.linkListBlocks == 1)
  }

  @Test(arguments: [
    "Edit this page", "Edit on GitHub", "View source", "Back to top ↑", "Permalink",
    "Diese Seite bearbeiten", "Nach oben", "Quelltext anzeigen", "このページを編集", "ページの先頭へ",
  ])
  func singlePageToolsGo(_ label: String) async throws {
    for html in ["<p><a href=x>\(label)</a></p>", "<ul><li><a href=x>✎ <b>\(label)</b></a></ul>"] {
      let result = try await body("<p>Text.</p>\(html)")
      #expect(result.dump == ["paragraph | Text."])
      #expect(result.report.linkListBlocks == 1)
    }
  }

  @Test(arguments: [
    "<p>See <a href=a>one</a> and <a href=b>two</a>.</p>", "<p><a href=a>The manual</a></p>",
    "<p><a href=a>one</a> and <a href=b>two</a></p>", "<dl><dt><a>f</a><dd><a>x</a> <a>y</a></dl>",
    "<ul><li><a href=a>print</a><li><a href=b>open</a></ul>", "<p>Edit this page</p>",
  ])
  func linksInTextStay(_ html: String) async throws {
    let result = try await body("<p>Text.</p>\(html)")
    #expect(result.dump.count > 1)
    #expect(result.report.linkListBlocks == 0)
  }

  @Test func aListOfLinksGoesWithItsHeading() async throws {
    let items = (1...6).map { "<li><a href=\($0)>Page \($0)</a></li>" }.joined()
    let result = try await body(
      "<h2>A</h2><p>Text.</p><h2>More</h2><ul>\(items)</ul><h2>B</h2><p>End.</p>")
    #expect(
      result.dump == ["heading 0 | A", "paragraph | Text.", "heading 0 | B", "paragraph | End."])
    #expect(result.report.linkListBlocks == 7)
  }
}
