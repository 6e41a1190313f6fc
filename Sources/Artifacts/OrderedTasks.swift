/// Runs work on several threads and hands on the results in the order of submission, with a bounded
/// number in flight, so that memory stays bounded and the outcome does not depend on timing.
public enum OrderedTasks {
  /// Where work is submitted; used from the one task that `run` gave it to.
  public struct Queue<Output: Sendable> {
    fileprivate let state: State<Output>

    /// Submits one piece of work; waits while too much is in flight.
    public func submit(_ work: @escaping @Sendable () async -> Output) async throws {
      try await state.submit(work)
    }
  }

  /// Calls `produce` with a queue; `emit` gets every result, in order, on the caller's task.
  ///
  /// - Parameter inFlight: how many pieces of work may run or wait to be emitted.
  public static func run<Output: Sendable>(
    inFlight: Int,
    _ produce: (Queue<Output>) async throws -> Void,
    emit: (Output) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Output).self) { group in
      try await withoutActuallyEscaping(emit) { emit in
        let state = State<Output>(inFlight: max(1, inFlight), group: group, emit: emit)
        try await produce(Queue(state: state))
        while state.emitted < state.submitted { try await state.next() }
      }
    }
  }

  fileprivate final class State<Output: Sendable> {
    let inFlight: Int
    var group: ThrowingTaskGroup<(Int, Output), any Error>
    let emit: (Output) throws -> Void
    var ready: [Int: Output] = [:]
    var submitted = 0
    var emitted = 0

    init(
      inFlight: Int, group: ThrowingTaskGroup<(Int, Output), any Error>,
      emit: @escaping (Output) throws -> Void
    ) {
      self.inFlight = inFlight
      self.group = group
      self.emit = emit
    }

    func submit(_ work: @escaping @Sendable () async -> Output) async throws {
      while submitted - emitted >= inFlight { try await next() }
      let number = submitted
      submitted += 1
      group.addTask { (number, await work()) }
    }

    /// Waits for one result and emits what is next in order.
    func next() async throws {
      if let (number, output) = try await group.next() { ready[number] = output }
      while let output = ready.removeValue(forKey: emitted) {
        emitted += 1
        try emit(output)
      }
    }
  }
}
