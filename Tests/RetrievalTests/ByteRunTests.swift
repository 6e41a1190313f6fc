import Artifacts
import Testing

@testable import Retrieval

/// Words are read eight bytes at a time where eight are left, and byte by byte elsewhere.
@Suite struct ByteRunTests {
  @Test(arguments: [UInt8(ascii: "a"), UInt8(ascii: " "), 0xff, 0x00])
  func eachByteIsSeenAsItIs(around: UInt8) {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<8 {
        var bytes = [UInt8](repeating: around, count: 8)
        bytes[place] = byte
        let run = bytes.withUnsafeBufferPointer { ByteRun($0.baseAddress!) }
        let words = bytes.prefix { TermReader.isWordByte($0) }.count
        let gap = bytes.prefix { $0 < 0x80 && !TermReader.isWordByte($0) }.count
        #expect(run.wordCount == words, "\(byte) at \(place)")
        #expect(run.gapCount == gap, "\(byte) at \(place)")
        for (index, one) in bytes.prefix(words).enumerated() {
          let isUpper = one >= 0x41 && one <= 0x5a
          let folded = UInt8(truncatingIfNeeded: run.folded >> UInt64(8 * index))
          #expect(folded == (isUpper ? one | 0x20 : one), "\(byte) at \(place)")
        }
      }
    }
  }

  /// Alone a short word is read byte by byte; with other text behind it by eights.
  @Test func whatStandsAroundAWordDoesNotChangeIt() throws {
    let analyzer = try Analyzer(RetrievalOptions())
    let letters = Array("abcXYZ019_é'.,ßж")
    var random = SplitMix64(state: 7)
    for _ in 0..<4000 {
      let word = String(
        (0..<1 + random.below(20)).map { _ in letters[random.below(letters.count)] })
      let alone = analyzer.terms(of: word)
      let padding = String(repeating: " ", count: random.below(9))
      let among = analyzer.terms(of: padding + word + " ; ( ) [ ] { }")
      #expect(among == alone, "\(word)")
    }
  }

  /// More words than are looked up at once, in the order of the text.
  @Test func termsComeInTheOrderOfTheText() throws {
    let analyzer = try Analyzer(RetrievalOptions())
    let words = (0..<500).map { $0 % 7 == 3 ? "identifier\($0)xyz" : "w\($0 % 90)" }
    #expect(analyzer.terms(of: words.joined(separator: " ")) == words)
    let mixed = words.map { $0 + " 東京 " }.joined()
    #expect(analyzer.terms(of: mixed) == words.flatMap { [$0, "東京"] })
  }
}
