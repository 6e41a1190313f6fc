import Artifacts
import Foundation
import Testing

/// The report page in headless Chromium, driven by Tests/Browser/page.py.
@Suite("The report page in a browser", .serialized)
struct BrowserTests {
  private static let isThere =
    ["chromium", "python3"].allSatisfy { program in
      (try? Command.shell("command -v \(program)", in: NSTemporaryDirectory()).code) == 0
    }
  private static let absence: Comment = "skipped: it needs Debian's chromium and python3"

  /// What page.py saw; its pictures go to RAFTWRIGHT_SCREENSHOTS where that is set.
  private static func look(at page: String, searching word: String, in folder: Folder) throws
    -> JSONValue
  {
    let pictures = ProcessInfo.processInfo.environment["RAFTWRIGHT_SCREENSHOTS"] ?? ""
    let run = try Command.shell(
      "timeout 120 python3 \(Command.repository)/Tests/Browser/page.py \(page) '\(pictures)' '\(word)'",
      in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    return try JSONValue(parsing: Array(run.stdout.utf8))
  }

  @Test(
    "rows are searched, filtered and read by keyboard; nothing is loaded",
    .enabled(if: isThere, absence))
  func corpora() throws {
    let folder = try Folder()
    let build = try Command.shell(
      """
      raftwright build \(Command.repository)/corpora --output out --quiet
      raftwright inspect out --report page.html --quiet
      """, in: folder.path)
    #expect(build.code == 0, "\(build.stderr)")
    let seen = try Self.look(at: "page.html", searching: "barometer", in: folder)
    #expect(seen["errors"]?.array?.isEmpty == true, "\(seen["errors"]?.array ?? [])")
    #expect(seen["requests"]?.array?.isEmpty == true)
    #expect((seen["plots"]?.int ?? 0) >= 10)
    // Of all the rows, those that can be seen are in the page.
    #expect((seen["drawn"]?.int ?? 99) < 30)
    #expect(seen["search_focused"] == .bool(true))
    #expect(seen["searched"]?.string?.contains(" of ") == true)
    #expect(seen["filtered"]?.array?.last?.string?.contains(" of ") == true)
    let bar = (seen["bar"]?.array ?? []).map { $0.string ?? "" }
    #expect(bar.count == 5 && bar[1] == "true" && bar[0] == bar[2], "\(bar)")
    #expect(bar[3].contains(" of 501 rows") && bar[4] == "501 rows", "\(bar)")
    #expect(seen["after_field"]?.string == "rows")
    #expect(seen["opened"] == .bool(true) && seen["closed"] == .bool(true))
    #expect(seen["focus_after"]?.string == "rows")
    #expect(seen["title"]?.string?.hasPrefix("row 2 · ") == true)
    #expect(seen["next_title"]?.string?.hasPrefix("row 3 · ") == true)
    #expect(seen["oracles"]?.int == 1)
    #expect(seen["marks"]?.array?.isEmpty == false)
    #expect(seen["phone_overflow"]?.int == 0 && seen["phone_reading_overflow"]?.int == 0)
  }

  @Test("markup of a corpus shows as text", .enabled(if: isThere, absence))
  func hostile() throws {
    let folder = try Folder()
    let bad =
      ##"<script>window.attacked=1</script><img src=x onerror=\"window.attacked=1\"><iframe src=\"javascript:top.attacked=1\"></iframe></script></style></title><!--<script>"##
    let rows = (0..<60).map { number in
      #"{"id":"<b>\#(number)</b>","question":"\#(bad) row \#(number)","context":{"title":[["\#(bad)"]],"sentences":[["one \#(bad) two \u0000"]]},"oracle_context":"one \#(bad) two \u0000","cot_answer":" ##begin_quote##\#(bad)##end_quote##","answer":"\#(bad)","row_class":"<i>\#(number % 3)","oracle_positions":[0],"passages":[{"role":"oracle","title":"\#(bad)","document":"\#(bad)","rank":1,"score":2}],"split":"\#(bad)","kind":"\#(bad)"}"#
    }
    try folder.write(rows.joined(separator: "\n"), to: "rows.jsonl")
    let run = try Command.raftwright(
      "inspect", "rows.jsonl", "--report", "page.html", "--quiet", in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    let seen = try Self.look(at: "page.html", searching: "row 59", in: folder)
    #expect(seen["attacked"] == .bool(false))
    #expect(seen["foreign_elements"]?.int == 0 && seen["scripts"]?.int == 1)
    #expect(seen["errors"]?.array?.isEmpty == true, "\(seen["errors"]?.array ?? [])")
    #expect(seen["requests"]?.array?.isEmpty == true)
    #expect(seen["body"]?.string?.contains("<script>window.attacked=1</script>") == true)
    #expect(seen["searched"]?.string == "1 of 60 rows")
  }
}
