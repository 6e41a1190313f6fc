/// Looks for leakage between splits in the rows as they were written.
///
/// The rows to learn from are kept as hashes and sketches: some 300 bytes for each different oracle,
/// and 16 for a row.
struct LeakageAudit {
  private static let limit = 0.8

  private var questions: Set<UInt64> = []
  private var documents: Set<UInt64> = []
  private var oracles: Set<UInt64> = []
  private var shown: Set<UInt64> = []
  /// 64 numbers for each different oracle of train.
  private var sketches: [UInt32] = []
  private var held: [RowTrace] = []

  mutating func add(_ trace: RowTrace) {
    guard trace.split == .train else {
      held.append(trace)
      return
    }
    questions.insert(trace.question)
    documents.formUnion(trace.documents)
    shown.formUnion(trace.passages)
    if let oracle = trace.oracle, oracles.insert(oracle).inserted, let sketch = trace.sketch {
      sketches += sketch.values
    }
  }

  func report() -> LeakageReport {
    var report = LeakageReport()
    report.rows = held.count
    let near = nearOracles()
    for (number, trace) in held.enumerated() {
      if questions.contains(trace.question) { report.sameQuestion += 1 }
      if !documents.isDisjoint(with: trace.documents) { report.sameDocument += 1 }
      guard let oracle = trace.oracle else { continue }
      if oracles.contains(oracle) { report.sameOracle += 1 }
      if near[number] { report.nearOracle += 1 }
      if shown.contains(oracle) { report.oracleSeen += 1 }
    }
    return report
  }

  /// Which of the held rows have nearly an oracle of train.
  private func nearOracles() -> [Bool] {
    var result = [Bool](repeating: false, count: held.count)
    var buckets: [UInt64: [Int]] = [:]
    for (number, trace) in held.enumerated() {
      for band in trace.sketch?.bands ?? [] { buckets[band, default: []].append(number) }
    }
    for start in stride(from: 0, to: sketches.count, by: MinHash.bins) {
      let sketch = MinHash(values: Array(sketches[start..<start + MinHash.bins]))
      for band in sketch.bands {
        for number in buckets[band] ?? [] where !result[number] {
          let other = held[number].sketch
          if let other, sketch.similarity(to: other) >= Self.limit { result[number] = true }
        }
      }
    }
    return result
  }
}
