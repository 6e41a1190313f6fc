/// What a text shows of its language, counted over bytes.
struct LanguageEvidence {
  private let profiles = LanguageProfiles.shared
  private var letters = 0
  private var scripts = [Int](repeating: 0, count: LanguageProfiles.scripts.count)
  private var latinWords = 0
  private var otherWords = 0
  /// By language: the sum of weights, the words, and a bit for each of up to 64 different words.
  private var scores: [Float]
  private var hits: [Int]
  /// Letters that few languages have.
  private var marks: [Int]
  private var seen: [UInt64]

  init() {
    let count = LanguageProfiles.languages.count
    scores = [Float](repeating: 0, count: count)
    hits = [Int](repeating: 0, count: count)
    marks = hits
    seen = [UInt64](repeating: 0, count: count)
  }

  /// Reads a stretch of UTF-8; a character cut at an end counts for nothing.
  ///
  /// What touches a digit is no word but a name ("CA581203"), and a capital that stands alone is an
  /// initial: neither is of a language.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var hash = LanguageProfiles.seed
    var length = 0
    var isLatin = true
    var (isName, isCapital) = (false, false)
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] & 0xc0 == 0x80 { index += 1 }
    while index < range.upperBound {
      let byte = bytes[index]
      if byte < 0x80 {
        let lower = byte | 0x20
        if lower >= 0x61 && lower <= 0x7a {
          letters += 1
          if length == 0 { isCapital = byte < 0x60 }
          length += 1
          hash = LanguageProfiles.step(hash, lower)
        } else {
          let isDigit = byte >= 0x30 && byte <= 0x39
          if length > 0 {
            if !isName && !isDigit && !(isCapital && length == 1) {
              endWord(hash, length, isLatin)
            }
            (hash, length, isLatin) = (LanguageProfiles.seed, 0, true)
          }
          isName = isDigit
        }
        index += 1
        continue
      }
      let width = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      guard index + width <= range.upperBound else { break }
      var value = UInt32(byte & (width == 2 ? 0x1f : width == 3 ? 0x0f : 0x07))
      for offset in 1..<width { value = value << 6 | UInt32(bytes[index + offset] & 0x3f) }
      index += width
      guard let script = LanguageProfiles.script(value) else {
        // Marks, quotation marks, symbols; an apostrophe too, so that l’ stands alone.
        if length > 0 && !isName { endWord(hash, length, isLatin) }
        (hash, length, isLatin, isName) = (LanguageProfiles.seed, 0, true, false)
        continue
      }
      letters += 1
      let folded = LanguageProfiles.lowercase(value)
      if script >= 0 {
        scripts[script] += 1
        isLatin = false
      }
      if folded <= LanguageProfiles.lastLetter || folded >= 0x1e00 && folded <= 0x1eff {
        let set = profiles.languages(of: LanguageProfiles.letter(folded))
        let weight = 0.33 / Float(set.nonzeroBitCount)
        Self.forEach(set) {
          scores[$0] += weight
          marks[$0] += 1
        }
      }
      isCapital = false
      length += 1
      hash = LanguageProfiles.step(hash, folded)
    }
    if length > 0 && !isName { endWord(hash, length, isLatin) }
  }

  private mutating func endWord(_ hash: UInt64, _ length: Int, _ isLatin: Bool) {
    if isLatin { latinWords += 1 } else { otherWords += 1 }
    if length > LanguageProfiles.longestWord { return }
    let set = profiles.languages(of: hash)
    let weight = 1 / Float(set.nonzeroBitCount)
    Self.forEach(set) {
      scores[$0] += weight
      hits[$0] += 1
      seen[$0] |= 1 << (hash >> 58)
    }
  }

  private static func forEach(_ set: UInt64, _ body: (Int) -> Void) {
    var rest = set
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }

  /// The language; nil where the evidence is thin.
  var language: String? {
    let kana = LanguageProfiles.kana
    if scripts[kana] * 10 > letters { return "ja" }
    if let script = scripts.indices.max(by: { scripts[$0] < scripts[$1] }),
      scripts[script] * 10 > letters
    {
      let names = LanguageProfiles.scripts[script].languages
      // The first one is what most texts in the script are in.
      return best(of: LanguageProfiles.ofScript[script]).map { LanguageProfiles.languages[$0] }
        ?? names[0]
    }
    guard latinWords >= 5, let index = best(of: LanguageProfiles.latin) else { return nil }
    let isSpoken = hits[index] * 100 > latinWords * 3 && seen[index].nonzeroBitCount >= 2
    // A language with long words shows itself by its letters.
    guard isSpoken || hits[index] > 0 && marks[index] * 4 > latinWords else { return nil }
    return LanguageProfiles.languages[index]
  }

  /// The language with the highest score, the first one among equals; nil where all have none.
  private func best(of languages: [Int]) -> Int? {
    var found: Int?
    for index in languages where scores[index] > (found.map { scores[$0] } ?? 0) { found = index }
    return found
  }
}
