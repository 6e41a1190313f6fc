import Artifacts
import Synchronization
import Testing

@testable import raftwright

@Suite("Progress")
struct ProgressTests {
  private final class Sink: Sendable {
    private let text = Mutex("")
    func write(_ piece: String) { text.withLock { $0 += piece } }
    var written: String { text.withLock { $0 } }
  }

  @Test("a line says how far, how fast and how long")
  func line() {
    let start = ContinuousClock.now
    var clock = StageClock(stage: "index", total: 4000, unit: "files", started: start)
    #expect(clock.line(at: start) == "index: 0 of 4000 files")
    clock.done = 1000
    #expect(
      clock.line(at: start + .seconds(10)) == "index: 1000 of 4000 files, 100 files/s, 30 s left")
    clock.done = 4000
    #expect(
      clock.finalLine(detail: "9 documents", at: start + .seconds(125))
        == "index: 4000 files in 2 min 5 s, 9 documents")
    let endless = StageClock(stage: "read", total: nil, unit: "rows", started: start)
    #expect(endless.line(at: start + .seconds(1)) == "read: 0 rows")
  }

  @Test("in a log a stage has a line when it begins and one when it ends")
  func plain() {
    let sink = Sink()
    let progress = PlainProgress { sink.write($0) }
    progress.begin(stage: "index", total: 3, unit: "files")
    for _ in 0..<3 { progress.advance(by: 1) }
    progress.finish(detail: "5 documents")
    #expect(sink.written == "index: 3 files\nindex: 3 files in 0.0 s, 5 documents\n")
  }

  @Test("on a terminal one line is written over, and cut to the width")
  func live() {
    let sink = Sink()
    let progress = LiveProgress(keepsSummary: false, width: { 20 }, write: { sink.write($0) })
    progress.begin(stage: "a long stage name", total: 3, unit: "files")
    progress.finish(detail: "")
    #expect(sink.written == "\r\u{1b}[Ka long stage name: \r\u{1b}[K")
  }

  @Test("drops are said by reason, with a count and an example")
  func drops() {
    var drops = DropCounts()
    for number in 1...3 { drops.add("duplicateQuestion", example: "q\(number)") }
    drops.add("emptyDocument", example: "a.html: no text")
    #expect(
      Drops.lines(drops) == [
        "dropped 3 duplicateQuestion, the first: q1", "dropped 1 emptyDocument: a.html: no text",
      ])
    #expect(throws: Never.self) { try Drops.report(DropCounts(), strict: true) }
    let failure = #expect(throws: Failure.self) { try Drops.report(drops, strict: true) }
    #expect(failure?.code == .dropped)
  }
}
