import Documents
import Testing

@Suite struct FAQTests {
  @Test func microdata() async throws {
    let result = try await body(
      """
      <div itemscope itemtype="https://schema.org/FAQPage">
      <div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question">
      <h3 itemprop="name">Why?</h3><div itemprop="acceptedAnswer" itemscope>
      <div itemprop="text"><p>Because.</p><p>Really.</p></div></div></div></div><p>x</p>
      """)
    #expect(
      result.dump == [
        "questionAnswer | Why? ⇒ Because.", "paragraph ^0 | Really.", "paragraph | x",
      ])
  }

  @Test func linkedDataGivesWhatThePageDoesNotShow() async throws {
    let result = try await body(
      """
      <script type="application/ld+json">{"@type": "FAQPage", "mainEntity": [
      {"@type": "Question", "name": "Hidden?", "acceptedAnswer": {"text": "<p>Yes &amp; no.</p>"}},
      {"@type": "Question", "name": "Shown here?", "acceptedAnswer": [{"text": "z"}]}]}</script>
      <p>Shown here? Yes.</p>
      """)
    #expect(
      result.dump == ["paragraph | Shown here? Yes.", "questionAnswer | Hidden? ⇒ Yes & no."])
  }

  @Test func brokenLinkedDataIsPassedOver() async throws {
    for json in ["{", String(repeating: "[", count: 100_000), "\"x\"", "{\"@type\": 1}"] {
      let result = try await body("<script type='application/ld+json'>\(json)</script><p>x</p>")
      #expect(result.dump == ["paragraph | x"])
    }
  }
}
