import Documents
import Testing

/// Pages as one meets them on the web, each with what a reader would call its content.
@Suite struct MainContentTests {
  private static let news = """
    <!DOCTYPE html><html lang="en"><head><title>Harbour lamp is lit again | The Pier Post</title>
    </head><body class="has-sidebar single-post">
    <div class="topbar"><a href="/">The Pier Post</a> <a href="/login">Log in</a></div>
    <div class="menu-main"><ul><li><a href="/w">Weather</a></li><li><a href="/s">Ships</a></li>
    <li><a href="/t">Tides</a></li><li><a href="/o">Opinion</a></li></ul></div>
    <div class="page"><article class="story">
    <h1>Harbour lamp is lit again</h1>
    <div class="byline">By <a href="/ada">Ada Pier</a></div>
    <div class="share-tools"><span>Share</span> <a href="#">Mail</a> <a href="#">Print</a></div>
    <div class="story-body">
    <p>The lamp on the north pier, dark since the storm of last March, was lit again on Monday
    evening, the harbour master said.</p>
    <figure class="photo"><img src="a.jpg"><figcaption>The lamp, seen from the quay. Photo: B.
    Quay</figcaption></figure>
    <p>“We waited a year for the lens,” she said. “It came in forty crates, and not one of them was
    broken.”</p>
    <h2>What comes next</h2>
    <ul><li>The fog horn is tested in May.</li><li>New stairs</li></ul>
    <p>Ships may pass the north channel at night from now on, with a pilot, as they did before.</p>
    </div>
    <div class="newsletter-signup"><p>Get the Pier Post in your mail every morning.</p></div>
    <div class="related-stories"><h3>Related stories</h3>
    <p><a href="/1">Storm breaks the mole</a></p><p><a href="/2">Pilots ask for more pay</a></p></div>
    </article>
    <div id="comments" class="comments"><h3>2 comments</h3>
    <div class="comment"><p>About time, if you ask me. We could not sail for a year, and nobody
    seemed to care about that.</p></div>
    <div class="comment"><p>Well done, all of you! I was there on Monday, and it was a fine evening,
    with music.</p></div></div></div>
    <div class="bottom"><p>© 2024 The Pier Post. All rights reserved.</p></div></body></html>
    """

  @Test func anArticleWithoutWhatIsAroundIt() async throws {
    let result = try await read(Self.news)
    #expect(
      result.dump == [
        "heading 0 | Harbour lamp is lit again",
        "paragraph | The lamp on the north pier, dark since the storm of last March, was lit again "
          + "on Monday evening, the harbour master said.",
        "paragraph | “We waited a year for the lens,” she said. “It came in forty crates, and not "
          + "one of them was broken.”",
        "heading 1 | What comes next", "listItem 1 | The fog horn is tested in May.",
        "listItem 1 | New stairs",
        "paragraph | Ships may pass the north channel at night from now on, with a pilot, as they "
          + "did before.",
      ])
    #expect(result.first.title == "Harbour lamp is lit again")
    #expect(result.report.boilerplateBlocks > 5)
  }

  @Test func fullKeepsAll() async throws {
    let folder = try TestFolder()
    try folder.write(Self.news.utf8, to: "page.html")
    var options = DocumentsOptions()
    options.extraction = .full
    let result = try await folder.read(options: options)
    for words in ["Log in", "Tides", "B. Quay", "every morning", "with music", "rights reserved"] {
      #expect(result.text.contains(words))
    }
    #expect(result.report.boilerplateBlocks == 0)
  }

  @Test func aBlogPostKeepsItsTableAndQuotation() async throws {
    let result = try await read(
      """
      <html><head><title>Oiling a chain — Ben's bench</title></head><body>
      <div id="header"><a href="/">Ben's bench</a><p>Notes of a man with a bicycle</p></div>
      <div id="content"><div class="post">
      <h2 class="entry-title">Oiling a chain</h2><p class="post-date">3 May 2023</p>
      <div class="entry-content">
      <p>A chain wants oil when it begins to sing. I clean it first, with a rag, and then give each
      link one drop, from the inside.</p>
      <blockquote>One drop is enough; two gather dirt.</blockquote>
      <table><tr><th>Oil</th><th>Lasts</th></tr><tr><td>Thin</td><td>200 km</td></tr>
      <tr><td>Wax</td><td>300 km</td></tr></table>
      <p>Some wash the chain in petrol, over and over, until it shines like new. I have never seen
      that it lasts longer.</p>
      <p>After that I turn the pedals for a minute, wipe the chain dry, and wait a night before I
      ride. That is all there is to it.</p>
      </div>
      <div class="tags">Tags: <a href="/t/chain">chain</a>, <a href="/t/oil">oil</a></div></div></div>
      <div id="widgets"><h3>Archive</h3><p><a href="/5">May 2023</a></p><p><a href="/4">April
      2023</a></p><h3>About me</h3><p>I ride to work.</p></div>
      </body></html>
      """)
    #expect(
      result.dump == [
        "heading 0 | Oiling a chain",
        "paragraph | A chain wants oil when it begins to sing. I clean it first, with a rag, and "
          + "then give each link one drop, from the inside.",
        "quotation | One drop is enough; two gather dirt.", "tableRow | Oil | Lasts",
        "tableRow | Thin | 200 km", "tableRow | Wax | 300 km",
        "paragraph | Some wash the chain in petrol, over and over, until it shines like new. I "
          + "have never seen that it lasts longer.",
        "paragraph | After that I turn the pedals for a minute, wipe the chain dry, and wait a "
          + "night before I ride. That is all there is to it.",
      ])
  }

  @Test func aForumThreadKeepsAllItsPosts() async throws {
    let posts = [
      "My barograph stopped on Friday. The pen still moves when I tap the glass, but the drum does "
        + "not turn. What should I look at first?",
      "Look at the clock inside of the drum. If it was never cleaned, the old oil is glue by now, and "
        + "no winding will help.",
      "I had the same. A clockmaker cleaned mine for thirty crowns, and it has run well since then.",
    ]
    let result = try await read(
      """
      <html><head><title>Barograph stopped - Instrument forum</title></head><body>
      <div class="navbar"><a href="/">Forum</a> <a href="/faq">FAQ</a></div>
      <div class="thread"><h1>Barograph stopped</h1>
      \(posts.map {
        """
        <div class="post"><div class="postprofile"><a href="/u">keeper</a> Posts: 12</div>
        <div class="postbody"><p>\($0)</p></div></div>
        """
      }.joined())
      </div><div class="bottom-links"><a href="/p">Privacy</a> | <a href="/c">Contact</a></div>
      </body></html>
      """)
    for post in posts { #expect(result.dump.contains("paragraph | \(post)")) }
    #expect(!result.text.contains("Privacy"))
  }

  @Test func aPageOfCommentsAloneKeepsThem() async throws {
    let words = String(repeating: "It is said that the lamp is never out, and so it is. ", count: 4)
    let result = try await read(
      "<div class=comments><div class=comment><p>\(words)</p></div><div class=comment><p>\(words)"
        + "</p></div><div class=comment><p>\(words)</p></div></div>")
    #expect(result.dump.count == 3)
  }

  @Test func aPageThatIsOneFormIsRead() async throws {
    let sentence = "The whole page stands in a form, as some servers do. "
    let words = String(repeating: sentence, count: 12)
    let result = try await read(
      "<form id=aspnetForm><div class=main><p>\(words)</p><p>\(words)</p></div></form>")
    #expect(result.dump.count == 2)
  }
}
