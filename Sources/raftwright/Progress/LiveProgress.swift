import Artifacts
import Synchronization

/// One line on a terminal that is written over ten times a second; at the end it gives way to a
/// summary of the stage, or to nothing.
final class LiveProgress: ProgressReporter {
  private struct State {
    var clock: StageClock?
    var lastDrawn: ContinuousClock.Instant
  }

  private let state = Mutex(State(clock: nil, lastDrawn: .now))
  private let keepsSummary: Bool
  private let width: @Sendable () -> Int
  private let write: @Sendable (String) -> Void
  private static let clearLine = "\r\u{1b}[K"

  init(
    keepsSummary: Bool = true, width: @escaping @Sendable () -> Int,
    write: @escaping @Sendable (String) -> Void
  ) {
    (self.keepsSummary, self.width, self.write) = (keepsSummary, width, write)
  }

  func begin(stage: String, total: Int?, unit: String) {
    state.withLock { state in
      let now = ContinuousClock.now
      state.clock = StageClock(stage: stage, total: total, unit: unit, started: now)
      draw(&state, at: now)
    }
  }

  func advance(by units: Int) {
    state.withLock { state in
      state.clock?.done += units
      let now = ContinuousClock.now
      if now - state.lastDrawn >= .milliseconds(100) { draw(&state, at: now) }
    }
  }

  func finish(detail: String) {
    state.withLock { state in
      guard let clock = state.clock else { return }
      let summary = keepsSummary ? clock.finalLine(detail: detail, at: .now) + "\n" : ""
      write(Self.clearLine + summary)
      state.clock = nil
    }
  }

  private func draw(_ state: inout State, at now: ContinuousClock.Instant) {
    guard let clock = state.clock else { return }
    state.lastDrawn = now
    write(Self.clearLine + String(clock.line(at: now).prefix(max(10, width() - 1))))
  }
}
