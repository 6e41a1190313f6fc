import Synchronization

/// The dialect that a server was found to take, for all calls.
final class KnownDialect: Sendable {
  private struct State {
    var dialect = ChatDialect()
    /// Whether the server has taken a request in this dialect, and one with a schema.
    var isTaken = false
    var isSchemaTaken = false
  }

  private let state = Mutex(State())

  var value: ChatDialect { state.withLock { $0.dialect } }

  func taken(_ used: ChatDialect, withSchema: Bool) {
    state.withLock { state in
      guard state.dialect == used else { return }
      state.isTaken = true
      if withSchema { state.isSchemaTaken = true }
    }
  }

  /// Goes on to another dialect for all calls, unless the server took before what it refuses now:
  /// then it is this one request that it does not like, and the others keep what they have.
  ///
  /// - Returns: whether the other calls follow.
  func goOn(from used: ChatDialect, to next: ChatDialect) -> Bool {
    state.withLock { state in
      // Another call was here first.
      guard state.dialect == used else { return true }
      guard !(next.schema == used.schema ? state.isTaken : state.isSchemaTaken) else {
        return false
      }
      state = State(dialect: next, isSchemaTaken: next.schema == used.schema && state.isSchemaTaken)
      return true
    }
  }
}
