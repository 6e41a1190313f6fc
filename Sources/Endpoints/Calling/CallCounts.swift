import Synchronization

/// What calling a server came to.
public struct CallCounts: Sendable, Equatable {
  /// Answers that were used.
  public var answers = 0
  /// Calls that were made, each attempt counted.
  public var requests = 0
  /// Attempts that failed and were followed by another, by reason: `status429`, `broken`,
  /// `unreachable`, `timeout`, `malformed`.
  public var retries: [String: Int] = [:]
  /// Texts that were cut because the model takes no longer ones.
  public var cutTexts = 0
  /// What was found in the cache.
  public var cached = 0

  public init() {}

  /// One line for people.
  public var summary: String {
    var parts = ["\(answers) answers to \(requests) calls", "\(cached) texts from the cache"]
    let reasons = retries.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    if !reasons.isEmpty { parts.append("tried again: \(reasons.joined(separator: ", "))") }
    return parts.joined(separator: "; ")
  }
}

/// Counts of all threads.
final class CallCounter: Sendable {
  private let counts = Mutex(CallCounts())

  var value: CallCounts { counts.withLock { $0 } }

  func update(_ body: (inout CallCounts) -> Void) {
    counts.withLock { body(&$0) }
  }
}
