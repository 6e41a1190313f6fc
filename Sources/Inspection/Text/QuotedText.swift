import Questions

/// An answer cut at its quote markers, `##begin_quote##` and `##end_quote##`.
enum QuotedText {
  struct Piece: Equatable {
    var text: Substring
    var isQuote: Bool
  }

  /// The pieces in order, without the markers. A quote without an end reaches to the end.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let begin = rest.range(ofFirst: "##begin_quote##") {
      if begin.lowerBound > rest.startIndex {
        pieces.append(Piece(text: rest[..<begin.lowerBound], isQuote: false))
      }
      rest = rest[begin.upperBound...]
      let end = rest.range(ofFirst: "##end_quote##")
      let quote = rest[..<(end?.lowerBound ?? rest.endIndex)]
      if !quote.isEmpty { pieces.append(Piece(text: quote, isQuote: true)) }
      rest = rest[(end?.upperBound ?? rest.endIndex)...]
    }
    if !rest.isEmpty { pieces.append(Piece(text: rest, isQuote: false)) }
    return pieces
  }

  static func quotes(in text: String) -> [Substring] {
    pieces(of: text).filter(\.isQuote).map(\.text)
  }

  /// The text cut where any of the quotes stands in it; overlapping ones are joined.
  static func pieces(of text: String, marking quotes: [Substring]) -> [Piece] {
    var ranges: [Range<String.Index>] = []
    for quote in quotes where !quote.isEmpty {
      if let range = text[...].range(ofFirst: quote) { ranges.append(range) }
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var pieces: [Piece] = []
    var position = text.startIndex
    for range in ranges where range.upperBound > position {
      let start = max(range.lowerBound, position)
      if start > position { pieces.append(Piece(text: text[position..<start], isQuote: false)) }
      if start > range.lowerBound, let last = pieces.indices.last {
        pieces[last].text = text[pieces[last].text.startIndex..<range.upperBound]
      } else {
        pieces.append(Piece(text: text[start..<range.upperBound], isQuote: true))
      }
      position = range.upperBound
    }
    if position < text.endIndex {
      pieces.append(Piece(text: text[position...], isQuote: false))
    }
    return pieces
  }
}

extension Substring {
  /// Where `needle` first stands, compared byte for byte as quotes are verified.
  func range(ofFirst needle: some StringProtocol) -> Range<Index>? {
    let wanted = Array(needle.utf8)
    let place = utf8.withContiguousStorageIfAvailable {
      ByteSearch.first(wanted, in: UnsafeRawBufferPointer($0))
    }
    // Strings of Swift's own lie in one piece.
    guard let offset = place ?? ByteSearch.first(wanted, in: Array(utf8)) else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: wanted.count)
  }
}
