import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The size and digest of a file, read in pieces.
public struct FileFingerprint: Sendable, Equatable {
  public let bytes: Int
  /// SHA-256, 64 hexadecimal digits.
  public let digest: String

  public init(of path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, action: "read") }
    defer { close(descriptor) }
    var digest = PiecewiseDigest()
    var total = 0
    while true {
      var got = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 20) { out, count in
        repeat { got = read(descriptor, out.baseAddress, 1 << 20) } while got < 0 && errno == EINTR
        count = max(0, got)
      }
      if got < 0 { throw FileError(path: path, action: "read") }
      if got == 0 { break }
      digest.update(piece)
      total += got
    }
    bytes = total
    self.digest = digest.finish().hex
  }
}
