import Artifacts
import CLibArchive

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The bytes of a file, those of a packed one (gzip, zstd, xz, bzip2) unpacked, a JSON array as lines:
/// told by its first bytes.
struct RowBytes: ~Copyable {
  let path: String
  /// Whether the file is packed, so that no place in it can be gone to.
  let isPacked: Bool
  /// The bytes of a regular file as it lies on the disk; nil of a pipe.
  let size: Int?
  private let descriptor: Int32
  private var archive: OpaquePointer?
  private var isUnopened = false
  /// Where the file is an array; unknown until the first bytes are there.
  private var array: ArrayLines?
  private var isFresh = true

  /// Whether a place in the file can be gone to.
  var canSeek: Bool { !isPacked && size != nil && array == nil }

  init(_ path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, action: "read") }
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    var status = stat()
    let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    var first = [UInt8](repeating: 0, count: 4096)
    let count = isRegular ? max(0, pread(descriptor, &first, first.count, 0)) : 0
    first.removeLast(first.count - count)
    let isPacked = Self.isPacked(first)
    self.path = path
    self.isPacked = isPacked
    size = isRegular ? Int(status.st_size) : nil
    self.descriptor = descriptor
    if isPacked || !isRegular {
      // What a pipe has can be looked at once, and libarchive looks; not before the first read, so
      // that its size can be asked for without.
      isUnopened = true
    } else {
      isFresh = false
      if ArrayLines.begins(in: first[...]) { array = ArrayLines() }
    }
  }

  deinit {
    if let archive { archive_read_free(archive) }
    close(descriptor)
  }

  static func isPacked(_ first: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [
      [0x1f, 0x8b], [0x28, 0xb5, 0x2f, 0xfd], [0xfd, 0x37, 0x7a, 0x58, 0x5a], [0x42, 0x5a, 0x68],
    ]
    return marks.contains { first.starts(with: $0) }
  }

  /// Goes to a place in a file that is not packed.
  mutating func seek(to offset: Int) throws(FileError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
      throw FileError(path: path, action: "read")
    }
  }

  /// Fills the memory from its start; fewer bytes than it holds at the end of the file alone.
  mutating func read(into memory: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    if isUnopened {
      isUnopened = false
      archive = try Self.openArchive(descriptor, path: path)
    }
    var done = 0
    while done < memory.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: memory[done...])
      let got = archive == nil ? readPlain(into: rest) : try readPacked(into: rest)
      if got < 0 { throw FileError(path: path, action: "read") }
      if got == 0 { break }
      done += got
    }
    let bytes = UnsafeMutableRawBufferPointer(rebasing: memory[..<done])
    if isFresh {
      isFresh = false
      if ArrayLines.begins(in: Array(bytes.prefix(4096))[...]) { array = ArrayLines() }
    }
    array?.turn(bytes)
    return done
  }

  private func readPlain(into memory: UnsafeMutableRawBufferPointer) -> Int {
    var got = 0
    repeat {
      got = Glibc.read(descriptor, memory.baseAddress, memory.count)
    } while got < 0 && errno == EINTR
    return got
  }

  private func readPacked(into memory: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    guard let archive, archive_file_count(archive) > 0 else { return 0 }
    let got = archive_read_data(archive, memory.baseAddress, memory.count)
    guard got >= 0 else { throw Self.trouble(archive, path: path) }
    return got
  }

  private static func openArchive(
    _ descriptor: Int32, path: String
  ) throws(FileError) -> OpaquePointer {
    guard let archive = archive_read_new() else {
      throw FileError(path: path, action: "unpack", reason: "out of memory")
    }
    archive_read_support_filter_gzip(archive)
    archive_read_support_filter_zstd(archive)
    archive_read_support_filter_xz(archive)
    archive_read_support_filter_bzip2(archive)
    archive_read_support_format_empty(archive)
    archive_read_support_format_raw(archive)
    var entry: OpaquePointer?
    guard archive_read_open_fd(archive, descriptor, 1 << 18) == ARCHIVE_OK,
      [ARCHIVE_OK, ARCHIVE_EOF].contains(archive_read_next_header(archive, &entry))
    else {
      defer { archive_read_free(archive) }
      throw trouble(archive, path: path)
    }
    return archive
  }

  private static func trouble(_ archive: OpaquePointer, path: String) -> FileError {
    let reason = archive_error_string(archive).map { String(cString: $0) }
    return FileError(path: path, action: "unpack", reason: reason ?? "it is damaged")
  }
}
