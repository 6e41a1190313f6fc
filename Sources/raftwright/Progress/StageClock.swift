/// How far a stage is, how fast it goes and how long it will take, from times that are given.
struct StageClock: Sendable {
  let stage: String
  let total: Int?
  let unit: String
  let started: ContinuousClock.Instant
  var done = 0

  init(stage: String, total: Int?, unit: String, started: ContinuousClock.Instant) {
    (self.stage, self.total, self.unit, self.started) = (stage, total, unit, started)
  }

  /// "index: 1200 of 4000 files, 310 files/s, 9 s left"
  func line(at now: ContinuousClock.Instant) -> String {
    let count = total.map { "\(done) of \($0)" } ?? "\(done)"
    let elapsed = Self.seconds(now - started)
    guard elapsed > 0.2, done > 0 else { return "\(stage): \(count) \(unit)" }
    let rate = Double(done) / elapsed
    let line = "\(stage): \(count) \(unit), \(Self.rounded(rate)) \(unit)/s"
    guard let total, total > done else { return line }
    return line + ", \(Self.duration(Double(total - done) / rate)) left"
  }

  /// "index: 4000 files in 13 s, 12345 passages"
  func finalLine(detail: String, at now: ContinuousClock.Instant) -> String {
    let time = Self.duration(Self.seconds(now - started))
    let line = "\(stage): \(done) \(unit) in \(time)"
    return detail.isEmpty ? line : "\(line), \(detail)"
  }

  static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// "0.4 s", "13 s", "2 min 5 s", "1 h 12 min"
  static func duration(_ seconds: Double) -> String {
    if seconds < 9.95 { return "\((seconds * 10).rounded() / 10) s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  private static func rounded(_ rate: Double) -> String {
    rate < 9.95 ? "\((rate * 10).rounded() / 10)" : "\(Int(rate.rounded()))"
  }
}
