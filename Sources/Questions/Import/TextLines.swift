import Artifacts
import Documents

/// The lines of a file of text, one after another, whatever its encoding and packing.
///
/// A line ends at a line feed, which is not part of it, nor is a carriage return before it. A line
/// over the limit is passed over to its end without being kept.
struct TextLines {
  /// Longer lines hold no pair that anyone wrote, in bytes.
  static let longest = 64 << 20

  enum Line {
    case text([UInt8])
    case tooLong
  }

  /// The number of the last line that was given, from 1.
  private(set) var number = 0
  private let pieces: TextPieces
  private let longest: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ path: String, longest: Int = longest) throws(FileError) {
    pieces = try TextPieces(path)
    self.longest = longest
  }

  /// The next line; nil behind the last.
  mutating func next() throws(FileError) -> Line? {
    var searched = start
    var isTooLong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0a) {
        defer { start = end + 1 }
        return line(start..<end, isTooLong)
      }
      if buffer.count - start > longest {
        isTooLong = true
        start = buffer.count
      }
      if isAtEnd {
        guard start < buffer.count || isTooLong else { return nil }
        defer { start = buffer.count }
        return line(start..<buffer.count, isTooLong)
      }
      buffer.removeSubrange(..<start)
      start = 0
      searched = buffer.count
      let piece = try pieces.next()
      isAtEnd = piece.isEmpty
      buffer += piece
    }
  }

  private mutating func line(_ range: Range<Int>, _ isTooLong: Bool) -> Line {
    number += 1
    if isTooLong { return .tooLong }
    let bytes = buffer[range]
    return .text(Array(bytes.last == 0x0d ? bytes.dropLast() : bytes))
  }
}
