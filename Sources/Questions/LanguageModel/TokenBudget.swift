/// How many passages may still be asked about.
///
/// What a passage costs is known when its answers are there; until then the most that it can cost is
/// set aside. Passages go in waves, each as large as what is left surely pays for: which passages are
/// asked about depends on what the answers cost, and not on the order in which they came.
struct TokenBudget {
  /// Nil for no limit.
  private var left: Int?

  /// - Parameter tokens: 0 for no limit.
  init(_ tokens: Int) {
    left = tokens > 0 ? tokens : nil
  }

  /// The first of the entries, as many as can be paid for.
  func wave<Entry>(
    _ entries: ArraySlice<Entry>, cost: (Entry) throws -> Int
  ) rethrows -> ArraySlice<Entry> {
    guard var left else { return entries }
    var end = entries.startIndex
    while end < entries.endIndex {
      left -= try cost(entries[end])
      if left < 0 { break }
      end += 1
    }
    return entries[entries.startIndex..<end]
  }

  mutating func spend(_ tokens: Int) {
    left = left.map { $0 - tokens }
  }
}

/// Runs asynchronous work on many things, so many at once.
enum SideBySide {
  /// - Parameter each: gets the results as they come, in no order.
  static func run<Input: Sendable, Output: Sendable>(
    _ inputs: some Collection<Input>, atOnce: Int,
    _ work: @escaping @Sendable (Input) async throws -> Output,
    each: (Input, Output) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Input, Output).self) { group in
      var inputs = inputs.makeIterator()
      for _ in 0..<max(1, atOnce) {
        guard let input = inputs.next() else { break }
        group.addTask { (input, try await work(input)) }
      }
      while let (input, output) = try await group.next() {
        try each(input, output)
        if let input = inputs.next() { group.addTask { (input, try await work(input)) } }
      }
    }
  }
}
