import Artifacts
import Testing

@Suite("JSON values")
struct JSONValueTests {
  @Test("members keep their order, and numbers their digits")
  func roundTrip() throws {
    let text = #"{"z":1.50,"a":[true,null,-0.0e+2,12345678901234567890],"z":"\u0001"}"#
    let value = try JSONValue(parsing: Array(text.utf8))
    #expect(value.text == text)
    #expect(value["z"]?.double == 1.5)
  }

  @Test(
    "JSON that is none is refused",
    arguments: [
      "", "{", "[1,]", "\"a", "01x", "nul", "{\"a\" 1}", "1 2", "\"\\x\"", "--1", "-.5",
      "\u{feff}1",
    ])
  func badJSON(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: Array(text.utf8)) }
  }

  @Test(
    "who wrote it by hand reads what should stand there",
    arguments: [
      ("{nonsense", "a key in quotes at column 2"), ("{\"a\" 1}", "\":\" at column 6"),
      ("{\"a\":1 2}", "\",\" or \"}\" at column 8"), ("[1 2]", "\",\" or \"]\" at column 4"),
      ("[--1]", "a value at column 2"), ("[", "a value at column 2"),
      ("\"a", "the end of a string at column 3"), ("\"\\x\"", "an escape at column 3"),
      ("\"\t\"", "an escape in place of a control character at column 2"),
      ("\"\\u12\"", "four hexadecimal digits at column 4"),
      ("1 2", "the end of the value at column 3"),
    ])
  func advice(text: String, expected: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: Array(text.utf8)) }
    #expect(error?.advice == "no JSON: expected \(expected)")
  }

  @Test("nesting has a limit")
  func depth() throws {
    func nested(_ levels: Int) -> [UInt8] {
      Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    }
    _ = try JSONValue(parsing: nested(128))
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: nested(129)) }
    #expect(error?.advice == "no JSON: expected at most 128 levels at column 129")
  }

  @Test("drops are written by their number and read back")
  func drops() throws {
    var drops = DropCounts()
    drops.add("few", example: "a \"b\"")
    drops.add("many", count: 3, example: "c")
    var json = JSONWriter()
    drops.write(to: &json)
    let text = #"{"many":{"count":3,"examples":["c"]},"few":{"count":1,"examples":["a \"b\""]}}"#
    #expect(String(decoding: json.bytes, as: UTF8.self) == text)
    #expect(DropCounts(try JSONValue(parsing: json.bytes)) == drops)
    #expect(DropCounts(nil).isEmpty)
  }
}
