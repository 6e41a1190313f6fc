import Artifacts
import Synchronization

/// Keeps the same request from being asked twice at once.
actor OngoingCalls {
  private var waiting: [Digest: [CheckedContinuation<Void, Never>]] = [:]

  /// True where the request is now the caller's to ask; false after somebody else has asked it.
  func enter(_ key: Digest) async -> Bool {
    guard waiting[key] != nil else {
      waiting[key] = []
      return true
    }
    await withCheckedContinuation { waiting[key, default: []].append($0) }
    return false
  }

  func leave(_ key: Digest) {
    for continuation in waiting.removeValue(forKey: key) ?? [] { continuation.resume() }
  }
}

/// Counts requests that failed one after another, for all their attempts: a server that fails now and
/// then costs a passage, one that fails always ends the run.
final class FailureStreak: Sendable {
  private let count = Mutex(0)
  /// So many failures in a row are no accident.
  private static let least = 5

  func end() {
    count.withLock { $0 = 0 }
  }

  /// Counts a failure; true where there were more in a row than can be under way at once.
  func isLasting(most concurrency: Int) -> Bool {
    count.withLock {
      $0 += 1
      return $0 > max(Self.least, concurrency)
    }
  }
}
