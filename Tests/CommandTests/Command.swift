import Foundation
import Testing

/// A run of the built command, or of a shell, as a user would see it.
struct Command {
  var stdout: String
  var stderr: String
  var code: Int32

  /// The folder with the built products: that of the test bundle.
  static let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Runs `raftwright` with these arguments.
  static func raftwright(_ arguments: String..., in folder: String? = nil) throws -> Command {
    try run(products + "/raftwright", arguments, in: folder)
  }

  /// Runs a script with bash; `raftwright` is found, and nothing goes on after a failure.
  static func shell(_ script: String, in folder: String) throws -> Command {
    try run("/bin/bash", ["-euo", "pipefail", "-c", script], in: folder)
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: String?
  ) throws -> Command {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = products + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    // A make that runs the tests would pass its own flags on to the make under test.
    for name in ["MAKEFLAGS", "MAKELEVEL", "MFLAGS", "COLUMNS"] { environment[name] = nil }
    process.environment = environment
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let scratch = try Folder()
    let (out, err) = (scratch.path + "/out", scratch.path + "/err")
    for path in [out, err] { try Data().write(to: URL(fileURLWithPath: path)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Command(
      stdout: try String(contentsOfFile: out, encoding: .utf8),
      stderr: try String(contentsOfFile: err, encoding: .utf8), code: process.terminationStatus)
  }
}

/// A folder of a test's own, removed with it.
final class Folder: Sendable {
  let path: String

  init() throws {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    path = base + "/raftwright-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + name)
  }
}
