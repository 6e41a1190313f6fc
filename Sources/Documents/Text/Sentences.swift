/// Splits running text into sentences, over bytes.
///
/// The characters are those of UAX #29 (sentence boundaries): `STerm` beyond ASCII (`。`, `؟`, `।`,
/// `։`, `።`, …) ends a sentence wherever it stands, closing quotes and brackets included; `.`, `!`
/// and `?` do before white space and something that can begin a sentence, which neither a lowercase
/// letter nor `SContinue` (comma, colon, dash) is. Where the standard knows too little of the text,
/// this departs from it: abbreviations of English and German, initials and numbers end no sentence,
/// nor does a stop inside brackets that are still open; `;` behind a Greek letter is a question
/// mark; a line end alone is white space. Thai and Lao, which write no stops, have no boundaries but
/// empty lines.
public enum Sentences {
  /// The sentences of `bytes[range]`, in order, white space between them left out.
  public static func ranges(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { ranges(in: $0, range) }
  }

  /// The sentences of a string.
  public static func split(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return ranges(in: bytes, 0..<bytes.count).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  static func ranges(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = skipSpace(bytes, range.lowerBound, range.upperBound)
    var index = start
    var depth = 0
    func finish(at end: Int) {
      var last = end
      while last > start, bytes[last - 1] <= 0x20 { last -= 1 }
      if last > start { result.append(start..<last) }
      start = skipSpace(bytes, end, range.upperBound)
      index = start
      depth = 0
    }
    while index < range.upperBound {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["):
        if isClosed(bytes, index, range.upperBound) { depth += 1 }
        index += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        depth = max(0, depth - 1)
        index += 1
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
        let end = closing(bytes, index + 1, range.upperBound)
        if endsSentence(bytes, at: index, closedAt: end, start: start, range, depth: depth) {
          finish(at: end)
        } else {
          index += 1
        }
      case 0x80...:
        let (value, width) = scalar(bytes, index, range.upperBound)
        index += width
        guard isTerminator(value), depth == 0 else { continue }
        let end = closing(bytes, index, range.upperBound)
        if end >= range.upperBound || !isContinuing(scalar(bytes, end, range.upperBound).value) {
          finish(at: end)
        }
      case UInt8(ascii: ";") where isGreekQuestion(bytes, index, range):
        finish(at: index + 1)
      case 0x0a where index + 1 < range.upperBound && bytes[index + 1] == 0x0a:
        finish(at: index)
      default:
        index += 1
      }
    }
    finish(at: range.upperBound)
    return result
  }

  /// How far a bracket's other half may be, in bytes; a bracket without one is but a character.
  private static let longestRemark = 300

  private static func isClosed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> Bool {
    var depth = 0
    for place in index..<min(end, index + longestRemark) {
      switch bytes[place] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return true }
      default: break
      }
    }
    return false
  }

  private static func skipSpace(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var index = start
    while index < end, bytes[index] <= 0x20 { index += 1 }
    return index
  }

  /// The index behind closing quotes and brackets, and further stops, at `index`.
  private static func closing(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var index = start
    while index < end, bytes[index] > 0x20 {
      let (value, width) = scalar(bytes, index, end)
      guard isClosing(value) || isTerminator(value) else { return index }
      index += width
    }
    return index
  }

  private static func endsSentence(
    _ bytes: UnsafeBufferPointer<UInt8>, at stop: Int, closedAt end: Int, start: Int,
    _ range: Range<Int>, depth: Int
  ) -> Bool {
    if end >= range.upperBound { return true }
    guard bytes[end] <= 0x20 else { return false }
    let next = skipSpace(bytes, end, range.upperBound)
    if next >= range.upperBound { return true }
    // A remark in brackets stays with its sentence.
    if depth > 0 && end == stop + 1 { return false }
    let beginning = bytes[next]
    let following = scalar(bytes, next, range.upperBound).value
    if isContinuing(following) && !startsCode(bytes, next, range.upperBound) { return false }
    let isLower = beginning >= 0x61 && beginning <= 0x7a
    let isStop = bytes[stop] == UInt8(ascii: ".")
    if isLower && isStop && isLowercaseWord(bytes, next, range.upperBound) { return false }
    if isForeignLowercase(following) { return false }
    guard isStop else { return !isLower }
    if isMonth(bytes, next, range.upperBound), stop > start, bytes[stop - 1] >= 0x30,
      bytes[stop - 1] <= 0x39
    {
      return false
    }
    return !isAbbreviation(bytes, stop: stop, start: start, next: bytes[next..<range.upperBound])
  }

  /// Whether a hyphen at `index` begins a word, such as an option or a negative number.
  private static func startsCode(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> Bool {
    bytes[index] == UInt8(ascii: "-") && index + 1 < end && bytes[index + 1] > 0x20
  }

  /// Whether the word at `index` is plain lowercase: `max_connections` may begin a sentence.
  private static func isLowercaseWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> Bool {
    var index = index
    while index < end, bytes[index] > 0x20 {
      switch bytes[index] {
      case UInt8(ascii: "_"), UInt8(ascii: "("), 0x30...0x39, 0x41...0x5a: return false
      default: index += 1
      }
    }
    return true
  }

  private static let germanMonths: Set<String> = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember", "Jahrhundert",
  ]

  /// Whether a German month follows: the stop before it belongs to an ordinal number.
  private static func isMonth(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> Bool {
    var last = index
    while last < end, bytes[last] >= 0x41 { last += 1 }
    guard (3...14).contains(last - index) else { return false }
    let word = UnsafeBufferPointer(rebasing: bytes[index..<last])
    return germanMonths.contains(String(decoding: word, as: UTF8.self))
  }

  private static let abbreviations: Set<String> = [
    "e.g", "i.e", "cf", "vs", "etc", "approx", "resp", "fig", "figs", "eq", "sec", "ch", "nos",
    "vol", "pp", "ed", "eds", "al", "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "inc", "ltd",
    "corp", "dept", "ca", "z.b", "d.h", "u.a", "bzw", "usw", "ggf", "evtl", "vgl", "nr", "bd",
    "abb", "sog", "inkl", "zzgl", "s.o", "s.u",
    "v.a", "o.ä", "geb", "gest", "std", "gen", "sen", "rep", "gov", "col", "lt", "sgt", "capt",
    "messrs", "viz", "ibid", "bros", "jan", "feb", "sept", "oct", "nov", "dec", "hrsg", "bspw",
    "einschl", "mio", "mrd", "jh", "aufl", "i.d.r", "v.chr", "n.chr",
  ]

  /// Abbreviations before a number, and words elsewhere.
  private static let numberedAbbreviations: Set<String> = [
    "no", "p", "art", "abs", "kap", "s", "par", "tab", "chap", "rev", "ver",
  ]

  private static func isAbbreviation(
    _ bytes: UnsafeBufferPointer<UInt8>, stop: Int, start: Int,
    next: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Bool {
    var first = stop
    while first > start, bytes[first - 1] > 0x20, bytes[first - 1] != UInt8(ascii: "(") {
      first -= 1
    }
    let word = UnsafeBufferPointer(rebasing: bytes[first..<stop])
    guard !word.isEmpty, word.count <= 8 else { return false }
    // An initial (J. Smith), or the number of a list or a German ordinal (3. Mai).
    if word.count == 1, word[0] >= 0x41, word[0] <= 0x5a {
      return first > start || stop - start == 1
    }
    // The same in other alphabets: А. С. Пушкин.
    if word[0] >= 0x80 {
      let (value, width) = scalar(bytes, first, stop)
      if width == word.count, Unicode.Scalar(value)?.properties.isUppercase == true { return true }
    }
    if word.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return first == start }
    // The first half of "z. B."
    if word.count == 1, next.dropFirst().first == UInt8(ascii: ".") { return true }
    // Letters with stops between them: U.S., a.m.
    if word.count >= 3, word.indices.allSatisfy({ ($0 % 2 == 1) == (word[$0] == 0x2e) }) {
      return word[0] | 0x20 >= 0x61
    }
    let text = String(decoding: word, as: UTF8.self).lowercased()
    let isNumbered = next.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
    return abbreviations.contains(text) || isNumbered && numberedAbbreviations.contains(text)
  }
}
