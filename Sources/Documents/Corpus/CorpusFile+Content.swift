import Artifacts
import Glibc

extension CorpusFile {
  /// The bytes of a file that is no archive, unpacked; at most about `limit` of a compressed one.
  func content(limit: Int) throws(FileError) -> [UInt8] {
    if kind.packing == .none { return try bytes() }
    let archive = try ArchiveReader(self)
    guard try archive.nextMember() != nil else { return [] }
    var content: [UInt8] = []
    while content.count < limit {
      let piece = try archive.next()
      if piece.isEmpty { break }
      content += piece
    }
    return content
  }

  /// The bytes as they lie on the disk, as many as there were when the file was opened.
  func bytes() throws(FileError) -> [UInt8] {
    let source = try DescriptorSource(self)
    var bytes = try source.next()
    while true {
      let piece = try source.next()
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  /// SHA-256 of the bytes on the disk; nil where they cannot be read.
  func digest() -> Digest? {
    guard let source = try? DescriptorSource(self) else { return nil }
    var digest = PiecewiseDigest()
    let isWhole = withUnsafeTemporaryAllocation(byteCount: 1 << 17, alignment: 16) { room in
      while let piece = try? source.next(into: room) {
        if piece.isEmpty { return true }
        digest.update(piece)
      }
      return false
    }
    return isWhole ? digest.finish() : nil
  }
}

/// Reads a file that is not packed: what it held when it was opened, also if it grows meanwhile.
final class DescriptorSource: ByteSource {
  private let path: String
  private let descriptor: Int32
  private var left: Int

  init(_ file: CorpusFile) throws(FileError) {
    path = file.path
    descriptor = file.open()
    guard descriptor >= 0 else { throw FileError(path: file.path, action: "read") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileError(path: file.path, action: "read", reason: "it is not a regular file")
    }
    left = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  func next() throws(FileError) -> [UInt8] {
    let size = min(left, CorpusLimits.pieceSize)
    var failure: FileError?
    let piece = [UInt8](unsafeUninitializedCapacity: size) { out, count in
      do throws(FileError) {
        count = try next(
          into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(out)[..<size])
        ).count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return piece
  }

  /// As much as there is, or as there is room for; empty at the end.
  func next(
    into room: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> UnsafeRawBufferPointer {
    let size = min(left, room.count)
    var count = 0
    while count < size {
      let got = read(descriptor, room.baseAddress! + count, size - count)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { throw FileError(path: path, action: "read") }
      if got == 0 { break }
      count += got
    }
    left = count < size ? 0 : left - count
    return UnsafeRawBufferPointer(rebasing: room[..<count])
  }
}
