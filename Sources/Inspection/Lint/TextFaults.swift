import Questions

/// Whether an answer breaks off, told by how it ends.
enum Truncation {
  private static let openEnds: Set<Character> = [
    ",", ":", "(", "[", "{", "“", "„", "«", "「", "–", "—", "-", "、", "，", "：", "（",
  ]
  /// Words that end no sentence; prepositions may, in English.
  private static let openWords: Set<String> = [
    "the", "a", "an", "and", "or", "der", "die", "das", "und", "oder", "eine", "einer", "einem",
  ]

  /// Why an answer seems to break off; nil where nothing shows it.
  ///
  /// - Parameters:
  ///   - answer: what the full answer comes down to.
  ///   - full: with its reasoning, which `isSetApart` tells to have an end.
  ///   - short: the short answer that the row has beside it.
  static func reason(
    answer: String, full: String, isSetApart: Bool, short: String?
  ) -> String? {
    if !isSetApart, full[...].range(ofFirst: "##Reason:") != nil {
      return "the reasoning leads to no answer: it ends in \(excerpt(full.suffix(24)))"
    }
    if let short, isCut(answer, from: short) {
      return "the answer ends in \(excerpt(answer.suffix(24))), and the short answer goes on"
    }
    return shows(in: answer) ? "the answer ends in \(excerpt(answer.suffix(24)))" : nil
  }

  /// Whether the answer is the beginning of the short one, and the rest is more than its last sentences.
  private static func isCut(_ answer: String, from short: String) -> Bool {
    let (answer, short) = (NormalizedText(answer).bytes, NormalizedText(short).bytes)
    guard answer.count < short.count, short.starts(with: answer), let last = answer.last else {
      return false
    }
    return !".!?".utf8.contains(last) && !".!?".utf8.contains(short[answer.count])
  }

  static func shows(in answer: String) -> Bool {
    guard let last = answer.last else { return false }
    let space = answer.utf8.lastIndex { $0 == 0x20 || $0 == 0x0a }
    // An option such as "-" or "a:" is a whole answer.
    guard space != nil || answer.utf8.count > 30 else { return false }
    // A row of hyphens is drawn, not left open: "rw-------".
    if openEnds.contains(last) { return last != "-" || !answer.hasSuffix("--") }
    let word = space.map { answer[answer.utf8.index(after: $0)...] } ?? answer[...]
    return openWords.contains(word.lowercased()) || leavesOpen(answer) || stopsShort(answer)
  }

  /// Whether a bracket in the last words is not closed: "built in the north (with".
  private static func leavesOpen(_ answer: String) -> Bool {
    guard let open = answer.suffix(60).lastIndex(of: "(") else { return false }
    let after = answer[open...].dropFirst()
    // ":(" and "f(" are no brackets of prose.
    return open > answer.startIndex && answer[answer.index(before: open)] == " "
      && after.first?.isLetter == true && !after.contains(")")
  }

  /// Whether prose of several sentences ends in the middle of one.
  private static func stopsShort(_ answer: String) -> Bool {
    guard answer.utf8.count >= 80, let last = answer.last, last.isLetter, !last.isUppercase,
      !answer.contains("\n"), AnswerWords.isUnspaced(last.unicodeScalars.first!) == false
    else { return false }
    var previous: UInt8 = 0
    for byte in answer.utf8 {
      if byte == 0x20, previous == 0x2e || previous == 0x21 || previous == 0x3f { return true }
      previous = byte
    }
    return false
  }
}

/// Traces of text that was decoded wrongly.
enum EncodingDamage {
  private static let replacement = Array("\u{fffd}".utf8)
  /// UTF-8 that was taken for Windows-1252 or Latin-1: each form cannot be meant in any language.
  private static let mojibake: [[UInt8]] = [
    "Ã©", "Ã¨", "Ã¤", "Ã¶", "Ã¼", "ÃŸ", "Ã±", "Ã§", "Ã¡", "Ã³", "Ãª", "â€™", "â€œ", "â€“", "â€”",
    "â€¦",
    "Â\u{a0}", "Â°", "Â£", "Â©", "Â®", "Â»", "Â«", "Â§", "Âµ", "Â·", "ï»¿", "ä¸", "ã\u{81}",
    "ã\u{82}", "锟斤拷",
  ].map { Array($0.utf8) }

  /// Whether characters were lost.
  static func hasLost(in text: String) -> Bool {
    ByteSearch.first(replacement, in: Array(text.utf8)) != nil
  }

  /// What is wrong with the text; nil where nothing is.
  static func found(in text: String) -> String? {
    let bytes = Array(text.utf8)
    if let place = ByteSearch.first(replacement, in: bytes) {
      return "a character was lost (U+FFFD): " + near(place, in: bytes)
    }
    // All forms begin with one of these bytes.
    guard bytes.contains(where: { $0 == 0xc2 || $0 == 0xc3 || $0 == 0xe2 || $0 >= 0xd0 }) else {
      return nil
    }
    if let place = pairs(in: bytes) {
      return "text was read in the wrong encoding: " + near(place, in: bytes)
    }
    for form in mojibake {
      if let place = ByteSearch.first(form, in: bytes) {
        return "text was read in the wrong encoding: " + near(place, in: bytes)
      }
    }
    return nil
  }

  /// Where three letters in a row were taken apart into a lead and another sign: Cyrillic in UTF-8
  /// read as Windows-1251 (Р or С, then what is no Russian letter), Shift-JIS read as Windows-1252 or
  /// Latin-1 (the bytes 0x82 and 0x83, then any).
  private static func pairs(in bytes: [UInt8]) -> Int? {
    guard holdsLead(bytes) else { return nil }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    let isPair = { (index: Int) -> Bool in
      guard index + 1 < scalars.count else { return false }
      let next = scalars[index + 1].value
      switch scalars[index].value {
      case 0x420, 0x421: return next >= 0x80 && !(0x410...0x44f).contains(next)
      case 0x201a, 0x192, 0x82, 0x83: return next > 0x20
      default: return false
      }
    }
    var place = 0
    for (index, scalar) in scalars.enumerated() {
      if isPair(index), isPair(index + 2), isPair(index + 4) { return place }
      place += scalar.utf8.count
    }
    return nil
  }

  /// Whether a lead stands anywhere: most texts, dashes and quotation marks and all, have none.
  private static func holdsLead(_ bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    var before: UInt8 = 0
    for byte in bytes {
      switch (previous, byte) {
      case (0xd0, 0xa0), (0xd0, 0xa1), (0xc6, 0x92), (0xc2, 0x82), (0xc2, 0x83): return true
      case (0x80, 0x9a) where before == 0xe2: return true
      default: (before, previous) = (previous, byte)
      }
    }
    return false
  }

  private static func near(_ place: Int, in bytes: [UInt8]) -> String {
    var start = max(0, place - 16)
    while start > 0, bytes[start] & 0xc0 == 0x80 { start -= 1 }
    var end = min(bytes.count, place + 16)
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    return excerpt(String(decoding: bytes[start..<end], as: UTF8.self))
  }
}
