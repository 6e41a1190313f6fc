import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file's bytes, mapped into memory for as long as the value lives.
///
/// Nothing is read until it is touched, and several processes share the pages. The file must not be
/// cut short meanwhile.
final class MappedFile: @unchecked Sendable {
  // Sound: the bytes are mapped read-only, and unmapped only when nothing refers to them.
  let bytes: UnsafeRawBufferPointer

  init(_ path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, action: "read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, action: "read") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, action: "read", reason: "it is not a regular file")
    }
    let size = Int(status.st_size)
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw FileError(path: path, action: "map") }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}
