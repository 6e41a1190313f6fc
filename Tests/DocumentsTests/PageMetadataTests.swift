import Documents
import Testing

@Suite struct PageMetadataTests {
  private static let text = "<p>The barograph at the pier stood still for three days.</p>"

  private func metadata(_ head: String, body: String = text) async throws -> DocumentMetadata {
    try await read("<html><head>\(head)</head><body>\(body)</body></html>").first.metadata
  }

  @Test func metaElements() async throws {
    let found = try await metadata(
      """
      <meta name="author" content="Ada  Pier"><meta name="DC.date" content="2021-03-04">
      <meta property="article:published_time" content="2021-03-05T10:00:00Z">
      <meta property="article:modified_time" content="2021-03-06">
      <meta name="description" content="What a still trace &amp;amp; means">
      """)
    #expect(
      found
        == DocumentMetadata(
          author: "Ada Pier", published: "2021-03-05T10:00:00Z", modified: "2021-03-06",
          description: "What a still trace & means"))
  }

  @Test func linkedDataGoesFirst() async throws {
    let found = try await metadata(
      """
      <meta name="author" content="webmaster">
      <script type="application/ld+json">{"@graph": [
        {"@type": "Organization", "name": "Pier Press", "author": "nobody"},
        {"@type": "WebPage", "datePublished": "1999-01-01"},
        {"@type": "NewsArticle", "headline": "Three still days",
         "datePublished": "2021-03-05", "dateModified": "2021-03-07",
         "author": [{"@type": "Person", "name": "Ada Pier"}, {"name": "Ben Quay"}]}]}</script>
      """)
    #expect(found.author == "Ada Pier, Ben Quay")
    #expect(found.published == "2021-03-05")
    #expect(found.modified == "2021-03-07")
  }

  @Test func microdataAndTime() async throws {
    let found = try await metadata(
      "",
      body: """
        <article itemscope itemtype="https://schema.org/Article">
        <span itemprop="author" itemscope><b itemprop="name">Ada <i>Pier</i></b></span>
        <time itemprop="datePublished" datetime="2021-03-05">5 March</time>\(Self.text)</article>
        """)
    #expect(found.author == "Ada Pier")
    #expect(found.published == "2021-03-05")
    let byTime = try await metadata(
      "", body: "<article><time datetime='2020-02-02'>then</time>\(Self.text)</article>")
    #expect(byTime.published == "2020-02-02")
  }

  @Test(arguments: [
    "<meta name=author content=''>", "<meta name=author content='https://example.org/ada'>",
    "<meta name=date content='0001-01-01T00:00:00'>", "<meta name=author>",
    "<script type='application/ld+json'>{\"@type\": \"Article\", \"author\": </script>",
    "<script type='application/ld+json'>{\"@type\": 7, \"author\": {\"name\": [1]}}</script>",
  ])
  func nothingIsMadeUp(_ head: String) async throws {
    #expect(try await metadata(head).isEmpty)
  }

  @Test(arguments: [
    ("<html lang=de>", "", "de"), ("<html xml:lang=fr>", "", "fr"),
    ("<html>", "<meta http-equiv=Content-Language content=nl>", "nl"),
    ("<html>", "<meta property=og:locale content=pt_BR>", "pt"),
    (
      "<html>",
      "<script type='application/ld+json'>{\"@type\":\"Article\",\"inLanguage\":\"sv-SE\"}</script>",
      "sv"
    ),
    ("<html lang=es>", "<meta http-equiv=Content-Language content=nl>", "es"),
  ])
  func declaredLanguages(_ root: String, _ head: String, _ language: String) async throws {
    let result = try await read("\(root)<head>\(head)</head><body><p>xyzzy</p></body></html>")
    #expect(result.first.language == language)
  }

  @Test func theStatedTitleIsUsedWhereThereIsNoOther() async throws {
    let head = "<meta property='og:title' content='Three still days'>"
    #expect(try await read("<head>\(head)</head>\(Self.text)").first.title == "Three still days")
    #expect(
      try await read("<head>\(head)<title>Still</title></head>\(Self.text)").first.title == "Still")
  }
}
