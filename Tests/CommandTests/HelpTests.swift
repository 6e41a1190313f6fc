import Foundation
import Testing

/// Help is compared with Tests/Snapshots/help; RAFTWRIGHT_RECORD=1 writes it anew.
@Suite("Help")
struct HelpTests {
  static let commands = [
    "", "build", "index", "questions", "dataset", "search", "inspect", "lint", "diff",
    "evaluate", "evaluate retrieval", "evaluate answers", "advise", "export", "readers", "init",
    "plan",
  ]

  @Test("every command explains itself with an example", arguments: commands)
  func help(command: String) throws {
    let run = try Command.shell("raftwright \(command) --help", in: NSTemporaryDirectory())
    #expect(run.code == 0)
    #expect(run.stderr == "")
    #expect(run.stdout.contains("Example:\n  raftwright "))
    let name = command.isEmpty ? "raftwright" : command.replacing(" ", with: "-")
    let path = "\(Command.repository)/Tests/Snapshots/help/\(name).txt"
    if ProcessInfo.processInfo.environment["RAFTWRIGHT_RECORD"] != nil {
      try Data(run.stdout.utf8).write(to: URL(fileURLWithPath: path))
    }
    #expect(run.stdout == (try String(contentsOfFile: path, encoding: .utf8)))
  }

  @Test("the version is one line")
  func version() throws {
    let run = try Command.raftwright("--version")
    #expect(run.stdout == "0.1.0\n")
    #expect(run.stderr == "")
    #expect(run.code == 0)
  }
}
