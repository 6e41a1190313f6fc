import Testing

@testable import Exports

@Suite struct CopyRowsTests {
  static func row(_ fill: (inout CopyRows) -> Void) -> (text: String, replaced: Int) {
    var rows = CopyRows()
    fill(&rows)
    rows.end()
    return (String(decoding: rows.bytes, as: UTF8.self), rows.replaced)
  }

  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("\\N", "\\\\N"), ("\\.", "\\\\."),
    ("a\tb\nc\rd\\", "a\\tb\\nc\\rd\\\\"), ("\u{1}\u{7f}é気", "\u{1}\u{7f}é気"),
  ])
  func textsAreEscapedAsCopyWants(text: String, expected: String) {
    #expect(Self.row { $0.text(text) } == (expected + "\n", 0))
  }

  @Test func fieldsArePartedByTabs() {
    let row = Self.row {
      $0.text("a")
      $0.text(nil)
      $0.number(-3)
      $0.json(["x\"\n"])
      $0.json([("k", "v"), ("none", nil)])
      $0.vector([0.5, -1, 1e-7])
    }
    #expect(row.text == "a\t\\N\t-3\t[\"x\\\\\"\\\\n\"]\t{\"k\":\"v\"}\t[0.5,-1.0,1e-07]\n")
  }

  @Test func charactersThatPostgreSQLKeepsNotAreReplacedAndCounted() {
    let row = Self.row {
      $0.text("\u{0}a\u{0}")
      $0.json(["b\u{0}", "\\u0000"])
    }
    #expect(row.text == "\u{fffd}a\u{fffd}\t[\"b\\\\ufffd\",\"\\\\\\\\u0000\"]\n")
    #expect(row.replaced == 3)
  }
}
