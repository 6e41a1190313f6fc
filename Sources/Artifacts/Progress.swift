/// Hears how far a stage is; a command shows it on stderr, a test ignores it.
public protocol ProgressReporter: Sendable {
  /// A stage begins; `total` is nil where it is not known beforehand. Units are plural nouns.
  func begin(stage: String, total: Int?, unit: String)
  /// So many more units are done.
  func advance(by units: Int)
  /// The stage is over; `detail` says in a few words what came out.
  func finish(detail: String)
}

/// Hears and forgets.
public struct SilentProgress: ProgressReporter {
  public init() {}
  public func begin(stage: String, total: Int?, unit: String) {}
  public func advance(by units: Int) {}
  public func finish(detail: String) {}
}
