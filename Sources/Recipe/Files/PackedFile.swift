import Artifacts
import CLibArchive

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that is packed while it is written, with the digest of its bytes.
final class PackedFile {
  private var file: WholeFile?
  private var digest: PiecewiseDigest?
  private var archive: OpaquePointer?
  private var failure: FileError?
  private let path: String
  /// How many bytes the file has so far.
  private(set) var bytes = 0

  init(_ path: String, compression: Compression) throws(FileError) {
    self.path = path
    file = try WholeFile(path)
    digest = PiecewiseDigest()
    guard compression != .none else { return }
    guard let archive = archive_write_new(), let entry = archive_entry_new() else {
      throw FileError(path: path, action: "pack", reason: "out of memory")
    }
    self.archive = archive
    defer { archive_entry_free(entry) }
    archive_write_set_format_raw(archive)
    if compression == .gzip {
      archive_write_add_filter_gzip(archive)
      // The same bytes whenever they are written.
      archive_write_set_filter_option(archive, "gzip", "timestamp", nil)
    } else {
      archive_write_add_filter_zstd(archive)
    }
    archive_write_set_bytes_in_last_block(archive, 1)
    let opened = archive_write_open(
      archive, Unmanaged.passUnretained(self).toOpaque(), nil,
      { _, context, bytes, count in
        guard let context, let bytes else { return -1 }
        let packed = Unmanaged<PackedFile>.fromOpaque(context).takeUnretainedValue()
        let piece = Array(UnsafeRawBufferPointer(start: bytes, count: count))
        return packed.write(piece) ? count : -1
      }, nil)
    // A regular file: the constant is ambiguous in Swift.
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_pathname(entry, "data")
    guard opened == ARCHIVE_OK, archive_write_header(archive, entry) == ARCHIVE_OK else {
      throw trouble()
    }
  }

  deinit {
    if let archive { archive_write_free(archive) }
  }

  func append(_ lines: [UInt8]) throws(FileError) {
    guard let archive else {
      try file?.append(lines)
      digest?.update(lines)
      bytes += lines.count
      return
    }
    let written = lines.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    guard written == lines.count else { throw trouble() }
  }

  /// Puts the file in place; its digest, and whether it changed.
  func commit() throws(FileError) -> (digest: Digest, isNew: Bool) {
    if let archive {
      guard archive_write_close(archive) == ARCHIVE_OK else { throw trouble() }
      archive_write_free(archive)
      self.archive = nil
    }
    guard let file = file.take(), let digest = digest.take() else {
      throw FileError(path: path, action: "write", reason: "it was put in place before")
    }
    let isNew = try file.commit()
    return (digest.finish(), isNew)
  }

  private func write(_ piece: [UInt8]) -> Bool {
    do {
      try file?.append(piece)
      digest?.update(piece)
      bytes += piece.count
      return true
    } catch {
      failure = failure ?? error
      return false
    }
  }

  private func trouble() -> FileError {
    if let failure { return failure }
    let reason = archive.flatMap { archive_error_string($0) }.map { String(cString: $0) }
    return FileError(path: path, action: "pack", reason: reason ?? "the packer failed")
  }
}
