import Artifacts
import Questions
import Testing

@testable import Recipe

/// What splits keep apart, and whether what they do not is told.
@Suite("Splits and leakage")
struct SplitTests {
  private static func made(
    _ unit: SplitUnit, _ corpus: SyntheticCorpus, seed: UInt64 = 1
  ) async throws -> MadeDataset {
    var options = DatasetOptions()
    options.seed = seed
    options.splits.by = unit
    (options.splits.train, options.splits.validation, options.splits.test) = (0.6, 0.2, 0.2)
    return try await MadeDataset(corpus, options: options)
  }

  @Test("by question, quotas are exact and documents are shared, which the report says")
  func byQuestion() async throws {
    let made = try await Self.made(.question, SyntheticCorpus(seed: 41, documents: 100))
    let rows = made.summary.totalRows
    #expect(abs(made.summary.rows(in: .test) - rows / 5) <= 1)
    #expect(made.summary.leakage.sameDocument > 0)
    #expect(made.summary.leakage.rows == rows - made.summary.rows(in: .train))
  }

  @Test("by document, no oracle and no document leaks", arguments: 0..<UInt64(12))
  func byDocument(seed: UInt64) async throws {
    let made = try await Self.made(
      .document, SyntheticCorpus(seed: seed, documents: 60), seed: seed)
    let leakage = made.summary.leakage
    #expect(leakage.rows > 0)
    #expect(leakage.sameDocument == 0 && leakage.sameOracle == 0 && leakage.sameQuestion == 0)
  }

  @Test("by near duplicates, oracles that differ by a word share a split")
  func byNearDuplicate() async throws {
    // Twins in two documents each, told apart by their last words.
    let words = (0..<40).map { "word\($0)" }
    let pages = (0..<60).flatMap { number in
      (0..<2).map { twin in
        SyntheticCorpus.Page(
          uri: "\(number)-\(twin).html", title: "T\(number) v\(twin)",
          chunks: [
            "The part \(number) is set to \(number * 7) marks. "
              + words.map { "\($0)x\(number)" }.joined(separator: " ") + " end\(twin)."
          ])
      }
    }
    let corpus = SyntheticCorpus(pages: pages)
    func leaks(_ unit: SplitUnit) async throws -> Int {
      let made = try await Self.made(unit, corpus)
      #expect(made.summary.leakage.rows > 20)
      return made.summary.leakage.nearOracle
    }
    let (byDocument, byTwin) = (try await leaks(.document), try await leaks(.nearDuplicate))
    #expect(byDocument > 5)
    #expect(byTwin == 0)
  }

  @Test("the audit reads rows, not the plan: a row that is put into the wrong file shows")
  func auditSeesRows() async throws {
    let made = try await Self.made(.document, SyntheticCorpus(seed: 43, documents: 60))
    var audit = LeakageAudit()
    for row in try made.rows() {
      for trace in try RowTrace.traces(in: Self.line(row)) { audit.add(trace) }
    }
    let before = audit.report()
    #expect(before.sameDocument == 0)
    var stray = try #require(try made.rows(.train).first { $0.rowClass == .oracle })
    stray.split = .test
    for trace in try RowTrace.traces(in: Self.line(stray)) { audit.add(trace) }
    let report = audit.report()
    #expect(report.sameDocument == 1 && report.sameOracle == 1 && report.sameQuestion == 1)
    #expect(report.nearOracle == before.nearOracle + 1)
  }

  private static func line(_ row: NativeRow) -> [UInt8] {
    var json = JSONWriter()
    _ = RaftFormat().write(FinishedRow(native: row), to: &json)
    json.newline()
    return json.bytes
  }
}
