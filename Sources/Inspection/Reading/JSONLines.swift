import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The lines of a file, read in pieces: memory is bounded by the longest line.
///
///     var lines = try JSONLines("train.jsonl")
///     while let line = try lines.next() { … }     // lines.number is 1, 2, …
public struct JSONLines: ~Copyable {
  public let path: String
  /// The number of the line that `next` gave last, from 1.
  public private(set) var number = 0

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var atEnd = false
  private static let pieceSize = 1 << 20

  public init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, action: "read") }
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit {
    close(descriptor)
  }

  /// The next line without its end; lines of white space alone are passed over.
  public mutating func next() throws(FileError) -> [UInt8]? {
    while let line = try nextAsItIs() {
      if line.contains(where: { $0 != 0x20 && $0 != 0x0d && $0 != 0x09 }) { return line }
    }
    return nil
  }

  private mutating func nextAsItIs() throws(FileError) -> [UInt8]? {
    var searched = start
    while true {
      if let newline = find(0x0a, from: searched) {
        let line = Array(buffer[start..<newline])
        start = newline + 1
        number += 1
        return line
      }
      if atEnd {
        if start == buffer.count { return nil }
        let line = Array(buffer[start...])
        start = buffer.count
        number += 1
        return line
      }
      searched = buffer.count - start
      try fill()
    }
  }

  /// memchr: a search for one byte at memory speed.
  private func find(_ byte: UInt8, from offset: Int) -> Int? {
    buffer.withUnsafeBytes { memory in
      guard offset < memory.count, let base = memory.baseAddress,
        let found = memchr(base + offset, Int32(byte), memory.count - offset)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private mutating func fill() throws(FileError) {
    buffer.removeFirst(start)
    start = 0
    let kept = buffer.count
    var failure: Int32 = 0
    buffer += [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { out, count in
      repeat {
        count = read(descriptor, out.baseAddress, Self.pieceSize)
      } while count < 0 && errno == EINTR
      if count < 0 { (failure, count) = (errno, 0) }
    }
    if failure != 0 { throw FileError(path: path, action: "read", code: failure) }
    atEnd = buffer.count == kept
  }
}
