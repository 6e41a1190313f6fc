#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension WholeFile {
  /// The first bytes of a regular file, fewer than `count` where it has no more.
  public static func beginning(of path: String, _ count: Int) throws(FileError) -> [UInt8] {
    // Without waiting for the writer of a pipe.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(path: path, action: "read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, action: "read") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, action: "read", reason: "it is not a regular file")
    }
    var got = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
      got = pread(descriptor, out.baseAddress, count, 0)
      filled = max(0, got)
    }
    guard got >= 0 else { throw FileError(path: path, action: "read") }
    return bytes
  }
}
