import Documents
import Foundation
import Testing

/// The same texts in many encodings, from the evil corpus: skipped where it is not unpacked.
@Suite struct EncodingCorpusTests {
  static let folder = EvilCorpus.path + "/text-encodings/encoding/testdata"

  private func text(_ name: String) async throws -> (String, Int) {
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name).txt")))
    let result = try await read(bytes: bytes, as: "page.html")
    return (result.text, result.report.invalidBytes)
  }

  @Test(
    .enabled(if: EvilCorpus.isThere, EvilCorpus.hint),
    arguments: [
      ("candide-utf-8", ["candide-gb18030", "candide-utf-16le", "candide-utf-32be",
          "candide-windows-1252"]),
      ("rashomon-utf-8", ["rashomon-euc-jp", "rashomon-iso-2022-jp", "rashomon-shift-jis"]),
      ("sunzi-bingfa-gb-levels-1-and-2-utf-8", ["sunzi-bingfa-gb-levels-1-and-2-hz-gb2312"]),
      ("sunzi-bingfa-simplified-utf-8", ["sunzi-bingfa-simplified-gbk"]),
      ("sunzi-bingfa-traditional-utf-8", ["sunzi-bingfa-traditional-big5"]),
      ("unsu-joh-eun-nal-utf-8", ["unsu-joh-eun-nal-euc-kr"]),
    ])
  func oneTextInManyEncodings(_ original: String, _ others: [String]) async throws {
    let expected = try await text(original)
    #expect(expected.0.count > 1000 && expected.1 == 0)
    for other in others {
      let (text, invalid) = try await text(other)
      #expect(text == expected.0, "\(other)")
      #expect(invalid == 0, "\(other)")
    }
  }
}

/// Where the evil corpus lies unpacked.
enum EvilCorpus {
  static let path = "/tmp/data/evil/evil"
  static let isThere = FileManager.default.fileExists(atPath: path)
  static let hint: Comment = "unpack shared/data/evil.tar.xz into /tmp/data/evil to run this"
}
