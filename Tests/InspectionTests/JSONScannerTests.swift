import Inspection
import Testing

@Suite("JSON scanner")
struct JSONScannerTests {
  private func string(_ json: String) throws -> String {
    var scanner = JSONScanner(Array(json.utf8))
    let value = try scanner.string()
    try scanner.end()
    return value
  }

  @Test(
    "escapes are undone",
    arguments: [
      (#""plain""#, "plain"),
      (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\n\t\r\b\f""#, "\n\t\r\u{8}\u{c}"),
      (#""\u00e9\u65e5""#, "é日"), (#""\ud83d\ude00""#, "😀"), ("\"日本 – ü\"", "日本 – ü"),
    ])
  func escapes(json: String, expected: String) throws {
    #expect(try string(json) == expected)
  }

  @Test("half a surrogate pair becomes U+FFFD", arguments: [#""\ud83d""#, #""\ude00""#])
  func halfPairs(json: String) throws {
    #expect(try string(json) == "\u{fffd}")
  }

  @Test("unknown values are skipped, whatever they hold")
  func skipping() throws {
    let line = #"{"a": [1, {"b": null}, "]}"], "c": -1.5e3, "d": true, "id": "x"}"#
    var scanner = JSONScanner(Array(line.utf8))
    var id: String?
    try scanner.object { key, json in
      if key == "id" { id = try json.string() } else { try json.skip() }
    }
    try scanner.end()
    #expect(id == "x")
  }

  @Test(
    "what is no JSON is refused with its column",
    arguments: [
      ("{", "column 2: \"\"\" is missing"), ("[1,]", "column 4: a value is missing"),
      ("[1 2]", "column 4: \"]\" is missing"), ("\"abc", "column 5: a string has no end"),
      ("{} x", "column 4: something follows the value"),
      ("[nul]", "column 2: a value is malformed"),
      ("[--1]", "column 2: a number is malformed"),
    ])
  func refusals(json: String, expected: String) {
    let error = #expect(throws: JSONSyntaxError.self) {
      var scanner = JSONScanner(Array(json.utf8))
      try scanner.skip()
      try scanner.end()
    }
    #expect(error?.description == expected)
  }

  @Test("nesting has a limit, so that a hostile line cannot exhaust the stack")
  func depth() {
    let json = String(repeating: "[", count: 100_000)
    #expect(throws: JSONSyntaxError.self) {
      var scanner = JSONScanner(Array(json.utf8))
      try scanner.skip()
    }
  }
}
