import Synchronization

/// A value that is made when it is first asked for, once, whatever the number of threads.
final class Lazily<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  /// The value; a failure to make it is thrown, and making it is tried again the next time.
  func value<E: Error>(_ make: () throws(E) -> Value) throws(E) -> Value {
    try made.withLock { made throws(E) in
      if let value = made { return value }
      let value = try make()
      made = value
      return value
    }
  }
}
