import Artifacts
import Foundation

/// A folder that is gone when the test is over.
final class TestFolder: Sendable {
  let path = NSTemporaryDirectory() + "raftwright-questions-" + UUID().uuidString

  init() throws {
    try WholeFile.makeFolder(path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
