import Artifacts
import Documents
import Foundation
import Testing

/// Links of the running text: where they stand, and where they lead.
@Suite struct LinkTests {
  /// `text of the link's place → target as written`, for each link.
  private static func links(_ document: Document) -> [String] {
    document.links.map { link in
      let text = document.string(link.offset..<min(link.offset + 12, document.text.count))
      return "\(text.split(separator: "\n").first ?? "") → \(document.target(of: link))"
    }
  }

  private static func resolved(_ result: ReadResult) -> [LinkTarget] {
    result.documents.flatMap { read in
      read.chunks.flatMap { read.document.linkTargets(of: $0) }
    }
  }

  @Test func aPageKeepsTheLinksOfItsText() async throws {
    let result = try await body(
      """
      <nav><a href="nav.html">Home</a></nav>
      <p>See <a href="one.html#part">the  first</a> and the<a href='two%20b.html?x=1'> second</a>.</p>
      <ul><li>About <a class=x href="../up/">it</a>, as told</li></ul>
      <table><tr><td>Cell</td><td>the <a href="/cell.html">value</a></td></tr></table>
      <pre>\u{20}
        make <a href="make.html">all</a></pre>
      <ul><li><a href="l1.html">a</a><li><a href="l2.html">b</a><li><a href="l3.html">c</a>\
      <li><a href="l4.html">d</a></ul>
      <p>Äpfel: <a href="ä.html">Öl</a></p>
      """)
    #expect(
      Self.links(result.first) == [
        "the first an → one.html", "second. → two%20b.html", "it, as told → ../up/",
        "value → /cell.html", "all → make.html", "Öl → ä.html",
      ])
    #expect(
      Self.resolved(result) == [
        .uri("one.html"), .uri("two b.html"), .uri("up/"), .uri("cell.html"), .uri("make.html"),
        .uri("ä.html"),
      ])
  }

  @Test func aLinkWithoutTextStandsWhereItIs() async throws {
    let docbook = try await read(
      """
      <?xml version="1.0"?><article><title>T</title>
      <para>See <xref href="a.xml"/> for <ulink url="b.xml"> the rest</ulink>, and é<link \
      xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="c.xml"/></para>
      <para><ulink url="d.xml"/></para></article>
      """, as: "t.xml")
    #expect(
      Self.links(docbook.first) == ["for the rest → a.xml", "the rest, an → b.xml", "é → c.xml"])
  }

  @Test(arguments: [
    (
      "t.dita",
      "<topic id='t'><title>T</title><body><p>See <xref href='x/y.dita#y/z'>Y</xref>.</p>"
        + "</body></topic>", ["Y. → x/y.dita"]
    ),
    (
      "t.xml",
      "<TEI><text><body><p>Cf. <ref target='b.xml#n1 c.xml'>B</ref> or "
        + "<ref target='#n'>n</ref>.</p></body></text></TEI>", ["B or n. → b.xml"]
    ),
    (
      "t.page",
      "<page xmlns='http://projectmallard.org/1.0/' id='t'><title>T</title><p>See "
        + "<link xref='setup#wifi'>Setup</link>, <link href='https://x.org/'>X</link>.</p></page>",
      ["Setup, X. → setup.page"]
    ),
    (
      "t.nxml",
      "<article article-type='x' xmlns:xlink='http://www.w3.org/1999/xlink'><body><p>In "
        + "<ext-link xlink:href='other.nxml'>Other</ext-link>.</p></body></article>",
      ["Other. → other.nxml"]
    ),
  ])
  func dialectsOfXML(name: String, source: String, links: [String]) async throws {
    #expect(Self.links(try await read(source, as: name).first) == links)
  }

  @Test func wikiPagesLinkByTitle() async throws {
    let result = try await read(
      """
      <mediawiki xml:lang="en"><page><title>Compass</title><ns>0</ns><id>7</id><revision><text>\
      A '''compass''' uses the [[Earth's_magnetic  field#Cause|field]] of [[earth]]. \
      [[File:C.jpg|thumb|A [[ship]]]] See [[#Use|below]], [[Category:Tools]][[de:Kompass]]\
      [[:Category:Maps|maps]] and [[compass]]es, [[Compass]].
      * [[Ship &amp;amp; Sail]]: rigging
      {| class="x"
      | [[North]] || x
      |}
      == [[Use]] ==
      Text [[a|'''b''']].
      </text></revision></page></mediawiki>
      """, as: "w.xml")
    #expect(
      result.dump == [
        "paragraph | A compass uses the field of earth. See below, maps and compasses, Compass.",
        "listItem 1 | Ship & Sail: rigging", "tableRow | North | x", "heading 0 | Use",
        "paragraph | Text b.",
      ])
    let titles = Self.links(result.first).map { $0.split(separator: " → ").last ?? "" }
    #expect(
      titles == [
        "Earth's magnetic field", "earth", "Category:Maps", "compass", "Compass",
        "Ship & Sail", "North", "Use",
      ])
    #expect(Self.resolved(result).first == .title("Earth's magnetic field", file: "w.xml"))
    #expect(!Self.resolved(result).contains(.title("Compass", file: "w.xml")))
  }

  /// RFC 3986, sections 5.4.1 and 5.4.2, for the base `b/c/d;p`; nil where no other file is meant.
  @Test(arguments: [
    ("g", "b/c/g"), ("./g", "b/c/g"), ("g/", "b/c/g/"), ("/g", "g"), ("//g", nil), ("?y", nil),
    ("g?y", "b/c/g"), ("#s", nil), ("g#s", "b/c/g"), ("g?y#s", "b/c/g"), (";x", "b/c/;x"),
    ("g;x", "b/c/g;x"), ("", nil), (".", "b/c/"), ("./", "b/c/"), ("..", "b/"), ("../", "b/"),
    ("../g", "b/g"), ("../..", ""), ("../../", ""), ("../../g", "g"), ("../../../g", "g"),
    ("../../../../g", "g"), ("/./g", "g"), ("/../g", "g"), ("g.", "b/c/g."), (".g", "b/c/.g"),
    ("g..", "b/c/g.."), ("..g", "b/c/..g"), ("./../g", "b/g"), ("./g/.", "b/c/g/"),
    ("g/./h", "b/c/g/h"), ("g/../h", "b/c/h"), ("g;x=1/./y", "b/c/g;x=1/y"),
    ("g;x=1/../y", "b/c/y"), ("g?y/./x", "b/c/g"), ("g#s/../x", "b/c/g"), ("http:g", nil),
    ("g:h", nil), ("./g:h", "b/c/g:h"),
    // Section 2.1, and what no file is called.
    ("a%20b%C3%A4", "b/c/a bä"), ("%2e%2E/g", "b/g"), ("a%2Fb", nil), ("a%00b", nil),
    ("%ff", "b/c/%FF"), ("%23", "b/c/%23"), ("a%2520b", "b/c/a%2520b"), ("a//b", "b/c/a/b"),
    ("100%", "b/c/100%"), ("%zz", "b/c/%zz"), ("%", "b/c/%"), ("d;p", nil),
    (" g\t", "b/c/g"), ("a&#10;b", "b/c/ab"),
  ])
  func referencesAreResolved(reference: String, uri: String?) async throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/b/c", withIntermediateDirectories: true)
    try folder.write(
      "<!DOCTYPE html><p>One link of the text is <a href=\"\(reference)\">here</a>.</p>".utf8,
      to: "b/c/d;p")
    let result = try await readAll(CorpusFiles(paths: [folder.path], extensions: ["d;p"]))
    #expect(result.first.uri == "b/c/d;p")
    #expect(Self.resolved(result) == (uri.map { [.uri($0)] } ?? []))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:x", "&#1;javascript:x", "mailto:a@b.c", "data:text/html,x",
    "https://example.org/a.html", "file:///etc/passwd", "\\\\host\\share:x", "tel:1", "",
    String(repeating: "a", count: 2_049), String(repeating: "../", count: 700) + "x",
  ])
  func hostileReferencesAreNone(reference: String) async throws {
    let result = try await body("<p>Some text <a href='\(reference)'>link</a>.</p>")
    #expect(Self.links(result.first) == [])
    #expect(result.dump == ["paragraph | Some text link."])
  }

  @Test func aBlockKeepsItsFirstLinks() async throws {
    let many = (0..<200).map { "word <a href='p\($0).html'>l</a> " }.joined()
    let result = try await body("<p>\(many)</p><p>word word <a href='q.html'>q</a></p>")
    #expect(result.first.links.count == 65)
    #expect(result.first.target(of: result.first.links[63]) == "p63.html")
    #expect(result.first.target(of: result.first.links[64]) == "q.html")
    let longest = String(repeating: "a", count: 2_048)
    let one = try await body("<p>word <a href='\(longest)'>l</a></p>")
    #expect(one.first.links.count == 1)
  }

  /// However pages nest and break off, links stand in order, in the text, and in one chunk each.
  @Test(arguments: 0..<40)
  func linksLieInTheirChunks(seed: Int) async throws {
    var random = SplitMix64(state: UInt64(seed))
    let pieces = [
      "<a href='x.html'>", "<a href='y.html'>", "</a>", "<p>", "</p>", "<li>", "<td>", "<tr>",
      "<table>", "</table>", "<pre>", "</pre>", "<h2>", "</h2>", "word ", "wörter and more text. ",
      " ", "\n", "<dt>", "<dd>", "<br>", "<nav>", "</nav>", "<a href=z.html></a>", "<title>",
      "</title>",
    ]
    let html = (0..<400).map { _ in pieces[random.below(pieces.count)] }.joined()
    var options = DocumentsOptions()
    options.chunkTokens = 16
    let folder = try TestFolder()
    try folder.write("<!DOCTYPE html><body>\(html)".utf8, to: "page.html")
    for read in try await folder.read(options: options).documents {
      let document = read.document
      let offsets = document.links.map(\.offset)
      #expect(offsets == offsets.sorted(), "seed \(seed)")
      for link in document.links {
        #expect(document.blocks.contains { $0.range.contains(link.offset) }, "seed \(seed)")
        #expect(document.text[link.offset] > 0x20, "seed \(seed)")
        #expect(document.text[link.offset] & 0xc0 != 0x80, "seed \(seed)")
        #expect(["x.html", "y.html", "z.html"].contains(document.target(of: link)))
      }
      #expect(read.chunks.flatMap { Array($0.links) } == Array(document.links.indices))
      for chunk in read.chunks {
        #expect(document.links[chunk.links].allSatisfy { chunk.range.contains($0.offset) })
      }
    }
  }
}
