#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The lines of a file, one after another, so that memory is bounded by the longest.
///
///     var lines = try LineReader("responses.jsonl")
///     while let line = try lines.next() { … }
///
/// A line ends at a line feed, which is not part of it, nor is a carriage return before it; a byte
/// order mark before the first is left out.
public struct LineReader: ~Copyable {
  public let path: String
  /// The number of the last line that was given, from 1.
  public private(set) var number = 0
  private let descriptor: Int32
  private let longest: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// - Parameter longest: longer lines are an error, in bytes.
  public init(_ path: String, longest: Int = 256 << 20) throws(FileError) {
    self.path = path
    self.longest = longest
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw FileError(path: path, action: "read") }
  }

  deinit {
    close(descriptor)
  }

  /// The next line; nil behind the last.
  public mutating func next() throws(FileError) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0a) {
        let line = line(start..<end)
        start = end + 1
        return line
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        let line = line(start..<buffer.count)
        start = buffer.count
        return line
      }
      searched -= try fill()
    }
  }

  private mutating func line(_ range: Range<Int>) -> [UInt8] {
    number += 1
    var bytes = buffer[range]
    if number == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
    if bytes.last == 0x0d { bytes = bytes.dropLast() }
    return Array(bytes)
  }

  /// Reads more behind what is left; gives how many bytes were given up before it.
  private mutating func fill() throws(FileError) -> Int {
    let gone = start
    buffer.removeSubrange(..<start)
    start = 0
    guard buffer.count <= longest else {
      throw FileError(
        path: path, action: "read",
        reason: "line \(number + 1) is longer than \(longest >> 20) MiB")
    }
    let size = 1 << 18
    var got = 0
    let room = [UInt8](unsafeUninitializedCapacity: size) { out, count in
      repeat { got = read(descriptor, out.baseAddress, size) } while got < 0 && errno == EINTR
      count = max(0, got)
    }
    if got < 0 { throw FileError(path: path, action: "read") }
    if got == 0 { isAtEnd = true }
    buffer += room
    return gone
  }
}
