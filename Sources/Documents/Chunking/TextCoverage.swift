/// How much of the text of blocks came into chunks: what proves that none was lost.
///
/// Bytes of white space count on neither side. A byte that lies in two chunks, which overlap, counts
/// once; what a chunk's text holds beside blocks does not count.
public struct TextCoverage: Sendable, Hashable {
  /// Bytes of block text.
  public var textBytes = 0
  /// Those of them that lie in a chunk.
  public var coveredBytes = 0

  public init(textBytes: Int = 0, coveredBytes: Int = 0) {
    self.textBytes = textBytes
    self.coveredBytes = coveredBytes
  }

  /// Compares a document with its chunks, by their ranges alone; chunks are in order.
  public init(of document: Document, chunks: [Chunk]) {
    var covered: [Range<Int>] = []
    for chunk in chunks {
      if let last = covered.last, chunk.range.lowerBound <= last.upperBound {
        let end = max(last.upperBound, chunk.range.upperBound)
        covered[covered.count - 1] = last.lowerBound..<end
      } else {
        covered.append(chunk.range)
      }
    }
    document.text.withUnsafeBufferPointer { text in
      var place = 0
      for block in document.blocks {
        textBytes += Self.inked(text, block.range)
        while place < covered.count, covered[place].upperBound <= block.range.lowerBound {
          place += 1
        }
        var next = place
        while next < covered.count, covered[next].lowerBound < block.range.upperBound {
          coveredBytes += Self.inked(text, covered[next].clamped(to: block.range))
          next += 1
        }
      }
    }
  }

  public static func += (total: inout TextCoverage, more: TextCoverage) {
    total.textBytes += more.textBytes
    total.coveredBytes += more.coveredBytes
  }

  /// Bytes that are no white space.
  private static func inked(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for byte in UnsafeBufferPointer(rebasing: text[range]) where byte > 0x20 { count &+= 1 }
    return count
  }
}
