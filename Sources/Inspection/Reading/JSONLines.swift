import Artifacts

/// The lines of a file one by one, packed ones unpacked: memory is bounded by the longest line.
///
///     var lines = try JSONLines("train.jsonl")
///     while let line = try lines.next() { … }     // lines.number is 1, 2, …
public struct JSONLines: ~Copyable {
  public let path: String
  /// The number of the line that `next` gave last, from 1.
  public private(set) var number = 0

  private var blocks: LineBlocks
  private var bytes: [UInt8] = []
  private var (start, end) = (0, 0)

  public init(_ path: String) throws(FileError) {
    self.path = path
    blocks = try LineBlocks(path, blockSize: 1 << 20)
  }

  /// The next line without its end; lines of white space alone are passed over.
  public mutating func next() throws(FileError) -> [UInt8]? {
    while true {
      if start >= end {
        guard let block = try blocks.next() else { return nil }
        (bytes, start, end) = (block.bytes, 0, block.count)
      }
      let stop = NewLine.first(in: bytes, from: start, to: end) ?? end
      let line = bytes[start..<stop]
      start = stop + 1
      number += 1
      if LineBlock.isRow(line) { return Array(line) }
    }
  }
}
