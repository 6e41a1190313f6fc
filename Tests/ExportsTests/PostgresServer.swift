import Foundation

/// A PostgreSQL of the test's own: a cluster in a temporary folder, reached by a socket in it, run by
/// an unprivileged user (PostgreSQL refuses to run as root).
final class PostgresServer {
  private let folder: TemporaryFolder

  static let hint = "postgres is not installed (Debian: postgresql-15)"
  static let vectorHint = "postgres has no extension vector (pgvector is not in Debian 12)"

  /// The folder with `initdb`, that of the newest version; nil where none is installed.
  static let binaries: String? = {
    let base = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
    return versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(base)/\($0)/bin" }.first {
      FileManager.default.isExecutableFile(atPath: $0 + "/initdb")
        && FileManager.default.isExecutableFile(atPath: $0 + "/psql")
    }
  }()

  static var isInstalled: Bool { binaries != nil }

  static var hasVectors: Bool {
    guard let binaries else { return false }
    let version = URL(fileURLWithPath: binaries).deletingLastPathComponent().lastPathComponent
    return FileManager.default.fileExists(
      atPath: "/usr/share/postgresql/\(version)/extension/vector.control")
  }

  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  init() throws {
    folder = try TemporaryFolder()
    try shell(
      """
      [ "$(id -u)" != 0 ] || chown 65534:65534 "$FOLDER"
      plainly "$BIN/initdb" --pgdata="$FOLDER/data" --username=test --auth=trust \
        --encoding=UTF8 --no-locale --no-sync
      # Foundation waits until the descriptor that it gave this shell is closed everywhere, and the
      # server would keep it.
      (
        for open in /proc/$BASHPID/fd/*; do
          [ "${open##*/}" -le 2 ] || eval "exec ${open##*/}>&-"
        done
        plainly "$BIN/pg_ctl" --pgdata="$FOLDER/data" --wait --log="$FOLDER/log" start \
          --options="-k '$FOLDER' -c listen_addresses='' -c fsync=off"
      )
      """)
  }

  deinit {
    _ = try? shell(#"plainly "$BIN/pg_ctl" --pgdata="$FOLDER/data" --mode=immediate stop"#)
  }

  /// Loads a file of SQL.
  func load(_ path: String) throws {
    try psql("--quiet", "--file=\(path)")
  }

  /// The rows of a query as COPY writes them, without the last newline.
  func rows(_ query: String) throws -> [String] {
    try psql("--command=COPY (\(query)) TO STDOUT").split(separator: "\n").map(String.init)
  }

  @discardableResult
  private func psql(_ arguments: String...) throws -> String {
    try shell(
      #"""
      "$BIN/psql" --no-psqlrc --host="$FOLDER" --username=test --dbname=postgres "$@"
      """#, arguments)
  }

  @discardableResult
  private func shell(_ script: String, _ arguments: [String] = []) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let plainly = """
      plainly() {
        if [ "$(id -u)" = 0 ]; then
          cd / && setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
        else
          "$@"
        fi
      }

      """
    process.arguments = ["-euo", "pipefail", "-c", plainly + script, "bash"] + arguments
    process.environment = [
      "BIN": Self.binaries ?? "", "FOLDER": folder.path, "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
      "LC_ALL": "C.UTF-8", "HOME": folder.path,
    ]
    // Files, not pipes: the server keeps what it inherits open.
    let out = folder.file("out-\(UUID().uuidString)")
    let err = folder.file("err-\(UUID().uuidString)")
    for path in [out, err] { try Data().write(to: URL(fileURLWithPath: path)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(description: try String(contentsOfFile: err, encoding: .utf8))
    }
    return try String(contentsOfFile: out, encoding: .utf8)
  }
}
