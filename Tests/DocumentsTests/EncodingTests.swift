import Documents
import Foundation
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

  private static let russian = "Съешь ещё этих мягких французских булок, да выпей же чаю."
  private static let greek = "Η γλώσσα είναι το μέσο επικοινωνίας των ανθρώπων μεταξύ τους."
  private static let polish = "Zażółć gęślą jaźń, bo życie jest źródłem myśli i łaski."

  @Test(
    arguments: [
      (russian, String.Encoding.windowsCP1251), (greek, .windowsCP1253), (polish, .windowsCP1250),
      (russian, .utf16LittleEndian), (russian, .utf16BigEndian), (greek, .utf32LittleEndian),
      (greek, .utf32BigEndian), ("Café über Señor “quoted” – naïve façade.", .windowsCP1252),
      ("これは日本語の文章です。文字コードを推定します。", .shiftJIS),
      ("これは日本語の文章です。", .iso2022JP),
    ])
  func withoutDeclaration(_ text: String, _ encoding: String.Encoding) async throws {
    for (name, markup) in [("a.html", "<p>\(text)</p>"), ("a.xml", "<r><p>\(text)</p></r>")] {
      let data = try #require(markup.data(using: encoding))
      let result = try await read(bytes: Array(data), as: name)
      #expect(result.text == text)
      #expect(result.report.invalidBytes == 0)
    }
  }

  @Test func koi8AndHZ() async throws {
    // "Это русский текст в старой кодировке."
    let koi8: [UInt8] = [
      0xfc, 0xd4, 0xcf, 0x20, 0xd2, 0xd5, 0xd3, 0xd3, 0xcb, 0xc9, 0xca, 0x20, 0xd4, 0xc5, 0xcb,
      0xd3, 0xd4, 0x20, 0xd7, 0x20, 0xd3, 0xd4, 0xc1, 0xd2, 0xcf, 0xca, 0x2e,
    ]
    #expect(try await read(bytes: koi8).text == "Это русский текст в старой.")
    let hz = "<p>~{<:Ky2;S{~} ~~ ~{NpJ)~} ~{l6HK~}.</p>"
    #expect(try await read(hz).text == "己所不欲 ~ 勿施 於人.")
  }

  @Test func nulsAreNoUTF16() async throws {
    #expect(try await read("<p>a\0b</p><p>c\0\0d</p>").dump.count == 2)
  }
}
