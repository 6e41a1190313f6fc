#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file operation that failed, with the file, what was tried and the system's reason.
public struct FileError: Error, Sendable, CustomStringConvertible {
  public let path: String
  public let action: String
  public let reason: String

  public init(path: String, action: String, code: Int32 = errno) {
    self.init(path: path, action: action, reason: String(cString: strerror(code)))
  }

  public init(path: String, action: String, reason: String) {
    self.path = path
    self.action = action
    self.reason = reason
  }

  public var description: String { "\(path): cannot \(action): \(reason)" }
}

/// A file that appears whole or not at all.
///
/// Bytes go to a temporary file in the same folder; `commit` syncs it and renames it over the
/// target. A target that already holds the same bytes keeps its modification time, so that make
/// rebuilds nothing for it. A writer that is dropped without `commit` leaves the target alone.
public struct WholeFile: ~Copyable {
  public let path: String
  /// Where the bytes are until `commit`; for libraries that write a file by themselves.
  public let temporaryPath: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var committed = false
  private static let bufferSize = 1 << 18

  /// Opens the temporary file, making the folder where it is missing.
  public init(_ path: String) throws(FileError) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    // Renamed over a device or a pipe, a file would take its place.
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw FileError(path: path, action: "write", reason: "it is not a regular file")
    }
    if !folder.isEmpty { try WholeFile.makeFolder(folder) }
    let temporary = (slash == nil ? "" : folder + "/") + ".\(name).\(getpid()).tmp"
    let opened = open(temporary, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0o666)
    if opened < 0 { throw FileError(path: path, action: "write") }
    // Held until the descriptor is closed, also by a kill: it tells a file that is being written
    // from one that was left behind.
    _ = flock(opened, LOCK_EX | LOCK_NB)
    WholeFile.removeAbandoned(".\(name).", in: folder.isEmpty ? "/" : folder)
    self.path = path
    temporaryPath = temporary
    descriptor = opened
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    close(descriptor)
    if !committed { unlink(temporaryPath) }
  }

  public mutating func append(_ bytes: [UInt8]) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Begins with the bytes of another file, copied by the kernel.
  public mutating func copy(_ other: String) throws(FileError) {
    try flush()
    let source = open(other, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw FileError(path: other, action: "read") }
    defer { close(source) }
    while true {
      let copied = sendfile(descriptor, source, nil, 1 << 30)
      if copied < 0 && errno == EINTR { continue }
      if copied < 0 { throw FileError(path: path, action: "write") }
      if copied == 0 { return }
    }
  }

  /// Puts the file in place; true when its bytes are new, false when the old file held the same.
  @discardableResult
  public consuming func commit() throws(FileError) -> Bool {
    try flush()
    if WholeFile.sameBytes(temporaryPath, path) { return false }
    guard fsync(descriptor) == 0 else { throw FileError(path: path, action: "sync") }
    guard rename(temporaryPath, path) == 0 else { throw FileError(path: path, action: "replace") }
    committed = true
    return true
  }

  /// Removes the temporary files of runs that were killed.
  private static func removeAbandoned(_ prefix: String, in folder: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let middle = name.dropFirst(prefix.count).dropLast(4)
      guard name.hasPrefix(prefix), name.hasSuffix(".tmp"), !middle.isEmpty,
        middle.allSatisfy(\.isNumber)
      else { continue }
      let file = folder + "/" + name
      let descriptor = open(file, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(file) }
      close(descriptor)
    }
  }

  /// Writes all of `bytes` to `path`; true when the file changed.
  @discardableResult
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) -> Bool {
    var file = try WholeFile(path)
    try file.append(bytes)
    return try file.commit()
  }

  /// Removes a file; false where there was none.
  public static func remove(_ path: String) throws(FileError) -> Bool {
    if unlink(path) == 0 { return true }
    if errno == ENOENT { return false }
    throw FileError(path: path, action: "remove")
  }

  /// All the bytes of a file.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, action: "read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, action: "read") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, action: "read", reason: "it is not a regular file")
    }
    var failure: Int32 = 0
    let size = Int(status.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { out, count in
      while count < size {
        let got = Glibc.read(descriptor, out.baseAddress! + count, size - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        count += got
      }
    }
    if failure != 0 { throw FileError(path: path, action: "read", code: failure) }
    return bytes
  }

  /// Makes a folder and those above it; one that exists is fine.
  public static func makeFolder(_ path: String) throws(FileError) {
    if mkdir(path, 0o777) == 0 { return }
    let code = errno
    if code == EEXIST { return }
    if code == ENOENT, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
      let parent = String(path[..<slash])
      if !parent.isEmpty {
        try makeFolder(parent)
        if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
      }
    }
    throw FileError(path: path, action: "make the folder", code: code)
  }

  private mutating func flush() throws(FileError) {
    var done = 0
    while done < buffer.count {
      let wrote = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done)
      }
      if wrote < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path, action: "write")
      }
      done += wrote
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Whether two files hold the same bytes, compared in pieces.
  static func sameBytes(_ first: String, _ second: String) -> Bool {
    let (a, b) = (open(first, O_RDONLY | O_CLOEXEC), open(second, O_RDONLY | O_CLOEXEC))
    defer {
      if a >= 0 { close(a) }
      if b >= 0 { close(b) }
    }
    var (left, right) = (stat(), stat())
    guard a >= 0, b >= 0, fstat(a, &left) == 0, fstat(b, &right) == 0,
      left.st_size == right.st_size
    else { return false }
    return withUnsafeTemporaryAllocation(byteCount: 2 << 18, alignment: 16) { memory in
      let (x, y) = (memory.baseAddress!, memory.baseAddress! + (1 << 18))
      while true {
        let got = Glibc.read(a, x, 1 << 18)
        if got <= 0 { return got == 0 }
        var filled = 0
        while filled < got {
          let more = Glibc.read(b, y + filled, got - filled)
          if more <= 0 { return false }
          filled += more
        }
        if memcmp(x, y, got) != 0 { return false }
      }
    }
  }
}
