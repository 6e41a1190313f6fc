import Artifacts

/// When a call is tried again, and after how long.
///
/// Exponential back-off with full jitter (Brooker 2015, "Exponential Backoff and Jitter"); the jitter
/// is a hash of what is asked and how often, so that many callers spread and yet a run is the same
/// each time. A server that says `Retry-After` is believed, up to `longestWait`.
public struct RetryPolicy: Sendable {
  /// How often a call is made at most.
  public var attempts: Int
  /// The longest first pause, in seconds; it doubles each time.
  public var firstPause: Double
  /// In seconds.
  public var longestPause: Double
  /// More than this is not waited for, in seconds: the call fails.
  public var longestWait: Double

  public init(
    attempts: Int = 6, firstPause: Double = 0.5, longestPause: Double = 30,
    longestWait: Double = 300
  ) {
    self.attempts = attempts
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.longestWait = longestWait
  }

  /// Seconds until the next attempt; nil to give up.
  ///
  /// - Parameters:
  ///   - attempt: how many have failed, from 1.
  ///   - salt: what is asked for.
  ///   - wished: the server's own wish, in seconds.
  public func pause(after attempt: Int, salt: UInt64, wished: Double?) -> Double? {
    guard attempt < attempts else { return nil }
    if let wished, wished > longestWait { return nil }
    let most = min(longestPause, firstPause * Double(1 << min(attempt - 1, 20)))
    let hash = Digest(of: "\(salt) \(attempt)").prefix(bits: 32)
    // Half of it at least, so that pauses do grow.
    let own = most * (0.5 + 0.5 * Double(hash) / Double(UInt32.max))
    // "0", or a date that has passed where clocks differ, is no reason to hurry.
    return max(own, wished ?? 0)
  }
}
