import Documents
import Testing

/// Text is read eight or more bytes at a time: what is special must be seen wherever it stands.
@Suite struct HotPathTests {
  private func page(_ body: [UInt8]) -> [UInt8] {
    Array("<html><head><meta charset=utf-8></head><body><p>".utf8) + body
      + Array("</p></body></html>".utf8)
  }

  @Test(arguments: [0, 1, 6, 7, 8, 9, 15, 16, 17, 30, 31, 32, 33, 64])
  func whiteSpaceIsCollapsedWhereverItStands(_ count: Int) async throws {
    let word = String(repeating: "x", count: count)
    for blank in ["  ", "\n", " \t ", "\u{a0}", " \u{a0}", "\u{a0} ", "\u{200b} ", " \u{ad}"] {
      let text = "a\(word)\(blank)b c\(word)\(blank)"
      let result = try await read(bytes: page(Array(text.utf8)))
      #expect(result.text == "a\(word) b c\(word)")
    }
  }

  @Test(
    arguments: [
      [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80],
      [0xf0, 0x80, 0x80, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80], [0xe2, 0x82], [0xff],
    ] as [[UInt8]])
  func bytesThatAreNoUTF8AreFoundWhereverTheyStand(_ wrong: [UInt8]) async throws {
    for count in 0..<70 {
      let before = [UInt8](repeating: UInt8(ascii: "x"), count: count)
      let result = try await read(bytes: page(before + wrong + Array(" end".utf8)))
      #expect(result.report.invalidBytes > 0)
      #expect(result.text.hasSuffix("\u{fffd} end"))
    }
  }

  @Test(arguments: ["\u{80}", "\u{7ff}", "\u{800}", "\u{d7ff}", "\u{e000}", "\u{fffd}", "😀"])
  func allOfUTF8IsRead(_ character: String) async throws {
    for count in 0..<70 {
      let text = String(repeating: "x", count: count) + character + "y"
      let result = try await read(bytes: page(Array(text.utf8)))
      #expect(result.report.invalidBytes == 0)
      #expect(result.text == text)
    }
  }
}
