import Artifacts
import CLibArchive
import Glibc

/// Bytes that come in pieces: a file, or a member of an archive.
protocol ByteSource: AnyObject {
  /// The next bytes, about `CorpusLimits.pieceSize`; none at the end.
  func next() throws(FileError) -> [UInt8]
}

/// Reads a compressed file or an archive with libarchive, from front to back, in the memory of one
/// piece and the decompressor's window.
///
/// Nothing is written, no program is started (libarchive's filters that do are not asked for), and
/// what is packed inside a member stays packed.
final class ArchiveReader: ByteSource {
  /// What a member is; only regular files have content.
  struct Member {
    /// Its path as the archive has it.
    var name: [UInt8]
    var isRegular: Bool
    var isFolder: Bool
  }

  /// How many times larger than its file what comes out may be, beyond the first `freeBytes`: text
  /// reaches 5 to 50 times, a decompression bomb 1,000 and more.
  static let largestRatio = 250
  static let freeBytes = 64 << 20

  private let path: String
  private let archive: OpaquePointer
  private let descriptor: Int32
  /// Bytes of members handed out or passed over.
  private var given = 0

  init(_ file: CorpusFile) throws(FileError) {
    path = file.path
    let descriptor = file.open()
    guard descriptor >= 0 else { throw FileError(path: file.path, action: "read") }
    guard let archive = archive_read_new() else {
      close(descriptor)
      throw FileError(path: file.path, action: "read", reason: "libarchive has no memory")
    }
    self.descriptor = descriptor
    self.archive = archive
    if file.kind.packing != .zip {
      archive_read_support_filter_gzip(archive)
      archive_read_support_filter_xz(archive)
      archive_read_support_filter_bzip2(archive)
      archive_read_support_filter_zstd(archive)
    }
    switch file.kind.packing {
    case .tar: archive_read_support_format_tar(archive)
    case .zip: archive_read_support_format_zip(archive)
    case .compressed, .none: archive_read_support_format_raw(archive)
    }
    archive_read_support_format_empty(archive)
    guard archive_read_open_fd(archive, descriptor, 1 << 16) == ARCHIVE_OK else { throw failure() }
  }

  deinit {
    archive_read_free(archive)
    close(descriptor)
  }

  /// The next member; nil at the end. What was not read of the one before is passed over.
  func nextMember() throws(FileError) -> Member? {
    var entry: OpaquePointer?
    while true {
      let code = archive_read_next_header(archive, &entry)
      if code == ARCHIVE_EOF { return nil }
      if code == ARCHIVE_RETRY { continue }
      // A warning is a name or an attribute that libarchive cannot put into the locale's encoding.
      guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else { throw failure() }
      let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
      let type = archive_entry_filetype(entry)
      return Member(
        name: name.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) } ?? [],
        isRegular: type == S_IFREG && archive_entry_hardlink(entry) == nil
          && archive_entry_symlink(entry) == nil,
        isFolder: type == S_IFDIR)
    }
  }

  /// The holes of a sparse member are left out.
  func next() throws(FileError) -> [UInt8] {
    var piece: [UInt8] = []
    // Block by block: `archive_read_data` gives nothing of what precedes an error.
    while piece.count < CorpusLimits.pieceSize {
      do throws(FileError) {
        guard let block = try nextBlock() else { break }
        piece.append(contentsOf: block)
      } catch {
        // What came before the error is handed out first; a fatal error is said again.
        if piece.isEmpty { throw error }
        break
      }
    }
    return piece
  }

  private func nextBlock() throws(FileError) -> UnsafeRawBufferPointer? {
    var block: UnsafeRawPointer?
    var (size, offset) = (0, la_int64_t(0))
    var code = ARCHIVE_RETRY
    while code == ARCHIVE_RETRY {
      code = archive_read_data_block(archive, &block, &size, &offset)
    }
    if code == ARCHIVE_EOF { return nil }
    guard code == ARCHIVE_OK || code == ARCHIVE_WARN else { throw failure() }
    given += size
    try checkRatio()
    return UnsafeRawBufferPointer(start: block, count: size)
  }

  /// Passes over the rest of a member, as `nextMember` would, with an eye on its size.
  func skip() throws(FileError) {
    // An archive that is not compressed is skipped by seeking.
    guard archive_filter_count(archive) > 1 else { return }
    while try nextBlock() != nil {}
  }

  private func checkRatio() throws(FileError) {
    let packed = Int(archive_filter_bytes(archive, -1))
    guard given > Self.freeBytes, given / Self.largestRatio > packed else { return }
    throw FileError(
      path: path, action: "unpack",
      reason: "more than \(Self.largestRatio) times its size came out, as of a decompression bomb")
  }

  private func failure() -> FileError {
    let reason = archive_error_string(archive).map { String(cString: $0) }
    return FileError(
      path: path, action: "unpack",
      reason: reason ?? "it is damaged")
  }
}
