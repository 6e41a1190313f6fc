import Foundation
import Glibc

/// A running `llama-server` (`make llama-server`); ended with the value.
final class LlamaServer {
  private static let folder =
    ProcessInfo.processInfo.environment["RAFTWRIGHT_LLAMA"]
    ?? NSHomeDirectory() + "/.cache/raftwright/llama.cpp"
  private static let program = folder + "/llama-server"

  /// What it serves.
  enum Model: String {
    case embeddings = "all-MiniLM-L6-v2-f16.gguf"
    case chat = "SmolLM2-135M-Instruct.gguf"

    var path: String { folder + "/" + rawValue }

    fileprivate var arguments: [String] {
      switch self {
      case .embeddings: ["--embeddings", "-c", "2048", "-b", "2048", "-ub", "2048"]
      // Shared by the four slots.
      case .chat: ["-c", "16384"]
      }
    }
  }

  static func has(_ model: Model) -> Bool {
    FileManager.default.isExecutableFile(atPath: program)
      && FileManager.default.fileExists(atPath: model.path)
  }

  private let process = Process()
  let address: String

  init(_ model: Model) async throws {
    // A port that was free a moment ago, and another for each model.
    let port =
      20_000 + Int(ProcessInfo.processInfo.processIdentifier) % 20_000 + (model == .chat ? 1 : 0)
    address = "http://127.0.0.1:\(port)"
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments =
      ["-m", model.path] + model.arguments
      + ["-np", "4", "-t", "1", "--host", "127.0.0.1", "--port", "\(port)", "--no-ui", "--offline"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<300 {
      let health = try Command.shell(
        "exec 3<>/dev/tcp/127.0.0.1/\(port) && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 "
          + "&& head -1 <&3 || true", in: "/tmp")
      if health.stdout.contains("200") { return }
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  func stop() {
    guard process.isRunning else { return }
    // Asked to end, it waits for connections that are kept open.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  deinit {
    stop()
  }
}
