import Testing

@testable import Inspection

@Suite("Text for terminals")
struct TextTests {
  @Test(
    "columns: wide characters take two, combining marks none",
    arguments: [
      ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("한글", 4), ("ｶﾅ", 2), ("👩‍👩‍👧", 2), ("❤️", 2),
      ("ü–…", 3), ("", 0),
    ])
  func columns(text: String, expected: Int) {
    #expect(DisplayWidth.columns(text) == expected)
  }

  @Test("padding and cutting go by columns")
  func padding() {
    #expect(DisplayWidth.padded("日本", to: 6) == "日本  ")
    #expect(DisplayWidth.truncated("日本語の本", to: 6) == "日本…")
    #expect(DisplayWidth.truncated("short", to: 6) == "short")
  }

  @Test("lines break at spaces, beside wide characters, and else where they must")
  func wrapping() {
    let style = TextStyle(width: 40)
    let words = StyledText("one two three four five six seven eight nine").lines(
      style: style, indent: 18)
    #expect(
      words.map { $0.dropFirst(18) } == ["one two three four", "five six seven eight", "nine"])
    let wide = StyledText(String(repeating: "字", count: 12)).lines(style: style, indent: 20)
    #expect(wide.map { $0.dropFirst(20) } == ["字字字字字字字字字字", "字字"])
    let long = StyledText(String(repeating: "x", count: 25)).lines(style: style, indent: 20)
    #expect(long.map { $0.dropFirst(20).count } == [20, 5])
  }

  @Test("long names keep their beginning and their end")
  func shortened() {
    #expect(DisplayWidth.shortened("runtime-config-logging.html", to: 16) == "runtime…ing.html")
    #expect(DisplayWidth.shortened("short", to: 16) == "short")
    for width in 2...12 {
      #expect(DisplayWidth.columns(DisplayWidth.shortened("日本語の本 of books", to: width)) <= width)
    }
  }

  @Test("numbers of any size are printed", arguments: [1e17, -1e300, 1e-300, .infinity, .nan])
  func numbers(value: Double) {
    #expect(!Figures.fixed(value, places: 2).isEmpty && !Figures.grouped(value).isEmpty)
  }

  @Test("indentation and empty lines of code are kept")
  func indentation() {
    let lines = StyledText("if x:\n    y\n\nz").lines(style: TextStyle(), indent: 2)
    #expect(lines == ["  if x:", "      y", "", "  z"])
  }

  @Test("a corpus cannot send control sequences to the terminal")
  func controls() {
    #expect(TextStyle.harmless("a\u{1b}[31mb\u{7}") == "a␛[31mb␇")
    #expect(TextStyle.harmless("a\u{202e}cba\u{2066}") == "a\u{fffd}cba\u{fffd}")
    #expect(StyledText("x\u{1b}]0;title").lines(style: TextStyle(), indent: 0) == ["x␛]0;title"])
  }

  @Test("quotes are set off by colour, or by ‹ and › without")
  func quotes() {
    let pieces = QuotedText.pieces(of: "It says ##begin_quote##yes##end_quote## here.")
    var plain = StyledText()
    plain.append(pieces, style: TextStyle())
    #expect(plain.lines(style: TextStyle(), indent: 0) == ["It says ‹yes› here."])
    let coloured = TextStyle(width: 100, colour: true)
    var painted = StyledText()
    painted.append(pieces, style: coloured)
    #expect(
      painted.lines(style: coloured, indent: 0) == ["It says \u{1b}[1;33myes\u{1b}[0m here."])
  }

  @Test("quotes are found in the passage they come from, overlapping ones as one")
  func marking() {
    let pieces = QuotedText.pieces(of: "abcdef", marking: ["bc", "cd"])
    #expect(pieces.map(\.text) == ["a", "bcd", "ef"])
    #expect(pieces.map(\.isQuote) == [false, true, false])
    #expect(QuotedText.quotes(in: "##begin_quote##open") == ["open"])
  }
}
