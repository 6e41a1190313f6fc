import Retrieval
import Testing

@Suite struct RenderingTests {
  @Test(arguments: [
    ("VACUUM", ["Notes"], "Notes\n\nRun it", "VACUUM\n\nNotes\n\nRun it"),
    ("VACUUM", ["Notes", "Locks"], "It locks.", "VACUUM > Notes > Locks\n\nIt locks."),
    ("VACUUM", ["Note"], "Notes on it", "VACUUM > Note\n\nNotes on it"),
    ("VACUUM", [], "VACUUM\n\nRun it", "VACUUM\n\nRun it"),
    ("VACUUM", [], "VACUUM", "VACUUM"),
    ("VACUUM", [], "VACUUMs", "VACUUM\n\nVACUUMs"),
    ("", [], "text", "text"),
    ("", ["A"], "text", "A\n\ntext"),
  ])
  func showsTitleAndHeadings(title: String, path: [String], text: String, shown: String) {
    #expect(PassageRendering.text(title: title, headingPath: path, text: text) == shown)
  }
}
