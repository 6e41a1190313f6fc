import Documents

/// The sentence of a passage that supports an answer best, for questions that come without evidence.
public enum SupportingSentence {
  /// The first sentence that holds the answer, else the one that shares most words with answer and
  /// question; nil where none shares any. Offsets are UTF-8 offsets in the text.
  public static func range(in text: String, question: String, answer: String) -> Range<Int>? {
    let bytes = Array(text.utf8)
    // A line of a passage is a block, or a line of code: no sentence goes on over its end.
    let sentences = Sentences.ranges(in: bytes, 0..<bytes.count).flatMap { sentence in
      bytes[sentence].split(separator: 0x0a).map { $0.startIndex..<$0.endIndex }
    }
    if let place = EvidenceText(answer).range(in: text) {
      // An answer over several of them is its own evidence.
      return sentences.first { $0.contains(place) } ?? place
    }
    let answerWords = words(of: answer)
    let questionWords = words(of: question)
    let scored = sentences.map { range in
      let found = words(of: String(decoding: bytes[range], as: UTF8.self))
      // A word of the answer says more than one of the question.
      return found.intersection(answerWords).count * 3 + found.intersection(questionWords).count
    }
    guard let best = scored.max(), best > 0, let index = scored.firstIndex(of: best) else {
      return nil
    }
    return sentences[index]
  }

  /// Words in lower case; of scripts without spaces each character.
  private static func words(of text: String) -> Set<String> {
    var words: Set<String> = []
    var word = ""
    for character in NormalizedText(text).string {
      let isWord = character.isLetter || character.isNumber
      let isAlone = character.unicodeScalars.first!.value >= 0x2e80
      if isWord && !isAlone {
        word.append(character)
        continue
      }
      if !word.isEmpty { words.insert(word) }
      word = ""
      if isWord { words.insert(String(character)) }
    }
    if !word.isEmpty { words.insert(word) }
    return words
  }
}

extension Range<Int> {
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
