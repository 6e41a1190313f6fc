import Artifacts
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

  @Test("strings come back as they were, however they are escaped, over many seeds")
  func randomStrings() throws {
    let scalars = Array("aZ09 ,.#\"\\/\n\t\r\u{8}\u{c}\u{1}\u{7f}éß日本😀\u{10ffff}".unicodeScalars)
    let short: [Unicode.Scalar: String] = [
      "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\u{8}": "\\b",
      "\u{c}": "\\f",
    ]
    for seed in UInt64(0)..<2000 {
      var draw = SplitMix64(state: seed)
      var (expected, json) = ("", "\"")
      for _ in 0..<draw.below(60) {
        let scalar = draw.below(3) == 0 ? scalars[draw.below(scalars.count)] : "x"
        expected.unicodeScalars.append(scalar)
        let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
        switch draw.below(3) {
        case 0 where !mustEscape: json.unicodeScalars.append(scalar)
        case 1 where short[scalar] != nil: json += short[scalar] ?? ""
        default:
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        }
      }
      json += "\""
      #expect(try string(json) == expected, "seed \(seed)")
      var scanner = JSONScanner(Array(json.utf8))
      let bytes = try scanner.withString { Array($0) }
      try scanner.end()
      #expect(bytes == Array(expected.utf8), "seed \(seed)")
    }
  }

  @Test("a bare control character is found wherever it stands")
  func bareControls() {
    for offset in 0..<20 {
      for control in ["\u{0}", "\n", "\u{1f}"] {
        let text = String(repeating: "é", count: offset % 3) + String(repeating: "a", count: offset)
        let error = #expect(throws: JSONSyntaxError.self) {
          try string("\"\(text)\(control)aaaaaaaa\"")
        }
        #expect(error?.description.hasPrefix("column \(text.utf8.count + 2):") == true)
      }
    }
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

  @Test(
    "escapes need four hexadecimal digits",
    arguments: [#""\u+0e9""#, #""\u12""#, #""\u00g0""#])
  func hexadecimal(json: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try string(json) }
    #expect(error?.description == "column 4: four hexadecimal digits are missing")
  }

  @Test("whole numbers are read without rounding, and no others")
  func integers() throws {
    var scanner = JSONScanner(Array(" [0, -12, 9007199254740993]".utf8))
    var values: [Int] = []
    try scanner.array { values.append(try $0.int()) }
    #expect(values == [0, -12, 9_007_199_254_740_993])
  }

  @Test(
    "what is no whole number is refused",
    arguments: [
      ("x", "column 1: a whole number is missing"), ("-", "column 1: a whole number is missing"),
      ("9223372036854775808", "column 1: a number is too large"),
      ("1.5", "column 2: something follows the value"),
    ])
  func noIntegers(json: String, expected: String) {
    let error = #expect(throws: JSONSyntaxError.self) {
      var scanner = JSONScanner(Array(json.utf8))
      _ = try scanner.int()
      try scanner.end()
    }
    #expect(error?.description == expected)
  }

  @Test("a byte order mark is skipped before a file, and refused within one")
  func byteOrderMark() throws {
    var file = JSONScanner(Array("\u{feff}1".utf8))
    #expect(try file.int() == 1)
    var part = JSONScanner(unmarked: Array("\u{feff}1".utf8))
    #expect(throws: JSONSyntaxError.self) { try part.int() }
  }

  @Test("numbers are those that the digits name, rounded once", arguments: 0..<20 as Range<UInt64>)
  func numbers(seed: UInt64) throws {
    var random = SeededHash(seed: seed).sequence("numbers")
    for _ in 0..<500 {
      var text = random.below(2) == 0 ? "-" : ""
      text += String(random.next() % (1 << (1 + random.next() % 63)))
      if random.below(2) == 0 {
        text += "."
        for _ in 0...random.below(18) { text += String(random.below(10)) }
      }
      if random.below(4) == 0 { text += "e\(random.below(40) - 20)" }
      var json = JSONScanner(Array((text + (random.below(2) == 0 ? "," : "")).utf8))
      let value = try json.number()
      #expect(value.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }
}
