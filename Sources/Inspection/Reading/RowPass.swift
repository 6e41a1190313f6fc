import Artifacts

/// One pass over the lines of files: blocks of lines are looked at on several threads, and what was
/// found is handed on in their order.
enum RowPass {
  /// - Parameters:
  ///   - files: paths in their order; `body` is told which of them a block is of.
  ///   - progress: advanced by megabytes.
  ///   - map: looks at a block, on any thread.
  ///   - merge: takes what was found, block after block.
  static func run<Found: Sendable>(
    _ files: [String], threads: Int, progress: any ProgressReporter = SilentProgress(),
    map: @escaping @Sendable (LineBlock, _ file: Int) -> Found, merge: (Found) throws -> Void
  ) async throws {
    var bytes = 0
    try await OrderedTasks.run(inFlight: threads == 1 ? 1 : threads + 1) { queue in
      for (number, path) in files.enumerated() {
        var blocks = try LineBlocks(path)
        while let block = try blocks.next() {
          try await queue.submit { (map(block, number), block.count) }
        }
      }
    } emit: { found, size in
      try merge(found)
      let before = bytes / 1_000_000
      bytes += size
      progress.advance(by: bytes / 1_000_000 - before)
    }
  }

  /// Megabytes in all; nil where a file is packed or a pipe, and nobody can know.
  static func megabytes(of files: [String]) -> Int? {
    var total = 0
    for path in files {
      guard let source = try? RowBytes(path), !source.isPacked, let size = source.size else {
        return nil
      }
      total += size
    }
    return total / 1_000_000
  }
}
