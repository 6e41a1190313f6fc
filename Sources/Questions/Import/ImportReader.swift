import Artifacts

/// Reads the pairs of one file, or of several that one reader takes together.
protocol ImportReader: Sendable {
  /// Hands all items on, in the order of the files.
  ///
  /// - Parameters:
  ///   - work: what is done with some items, on any thread.
  ///   - emit: takes the results, in order.
  func read<Result: Sendable>(
    threads: Int, work: @escaping @Sendable ([ImportedItem]) -> Result,
    emit: (Result) throws -> Void
  ) async throws
}

/// A reader that gives its items one after another; they are worked on in batches.
protocol SequentialImportReader: ImportReader {
  associatedtype Items: ImportedItems
  func items() throws -> Items
}

/// The items of a file, one after another.
protocol ImportedItems {
  /// The next item; nil at the end.
  mutating func next() throws -> ImportedItem?
}

extension SequentialImportReader {
  func read<Result: Sendable>(
    threads: Int, work: @escaping @Sendable ([ImportedItem]) -> Result,
    emit: (Result) throws -> Void
  ) async throws {
    try await OrderedTasks.run(inFlight: threads <= 1 ? 1 : threads * 2) { queue in
      var items = try items()
      var batch: [ImportedItem] = []
      while let item = try items.next() {
        batch.append(item)
        if batch.count == importBatch {
          let full = batch
          batch = []
          try await queue.submit { work(full) }
        }
      }
      let rest = batch
      if !rest.isEmpty { try await queue.submit { work(rest) } }
    } emit: { (result: Result) in
      try emit(result)
    }
  }
}

/// How many items are worked on together.
private let importBatch = 32
