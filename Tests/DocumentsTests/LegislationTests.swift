import Documents
import Testing

@Suite struct LegislationTests {
  @Test func legislation() async throws {
    let act = try await read(
      """
      <akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta>
      <identification>skip</identification></meta><preface><p><docTitle>Harbour Act</docTitle></p>
      </preface><body><section><num>1.</num><heading>Pilots</heading><subsection><num>(1)</num>
      <content><p>Pilots guide ships.</p></content></subsection>
      <paragraph><num>(a)</num><content><p>by day.</p></content></paragraph></section>
      <section><num>2.</num><content><p>Fees are due.</p></content></section></body></act></akomaNtoso>
      """, as: "act.xml")
    #expect(act.outcomes.first?.reader == "akomantoso")
    #expect(described(act) == ["act.xml | Harbour Act"])
    #expect(
      act.dump == [
        "paragraph | Harbour Act", "heading 0 | 1. Pilots", "paragraph | (1) Pilots guide ships.",
        "paragraph | (a) by day.", "heading 0 | 2.", "paragraph | Fees are due.",
      ])
    let bill = try await read(
      """
      <bill xmlns="http://schemas.gpo.gov/xml/uslm"><meta><dc:title xmlns:dc="http://purl.org/dc/">A
      Bill on tides</dc:title></meta><preface><congress>1st Congress</congress><session>2d Session
      </session></preface><main><longTitle><docTitle>A BILL</docTitle></longTitle><section>
      <num>SEC. 1.</num><heading> TIDES.</heading><paragraph><num>\u{2003}(1)</num><content>They
      <page>1 STAT. 2</page>turn.</content></paragraph></section></main></bill>
      """, as: "bill.xml")
    #expect(described(bill) == ["bill.xml | A Bill on tides"])
    #expect(
      bill.dump == [
        "paragraph | 1st Congress", "paragraph | 2d Session", "paragraph | A BILL",
        "heading 0 | SEC. 1. TIDES.", "paragraph | (1) They turn.",
      ])
    let code = try await read(
      """
      <uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"><meta><title>x</title></meta><main>
      <title><num>Title 1</num><heading>General</heading><section identifier="/us/usc/t1/s1">
      <num>§ 1.</num><heading> Words</heading><content><p>Singular means plural.</p></content>
      </section><section identifier="/us/usc/t1/s2"><num>§ 2.</num><heading> County</heading>
      <chapeau>It includes—</chapeau><paragraph><num>(1)</num><content>parishes.</content></paragraph>
      </section></title></main></uscDoc>
      """, as: "usc01.xml")
    #expect(
      described(code) == [
        "usc01.xml#/us/usc/t1/s1 | § 1. Words", "usc01.xml#/us/usc/t1/s2 | § 2. County",
      ])
    #expect(code.dump == ["heading 0 | § 1. Words", "paragraph | Singular means plural."])
    #expect(
      code.documents.last.map { blocks(of: $0.document) } == [
        "heading 0 | § 2. County", "paragraph | It includes—", "paragraph | (1) parishes.",
      ])
  }
}
