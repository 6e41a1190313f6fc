import Artifacts
import Testing

@testable import Questions

/// The fast way of normalizing against Unicode's tables.
@Suite("Normalized text")
struct NormalizedTextTests {
  @Test("every character of the basic plane is normalized as the tables say, alone and in a word")
  func characters() {
    for value in UInt32(0)...0xffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in [String(scalar), "a\(scalar)B", "\(scalar)\(scalar) x"] {
        for folding in [true, false] {
          var text = text
          guard let plain = text.withUTF8({ NormalizedText.plain($0, foldingCase: folding) })
          else { continue }
          #expect(
            plain == NormalizedText.composed(text, foldingCase: folding),
            "U+\(String(value, radix: 16))")
        }
      }
    }
  }

  @Test("texts of many scripts come out the same both ways", arguments: 0..<UInt64(40))
  func texts(seed: UInt64) {
    let pieces = [
      "Straße ", "ÉCOLE", " “q” ", "…", "ΑΣ", "ЙОД", "й", "時計", "ガ", "ｶﾞ", "한글", "e\u{301}",
      "ﬁ", "\u{a0}", "\t\n", "Ǆ", "İ", "x²", "№", "—", "\u{2028}", "Å", "ĸĹ", "Ÿ", "ſ", "A b",
    ]
    var draw = SeededHash(seed: seed).sequence("text")
    for _ in 0..<50 {
      var text = (0..<1 + draw.below(8)).map { _ in pieces[draw.below(pieces.count)] }.joined()
      for folding in [true, false] {
        let expected = NormalizedText.composed(text, foldingCase: folding)
        #expect(NormalizedText(text, foldingCase: folding).bytes == expected)
        if let plain = text.withUTF8({ NormalizedText.plain($0, foldingCase: folding) }) {
          #expect(plain == expected)
        }
      }
    }
  }
}
