import Testing

@testable import Documents

/// By which marks a dialect is told from other XML.
@Suite struct DialectMarkTests {
  @Test(arguments: [
    (#"<Document url="http://example.org/hereditary.html"><p>Text.</p></Document>"#, "xml"),
    (#"<faq about="hereditary diseases"><p>Text.</p></faq>"#, "xml"),
    (
      #"<!DOCTYPE glossentry PUBLIC "-//OASIS//DTD DITA Glossary//EN" "g"><glossentry/>"#, "dita"
    ),
    (
      #"<map xmlns:ditaarch="http://dita.oasis-open.org/architecture/2005/"><title>T</title></map>"#,
      "dita"
    ),
    (#"<project xmlns="https://www.dita-ot.org/project"><context/></project>"#, "dita"),
  ])
  func dita(xml: String, reader: String) async throws {
    let result = try await read(xml, as: "a.xml")
    #expect(result.outcomes.first?.reader == reader)
  }
}
