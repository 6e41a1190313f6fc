/// Lets so many calls run at once as the server bears; the others wait in line.
///
/// Additive increase, multiplicative decrease (Chiu and Jain 1989, as TCP does): a server that says
/// it has too much to do (429, 503, 529) gets half as many calls at once, and one more for each round
/// of calls that go well. Calls that began before the last cut say nothing new.
actor CallLimit {
  /// A call that is under way.
  struct Turn: Sendable {
    /// How many cuts there had been when it began.
    fileprivate var cuts: Int
  }

  private let most: Double
  private var allowed: Double
  private var running = 0
  private var cuts = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// Where `waiting` begins: taking the first out of a long array is slow.
  private var nextWaiting = 0

  /// - Parameter count: how many at the most.
  init(_ count: Int) {
    most = Double(max(1, count))
    allowed = most
  }

  /// How many may run at once now.
  var width: Int { Int(allowed) }

  /// Runs a call; what it throws goes on to the caller after `isOverload` has looked at it.
  nonisolated func within<R: Sendable>(
    isOverload: @Sendable (any Error) -> Bool, _ body: @Sendable () async throws -> R
  ) async throws -> R {
    let turn = await enter()
    do {
      let result = try await body()
      await leave(turn, wasGood: true, wasOverload: false)
      return result
    } catch {
      await leave(turn, wasGood: false, wasOverload: isOverload(error))
      throw error
    }
  }

  private func enter() async -> Turn {
    if running < Int(allowed) {
      running += 1
    } else {
      // The one that leaves hands its place on.
      await withCheckedContinuation { waiting.append($0) }
    }
    return Turn(cuts: cuts)
  }

  private func leave(_ turn: Turn, wasGood: Bool, wasOverload: Bool) {
    if wasOverload, turn.cuts == cuts {
      allowed = max(1, (allowed / 2).rounded(.down))
      cuts += 1
    } else if wasGood {
      allowed = min(most, allowed + 1 / allowed)
    }
    running -= 1
    while running < Int(allowed), nextWaiting < waiting.count {
      running += 1
      waiting[nextWaiting].resume()
      nextWaiting += 1
    }
    if nextWaiting == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      nextWaiting = 0
    }
  }
}
