import Foundation

/// What a word that was not seen before gives.
extension TermReader {
  /// Finds the terms of a word that was not seen before.
  mutating func learn(_ word: UnsafeBufferPointer<UInt8>) {
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
  private mutating func learnTrimmed(_ part: [UInt8]) {
    let end = part.lastIndex { !WordJoint.bytes.contains($0) }
    guard let end else { return }
    part[...end].withUnsafeBufferPointer { learnParts($0) }
  }

  /// The whole and its parts, where underscores join several; else the word alone.
  private mutating func learnParts(_ word: UnsafeBufferPointer<UInt8>) {
    if !word.contains(0x5f) { return learnTerm(word) }
    let parts = word.split(separator: 0x5f)
    guard let first = parts.first, let last = parts.last else { return }
    if parts.count > 1 {
      remember(UnsafeBufferPointer(rebasing: word[first.startIndex..<last.endIndex]))
    }
    for part in parts { learnTerm(UnsafeBufferPointer(rebasing: part)) }
  }

  private mutating func learnTerm(_ word: UnsafeBufferPointer<UInt8>) {
    if !stopwords.isEmpty && word.count <= 5 && stopwords.contains(Array(word)) { return }
    guard let stemmer, stemsAllScripts || !word.contains(where: { $0 >= 0x80 }) else {
      return remember(word)
    }
    let stem = stemmer.stem(word)
    remember(stem.isEmpty ? word : stem)
  }
}
