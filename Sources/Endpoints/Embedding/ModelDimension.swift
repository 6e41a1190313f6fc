import Synchronization

/// The number of dimensions that a model's vectors have, from the first one on.
final class ModelDimension: Sendable {
  private let known = Mutex<Int?>(nil)

  /// Whether vectors may have so many; the first that asks decides.
  func allows(_ count: Int) -> Bool {
    known.withLock { known in
      known = known ?? count
      return known == count
    }
  }
}
