import Artifacts
import Inspection
import Testing

@Suite("The report page")
struct PageTests {
  /// Rows of which every text tries to become markup.
  static func hostileRows(_ count: Int) -> String {
    let bad =
      ##"<script>window.attacked=1</script><img src=x onerror=\"window.attacked=1\"></script></style></title><!--<script>"##
    return (0..<count).map { number in
      #"{"id":"<b>\#(number)</b>","question":"\#(bad) row \#(number)","context":{"title":[["\#(bad)"]],"sentences":[["one \#(bad) two \u0000 \u2028"]]},"oracle_context":"one \#(bad) two \u0000 \u2028","cot_answer":" ##begin_quote##\#(bad)##end_quote##","answer":"\#(bad)","row_class":"<i>\#(number % 3)","oracle_positions":[0],"passages":[{"role":"oracle","title":"\#(bad)","document":"\#(bad)","rank":1,"score":2}],"split":"\#(bad)","kind":"\#(bad)","language":"'\"&"}"#
    }.joined(separator: "\n")
  }

  private func page(_ rows: String, limit: Int = 10_000) async throws -> (String, Int, Int) {
    try await Fixture.inFolder { folder in
      let path = "\(folder)/train.jsonl"
      try WholeFile.write(Array(rows.utf8), to: path)
      let page = try await ReportPage(DatasetInspection(file: path), rows: limit).html()
      let html = String(decoding: page.bytes, as: UTF8.self).replacing(folder, with: "")
      return (html, page.rows, page.shown)
    }
  }

  @Test("a corpus full of markup is text, in the markup and in the data")
  func hostile() async throws {
    let (html, rows, shown) = try await page(Self.hostileRows(120))
    #expect(rows == 120 && shown == 120)
    #expect(!html.contains("<script>window"))
    #expect(!html.contains("<img"))
    #expect(html.contains("\\u003cscript\\u003ewindow"))
    #expect(html.contains("&lt;script&gt;window"))
    // The page's own script, its data, and three blocks of texts.
    #expect(html.components("<script") == 5 && html.components("</script>") == 5)
    #expect(html.components("<style") == 1)
  }

  @Test("the page asks for nothing, and allows its own script alone")
  func policy() async throws {
    let (html, _, _) = try await page(Fixture.held)
    #expect(html.contains("default-src 'none'; script-src 'sha256-"))
    for reference in ["http://", "https://", "@import", "url(", " src="] {
      #expect(!html.contains(reference), "\(reference)")
    }
  }

  @Test("many rows are thinned evenly, and the same rows give the same page")
  func thinned() async throws {
    let rows = (1...1000).map {
      #"{"id":"r\#($0)","question":"q\#($0)","answer":"a","oracle_chunks":[1]}"#
    }.joined(separator: "\n")
    let (html, count, shown) = try await page(rows, limit: 100)
    #expect(count == 1000 && shown == 100)
    #expect(html.contains("100 of 1,000 rows are here"))
    #expect(html.contains(#""id":"r10""#) && html.contains(#""id":"r1000""#))
    #expect(!html.contains(#""id":"r11""#))
    #expect(try await page(rows, limit: 100).0 == html)
  }

  @Test("a line that cannot be read takes no row's place")
  func unreadable() async throws {
    var rows = (1...120).map {
      #"{"id":"r\#($0)","question":"q\#($0)","answer":"a","oracle_chunks":[1]}"#
    }
    rows[59] = "no json"
    let text = rows.joined(separator: "\n")
    let (html, count, shown) = try await page(text)
    #expect(count == 119 && shown == 119)
    #expect(html.contains(#""blocks":[50,49,20]"#))
    #expect(!html.contains(#""id":"r60""#) && html.contains(#""n":61,"id":"r61""#))
  }

  @Test("the same page with one thread and with four")
  func threads() async throws {
    try await Fixture.inFolder { folder in
      try WholeFile.write(Array(Self.hostileRows(300).utf8), to: "\(folder)/train.jsonl")
      let page = ReportPage(DatasetInspection(file: "\(folder)/train.jsonl"), rows: 250)
      let one = try await page.html(threads: 1).bytes
      #expect(try await page.html(threads: 4).bytes == one)
    }
  }
}

extension String {
  fileprivate func components(_ text: String) -> Int {
    self.split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
