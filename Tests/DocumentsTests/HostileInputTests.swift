import Documents
import Foundation
import Testing

/// Input that means harm, or has come to some: nothing may crash, hang or grow without bound.
@Suite(.serialized) struct HostileInputTests {
  private func timed(
    _ name: String, _ bytes: [UInt8], under limit: Duration = .seconds(120)
  ) async throws -> ReadResult {
    let start = ContinuousClock.now
    let result = try await read(bytes: bytes, as: name)
    #expect(ContinuousClock.now - start < limit)
    return result
  }

  @Test(arguments: [
    "", " \n\t ", "\u{feff}", "<", "<!--", "<html>", "&", "\0", "<!DOCTYPE", "<?xml",
  ])
  func filesWithoutContent(_ content: String) async throws {
    for name in ["a.html", "a.xml", "a.dbk"] {
      let result = try await read(content, as: name)
      #expect(result.outcomes.count == 1)
      if result.documents.isEmpty {
        #expect(result.report.emptyDocuments == 1 || result.report.error != nil)
      }
    }
  }

  @Test func aMillionNestedElements() async throws {
    let count = 1_000_000
    for (open, close) in [
      ("<div>", "</div>"), ("<ul><li>a ", ""), ("<dl><dt>a<dd>", ""), ("<b>", "</i>"),
    ] {
      let html = "<p>Before.</p>\(String(repeating: open, count: count))x"
      let bytes = Array((html + String(repeating: close, count: count)).utf8)
      let result = try await timed("a.html", bytes)
      #expect(result.dump.first == "paragraph | Before.")
      #expect(result.report.error == "line 1: more than 2000 elements inside each other")
    }
    let xml = "<r><p>Before.</p>\(String(repeating: "<a>", count: count))x"
    let result = try await timed("a.xml", Array(xml.utf8))
    #expect(result.dump == ["paragraph | Before."])
    #expect(result.report.error?.hasPrefix("line 1: ") == true)
  }

  @Test func aTextNodeOf50MB() async throws {
    for (name, size, start, end) in [
      ("a.html", 8 << 20, "<p>", "</p>"), ("a.xml", 50 << 20, "<r><p>", "</p></r>"),
    ] {
      let text = [UInt8](repeating: UInt8(ascii: "x"), count: size)
      let result = try await timed(
        name, Array(start.utf8) + text + Array(end.utf8), under: .seconds(120))
      #expect(result.first.text.count == text.count && result.report.error == nil)
    }
  }

  /// libxml2's limit for an attribute of XML is 10 MB.
  @Test func anAttributeOf100MB() async throws {
    let value = [UInt8](repeating: UInt8(ascii: "x"), count: 100 << 20)
    for name in ["a.html", "a.xml"] {
      let start = Array("<r><p>Before.</p><q a='".utf8)
      let result = try await timed(
        name, start + value + Array("'/><p>After.</p></r>".utf8), under: .seconds(120))
      #expect(result.dump.first == "paragraph | Before.")
      #expect(result.dump.last == "paragraph | After." || result.report.error != nil)
    }
  }

  @Test func entityBombs() async throws {
    let laughs = (1...9).map { level in
      "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
    }.joined(separator: "\n")
    let bomb =
      "<!DOCTYPE r [<!ENTITY l0 \"lol\">\(laughs)]><r><p>Start</p><p>&l9;</p><p>End</p></r>"
    let result = try await timed("a.xml", Array(bomb.utf8))
    #expect(result.first.text.count < 2 << 20)
    #expect(result.dump.first == "paragraph | Start" && result.dump.last == "paragraph | End")
    let big = String(repeating: "A", count: 50_000)
    let blowUp =
      "<!DOCTYPE r [<!ENTITY a \"\(big)\">]><r>\(String(repeating: "&a;", count: 50_000))</r>"
    #expect(try await timed("b.xml", Array(blowUp.utf8)).first.text.count < 2 << 20)
    let itself = "<!DOCTYPE r [<!ENTITY a \"x&b;\"><!ENTITY b \"&a;\">]><r><p>&a;</p><p>z</p></r>"
    #expect(try await timed("c.xml", Array(itself.utf8)).dump.last == "paragraph | z")
  }

  @Test func noOtherFileIsOpened() async throws {
    let folder = try TestFolder()
    try folder.write(Array("SECRET".utf8), to: "secret.txt")
    let xml = """
      <!DOCTYPE r [<!ENTITY s SYSTEM "secret.txt"><!ENTITY % p SYSTEM "secret.txt"> %p;]>
      <r xmlns:xi="http://www.w3.org/2001/XInclude"><p>a &s;</p>
      <xi:include href="secret.txt" parse="text"/></r>
      """
    try folder.write(Array(xml.utf8), to: "a.xml")
    #expect(!(try await folder.read()).text.contains("SECRET"))
  }

  @Test func nulBytes() async throws {
    let html = try await read("<p>a\0b</p><p>c</p>")
    #expect(html.dump.last == "paragraph | c")
    let xml = try await read("<r><p>kept</p><p>a\0b</p></r>", as: "a.xml")
    #expect(xml.dump.first == "paragraph | kept")
    #expect(xml.report.error != nil)
  }

  @Test func wikitextWithoutEnd() async throws {
    for mark in ["[[", "{{", "&lt;ref>", "[http", "&lt;a ", "{|", "''", "&lt;!--", "]]", "*"] {
      let text = String(repeating: mark, count: 100_000)
      let xml =
        "<mediawiki><page><title>T</title><id>1</id><text>Kept.\n\(text)</text></page></mediawiki>"
      let result = try await timed("w.xml", Array(xml.utf8), under: .seconds(120))
      #expect(result.dump.first?.hasPrefix("paragraph | Kept.") == true, "\(mark)")
    }
  }

  @Test func manyUnclosedThings() async throws {
    for piece in [
      "<table><tr><td>", "<p>(", "<h1>", "<a href=x>a", "<tr>", "</p>", "<td>x", "<!--",
    ] {
      _ = try await timed("a.html", Array(String(repeating: piece, count: 100_000).utf8))
    }
  }
}
