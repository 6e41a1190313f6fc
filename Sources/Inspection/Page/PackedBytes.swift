import Artifacts
import CLibArchive
import Foundation

/// Bytes packed with gzip, without a time, so that the same bytes give the same.
enum PackedBytes {
  static func gzip(_ bytes: [UInt8]) throws(FileError) -> [UInt8] {
    let failure = FileError(path: "the page", action: "pack", reason: "out of memory")
    guard let archive = archive_write_new(), let entry = archive_entry_new() else { throw failure }
    defer {
      archive_entry_free(entry)
      archive_write_free(archive)
    }
    archive_write_set_format_raw(archive)
    archive_write_add_filter_gzip(archive)
    archive_write_set_filter_option(archive, "gzip", "timestamp", nil)
    archive_write_set_bytes_in_last_block(archive, 1)
    // What cannot be packed grows by some bytes in 32 kB.
    var packed = [UInt8](repeating: 0, count: bytes.count + bytes.count / 1000 + 4096)
    var used = 0
    let isDone = packed.withUnsafeMutableBytes { memory in
      guard
        archive_write_open_memory(archive, memory.baseAddress, memory.count, &used) == ARCHIVE_OK
      else { return false }
      // A regular file: the constant is ambiguous in Swift.
      archive_entry_set_filetype(entry, 0o100000)
      archive_entry_set_pathname(entry, "data")
      return archive_write_header(archive, entry) == ARCHIVE_OK
        && bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
          == bytes.count
        && archive_write_close(archive) == ARCHIVE_OK
    }
    guard isDone else { throw failure }
    return Array(packed[..<used])
  }

  /// RFC 4648, section 4.
  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
