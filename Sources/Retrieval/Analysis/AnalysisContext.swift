import Foundation

/// What analysis needs on one thread: a stemmer and the words that it has already seen.
///
/// Text is read as bytes. A word is looked up as it stands in the text (ASCII in lower case) and
/// gives its terms; only new words are normalised and stemmed, so most cost one hash look-up.
final class AnalysisContext {
  /// Longer words are cut: they are encoded data, not language.
  static let longestWord = 255
  /// The cache begins anew at this many words.
  private static let cacheLimit = 1 << 17

  private let stemmer: Stemmer?
  private let stemsAllScripts: Bool
  private let stopwords: Set<[UInt8]>

  private var words = TermTable(capacity: 4096)
  /// For each word in `words`, where its terms end in `wordTerms`.
  private var wordTermEnds: [Int] = [0]
  private var wordTerms: [UInt32] = []
  private var terms = TermTable(capacity: 4096)

  init(_ language: LanguageAnalysis, options: RetrievalOptions) {
    stemmer = language.algorithm.flatMap { Stemmer(algorithm: $0) }
    stemsAllScripts = language.stemsAllScripts
    stopwords = options.stopwords && language.dropsEnglishStopwords ? Stopwords.english : []
  }

  /// Gives the terms of UTF-8 text in order; a term's bytes are valid during the call.
  func analyze(
    _ text: UnsafeBufferPointer<UInt8>, _ emit: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestWord + 8) { word in
      var position = 0
      while position < text.count {
        let byte = text[position]
        if byte < 0x80 {
          if !Self.isWordByte(byte) {
            position += 1
            continue
          }
          readWord(text, &position, word, emit)
          continue
        }
        let (scalar, width) = UTF8Reader.scalar(text, position)
        switch CharacterClass(scalar) {
        case .word: readWord(text, &position, word, emit)
        case .ideograph: readIdeographs(text, &position, emit)
        case .separator, .ignorable: position += width
        }
      }
    }
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7a, 0x41...0x5a, 0x30...0x39, 0x5f: true
    default: false
    }
  }

  /// Reads a run of word characters and underscores, and gives its terms.
  ///
  /// As in UAX #29 a full stop or comma between digits, and an apostrophe between letters, belong to
  /// the word (rules WB6, WB7, WB11 and WB12).
  private func readWord(
    _ text: UnsafeBufferPointer<UInt8>, _ position: inout Int,
    _ word: UnsafeMutableBufferPointer<UInt8>, _ emit: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var count = 0
    run: while position < text.count {
      let byte = text[position]
      if Self.isWordByte(byte) {
        if count < Self.longestWord {
          let isUpper = byte >= 0x41 && byte <= 0x5a
          word[count] = isUpper ? byte | 0x20 : byte
          count += 1
        }
        position += 1
        continue
      }
      if let joint = WordJoint(text, position) {
        if joint.endsWord {
          position += joint.width
          break
        }
        if count < Self.longestWord {
          word[count] = joint.byte
          count += 1
        }
        position += joint.width
        continue
      }
      guard byte >= 0x80 else { break }
      let (scalar, width) = UTF8Reader.scalar(text, position)
      switch CharacterClass(scalar) {
      case .word, .ignorable:
        if count + width <= Self.longestWord {
          for offset in 0..<width { word[count + offset] = text[position + offset] }
          count += width
        }
        position += width
      case .ideograph, .separator:
        break run
      }
    }
    look(up: UnsafeBufferPointer(rebasing: word[..<count]), emit)
  }

  private func look(
    up word: UnsafeBufferPointer<UInt8>, _ emit: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let hash = TermTable.hash(word)
    let number: Int
    if let known = words.find(word, hash: hash) {
      number = known
    } else {
      if words.count >= Self.cacheLimit { forget() }
      number = words.insert(word, hash: hash)
      learn(word)
      wordTermEnds.append(wordTerms.count)
    }
    for index in wordTermEnds[number]..<wordTermEnds[number + 1] {
      terms.withBytes(of: Int(wordTerms[index]), emit)
    }
  }

  private func forget() {
    words = TermTable(capacity: 4096)
    terms = TermTable(capacity: 4096)
    wordTermEnds = [0]
    wordTerms = []
  }

  /// Finds the terms of a word that was not seen before.
  private func learn(_ word: UnsafeBufferPointer<UInt8>) {
    guard word.contains(where: { $0 >= 0x80 }) else { return learnParts(word) }
    let visible = String(decoding: word, as: UTF8.self).unicodeScalars.filter {
      $0.isASCII || CharacterClass($0) != .ignorable
    }
    let normal = String(visible).precomposedStringWithCompatibilityMapping.lowercased()
    // Normalisation can take a character apart into several words: U+FDFA holds spaces.
    var part: [UInt8] = []
    for scalar in normal.unicodeScalars {
      if Self.continuesWord(scalar, part) {
        part.append(contentsOf: UTF8.encode(scalar)!)
      } else {
        learnTrimmed(part)
        part.removeAll()
      }
    }
    learnTrimmed(part)
  }

  private static func continuesWord(_ scalar: Unicode.Scalar, _ part: [UInt8]) -> Bool {
    guard scalar.isASCII else { return CharacterClass(scalar) != .separator }
    let byte = UInt8(scalar.value)
    return isWordByte(byte) || !part.isEmpty && WordJoint.bytes.contains(byte)
  }

  /// A part without joints at its end, which normalisation can leave there.
  private func learnTrimmed(_ part: [UInt8]) {
    let end = part.lastIndex { !WordJoint.bytes.contains($0) }
    guard let end else { return }
    part[...end].withUnsafeBufferPointer(learnParts)
  }

  /// The whole and its parts, where underscores join several; else the word alone.
  private func learnParts(_ word: UnsafeBufferPointer<UInt8>) {
    let parts = word.split(separator: 0x5f)
    guard let first = parts.first, let last = parts.last else { return }
    if parts.count > 1 {
      remember(UnsafeBufferPointer(rebasing: word[first.startIndex..<last.endIndex]))
    }
    for part in parts { learnTerm(UnsafeBufferPointer(rebasing: part)) }
  }

  private func learnTerm(_ word: UnsafeBufferPointer<UInt8>) {
    if !stopwords.isEmpty && word.count <= 5 && stopwords.contains(Array(word)) { return }
    guard let stemmer, stemsAllScripts || !word.contains(where: { $0 >= 0x80 }) else {
      return remember(word)
    }
    let stem = stemmer.stem(word)
    remember(stem.isEmpty ? word : stem)
  }

  private func remember(_ term: UnsafeBufferPointer<UInt8>) {
    wordTerms.append(UInt32(terms.insert(term)))
  }
}
