import Questions

/// Whether an answer breaks off, told by how it ends.
enum Truncation {
  private static let openEnds: Set<Character> = [
    ",", ";", ":", "(", "[", "{", "“", "„", "«", "「", "–", "—", "-", "、", "，", "：", "（",
  ]
  /// Words that end no sentence; prepositions may, in English.
  private static let openWords: Set<String> = [
    "the", "a", "an", "and", "or", "der", "die", "das", "und", "oder", "eine", "einer", "einem",
  ]

  static func shows(in answer: String) -> Bool {
    guard let last = answer.last else { return false }
    let space = answer.utf8.lastIndex { $0 == 0x20 || $0 == 0x0a }
    // An option such as "-" or "a:" is a whole answer.
    guard space != nil || answer.utf8.count > 30 else { return false }
    // A row of hyphens is drawn, not left open: "rw-------".
    if openEnds.contains(last) { return last != "-" || !answer.hasSuffix("--") }
    let word = space.map { answer[answer.utf8.index(after: $0)...] } ?? answer[...]
    return openWords.contains(word.lowercased())
  }
}

/// Traces of text that was decoded wrongly.
enum EncodingDamage {
  private static let replacement = Array("\u{fffd}".utf8)
  /// UTF-8 that was taken for Windows-1252 or Latin-1: each form cannot be meant in any language.
  private static let mojibake: [[UInt8]] = [
    "Ã©", "Ã¨", "Ã¤", "Ã¶", "Ã¼", "ÃŸ", "Ã±", "Ã§", "Ã¡", "Ã³", "Ãª", "â€™", "â€œ", "â€“", "â€”",
    "â€¦",
    "Â\u{a0}", "ï»¿", "ä¸", "ã\u{81}", "ã\u{82}",
  ].map { Array($0.utf8) }

  /// What is wrong with the text; nil where nothing is.
  static func found(in text: String) -> String? {
    let bytes = Array(text.utf8)
    if let place = ByteSearch.first(replacement, in: bytes) {
      return "a character was lost (U+FFFD): " + near(place, in: bytes)
    }
    // All forms begin with one of these bytes.
    guard bytes.contains(where: { $0 == 0xc2 || $0 == 0xc3 || $0 == 0xe2 }) else { return nil }
    for form in mojibake {
      if let place = ByteSearch.first(form, in: bytes) {
        return "text was read in the wrong encoding: " + near(place, in: bytes)
      }
    }
    return nil
  }

  private static func near(_ place: Int, in bytes: [UInt8]) -> String {
    var start = max(0, place - 16)
    while start > 0, bytes[start] & 0xc0 == 0x80 { start -= 1 }
    var end = min(bytes.count, place + 16)
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    return excerpt(String(decoding: bytes[start..<end], as: UTF8.self))
  }
}
