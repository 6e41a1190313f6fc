import Artifacts
import Synchronization

/// Plain lines for logs: when a stage begins and ends, and one every ten seconds between.
final class PlainProgress: ProgressReporter {
  private struct State {
    var clock: StageClock?
    var lastSaid: ContinuousClock.Instant
  }

  private let state = Mutex(State(clock: nil, lastSaid: .now))
  private let interval: Duration
  private let write: @Sendable (String) -> Void

  init(interval: Duration = .seconds(10), write: @escaping @Sendable (String) -> Void) {
    (self.interval, self.write) = (interval, write)
  }

  func begin(stage: String, total: Int?, unit: String) {
    state.withLock { state in
      let now = ContinuousClock.now
      state.clock = StageClock(stage: stage, total: total, unit: unit, started: now)
      state.lastSaid = now
      write("\(stage): " + (total.map { "\($0) \(unit)" } ?? unit) + "\n")
    }
  }

  func advance(by units: Int) {
    state.withLock { state in
      state.clock?.done += units
      let now = ContinuousClock.now
      guard now - state.lastSaid >= interval, let clock = state.clock else { return }
      state.lastSaid = now
      write(clock.line(at: now) + "\n")
    }
  }

  func finish(detail: String) {
    state.withLock { state in
      guard let clock = state.clock else { return }
      write(clock.finalLine(detail: detail, at: .now) + "\n")
      state.clock = nil
    }
  }
}
