import Artifacts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whole lines of a file, some megabytes of them.
struct LineBlock: Sendable {
  let path: String
  /// The lines, then bytes that belong to the next block; the last line's end may be missing.
  let bytes: [UInt8]
  /// How many of the bytes are lines of this block.
  let count: Int
  /// The number of the first line, from 1.
  let firstLine: Int
  /// The bytes of the file up to the end of this block.
  let end: Int

  /// How many lines are more than white space.
  var rowCount: Int {
    var (rows, start) = (0, 0)
    while start < count {
      let end = NewLine.first(in: bytes, from: start, to: count) ?? count
      if Self.isRow(bytes[start..<end]) { rows += 1 }
      start = end + 1
    }
    return rows
  }

  static func isRow(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains { $0 != 0x20 && $0 != 0x0d && $0 != 0x09 }
  }

  /// Calls `body` with each line that is more than white space, without its end, and its number.
  func forEachLine(_ body: ([UInt8], Int) throws -> Void) rethrows {
    var start = 0
    var number = firstLine
    while start < count {
      let end = NewLine.first(in: bytes, from: start, to: count) ?? count
      let line = bytes[start..<end]
      if Self.isRow(line) {
        try body(Array(line), number)
      }
      start = end + 1
      number += 1
    }
  }
}

/// A file cut into blocks at the ends of lines: memory is bounded by a block and the longest line.
///
///     var blocks = try LineBlocks("train.jsonl")
///     while let block = try blocks.next() { … }
struct LineBlocks: ~Copyable {
  /// Longer lines are an error: a file without line ends is no JSONL.
  static let longestLine = 256 << 20

  private var source: RowBytes
  private let blockSize: Int
  /// The beginning of a line whose end was not in the last block.
  private var rest: [UInt8] = []
  private var line = 1
  private var done = 0
  private var isAtEnd = false

  init(_ path: String, blockSize: Int = 256 << 10) throws(FileError) {
    source = try RowBytes(path)
    self.blockSize = blockSize
  }

  var isPacked: Bool { source.isPacked }
  var canSeek: Bool { source.canSeek }
  var size: Int? { source.size }

  /// The next block; nil behind the last.
  mutating func next() throws(FileError) -> LineBlock? {
    var size = blockSize
    while !isAtEnd {
      let bytes = try filled(max(size, rest.count + 4096))
      if let last = NewLine.last(in: bytes) {
        rest = Array(bytes[(last + 1)...])
        return block(bytes, last + 1)
      }
      rest = bytes
      size = rest.count * 2
      if rest.count > Self.longestLine {
        throw FileError(
          path: source.path, action: "read",
          reason: "line \(line) is longer than \(Self.longestLine >> 20) MiB")
      }
    }
    guard !rest.isEmpty else { return nil }
    let last = rest
    rest = []
    return block(last, last.count)
  }

  /// What is left of the line before, then what the file has next; `isAtEnd` where that is less.
  private mutating func filled(_ count: Int) throws(FileError) -> [UInt8] {
    let kept = rest.count
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
      _ = memory.update(fromContentsOf: rest)
      let room = UnsafeMutableRawBufferPointer(memory)[kept...]
      do throws(FileError) {
        filled = kept + (try source.read(into: UnsafeMutableRawBufferPointer(rebasing: room)))
      } catch { failure = error }
    }
    if let failure { throw failure }
    isAtEnd = bytes.count < count
    return bytes
  }

  private mutating func block(_ bytes: [UInt8], _ count: Int) -> LineBlock {
    done += count
    let block = LineBlock(
      path: source.path, bytes: bytes, count: count, firstLine: line, end: done)
    line += NewLine.count(in: bytes, to: count)
    return block
  }

  /// Goes to the first line that begins behind `offset`, and gives the lines of so many bytes.
  mutating func sample(at offset: Int, _ count: Int) throws(FileError) -> LineBlock? {
    try source.seek(to: offset)
    (rest, isAtEnd) = ([], false)
    var bytes = try filled(count)
    if offset > 0 {
      guard let first = NewLine.first(in: bytes, from: 0, to: bytes.count) else { return nil }
      bytes.removeFirst(first + 1)
    }
    if !isAtEnd {
      guard let last = NewLine.last(in: bytes) else { return nil }
      return block(bytes, last + 1)
    }
    return block(bytes, bytes.count)
  }
}

/// Searches for line feeds at memory speed.
enum NewLine {
  static func first(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    bytes.withUnsafeBytes { memory in
      guard start < end, let base = memory.baseAddress,
        let found = memchr(base + start, 0x0a, end - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  static func last(in bytes: [UInt8]) -> Int? { bytes.lastIndex(of: 0x0a) }

  static func count(in bytes: [UInt8], to end: Int) -> Int {
    var (count, start) = (0, 0)
    while let found = first(in: bytes, from: start, to: end) {
      count += 1
      start = found + 1
    }
    return count
  }
}
