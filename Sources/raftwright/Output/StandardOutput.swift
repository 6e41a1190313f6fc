import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The reader of stdout has gone: nothing more is to be said.
struct BrokenPipe: Error {}

/// stdout, for results only, in large pieces. `flush` at the end.
struct StandardOutput: ~Copyable {
  private var buffer: [UInt8] = []

  mutating func print(_ line: String) throws {
    buffer.append(contentsOf: line.utf8)
    if buffer.last != 0x0a { buffer.append(0x0a) }
    if buffer.count > 1 << 16 { try flush() }
  }

  mutating func write(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count > 1 << 16 { try flush() }
  }

  mutating func flush() throws {
    var done = 0
    while done < buffer.count {
      let wrote = buffer.withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress! + done, $0.count - done)
      }
      if wrote < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw BrokenPipe() }
        throw FileError(path: "stdout", action: "write")
      }
      done += wrote
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// stderr, for progress, counts and errors.
enum StandardError {
  static func print(_ line: String) {
    write(line.hasSuffix("\n") ? line : line + "\n")
  }

  /// Writes as it is; what cannot be written is given up, as there is nowhere to say so.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
