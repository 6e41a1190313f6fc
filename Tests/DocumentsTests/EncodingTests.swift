import Documents
import Testing

@Suite struct EncodingTests {
  private func page(_ head: String, _ body: [UInt8]) -> [UInt8] {
    Array("<html><head>\(head)</head><body><p>".utf8) + body + Array("</p></body></html>".utf8)
  }

  @Test(
    arguments: [
      ("<meta charset=windows-1252>", [0x93, 0x80, 0x94, 0xe9], "“€”é"),
      (
        "<META http-equiv=Content-Type content='text/html; charset=iso-8859-15'>", [0xa4, 0xe9],
        "€é"
      ),
      ("<meta charset=\"Shift_JIS\">", [0x93, 0xfa, 0x96, 0x7b], "日本"),
      ("<meta charset='euc-jp'>", [0xc6, 0xfc, 0xcb, 0xdc], "日本"),
      ("<meta charset=utf-8>", [0xc3, 0xa9], "é"),
      ("<meta charset=klingon>", [0xc3, 0xa9], "é"),
      ("<meta charset=utf-16>", [0xc3, 0xa9], "é"),
      ("<meta charset=unicode>", [0xc3, 0xa9], "é"),
      ("<!-- <meta charset=shift_jis> --><meta charset=iso-8859-1>", [0xe9], "é"),
      ("<meta name=d content='charset=shift_jis'>", [0xc3, 0xa9], "é"),
      ("", [0xe9, 0x20, 0xfc], "é ü"), ("", [0xc3, 0xa9], "é"),
      (
        "<meta charset=iso-2022-jp>", [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42],
        "日本"
      ),
      ("<meta charset=big5-hkscs>", [0xa4, 0xa4, 0xa4, 0xe5], "中文"),
    ] as [(String, [UInt8], String)])
  func declared(_ head: String, _ bytes: [UInt8], _ text: String) async throws {
    let result = try await read(bytes: page(head, bytes))
    #expect(result.text == text)
    #expect(result.report.invalidBytes == 0)
  }

  @Test func invalidUTF8IsCounted() async throws {
    let declared = try await read(bytes: page("<meta charset=utf-8>", [0x61, 0xff, 0x62, 0xe9]))
    #expect(declared.text == "a\u{fffd}b\u{fffd}")
    #expect(declared.report.invalidBytes == 2)
    // Most is UTF-8: one bad byte does not make it Windows-1252.
    let mostly = try await read(bytes: page("", Array("äöüß日本".utf8) + [0xff]))
    #expect(mostly.text == "äöüß日本\u{fffd}")
    // A U+FFFD of the source is no invalid byte.
    let own = try await read(bytes: page("<meta charset=utf-8>", Array("\u{fffd}".utf8) + [0xff]))
    #expect(own.report.invalidBytes == 1)
  }

  @Test func byteOrderMarksWin() async throws {
    let text = "<html><head><meta charset=shift_jis></head><p>Größe 日本</p></html>"
    let marked: [[UInt8]] = [
      [0xff, 0xfe] + littleEndian(text), [0xfe, 0xff] + bigEndian(text),
      [0xef, 0xbb, 0xbf] + Array(text.utf8),
    ]
    for bytes in marked {
      #expect(try await read(bytes: bytes).text == "Größe 日本")
    }
    let xml = "<r><p>Größe 日本</p></r>"
    #expect(try await read(bytes: littleEndian(xml), as: "a.xml").text == "Größe 日本")
  }

  @Test func aLoneSurrogateSpoilsNothingElse() async throws {
    var bytes: [UInt8] = [0xff, 0xfe]
    for unit in Array("<p>ab".utf16) + [0xd800] + Array("cd</p>".utf16) {
      bytes += [UInt8(unit & 255), UInt8(unit >> 8)]
    }
    let result = try await read(bytes: bytes)
    #expect(result.text == "ab\u{fffd}cd")
    #expect(result.report.invalidBytes == 1)
  }

  @Test func xmlDeclarations() async throws {
    let head = Array("<?xml version='1.0' encoding='ISO-8859-1'?><r><p>".utf8)
    let result = try await read(bytes: head + [0xe9] + Array("</p></r>".utf8), as: "a.xml")
    #expect(result.text == "é")
  }
}
