/// Answers as SQuAD compares them (Rajpurkar et al. 2016; its evaluation script, version 2.0): lower
/// case, no punctuation, no English articles, words at white space.
///
/// Where a text has Han, kana or another script without spaces, each of their characters is a word,
/// and punctuation is Unicode's (MLQA's evaluation, Lewis et al. 2020); elsewhere ASCII's, as SQuAD
/// has it.
///
///     SQuADText("The  Eiffel-Tower!").words    // ["eiffeltower"]
///     SQuADText("東京タワー。").words            // ["東", "京", "タ", "ワ", "ー"]
struct SQuADText: Equatable {
  let words: [String]

  init(_ text: String) {
    // Swift's lower case knows no final sigma: both are taken for one letter.
    let scalars = text.lowercased().unicodeScalars.map { $0 == "ς" ? "σ" : $0 }
    let isUnspaced = scalars.contains(where: AnswerWords.isUnspaced)
    let kept = scalars.filter { !Self.isPunctuation($0, beyondASCII: isUnspaced) }
    var words: [String] = []
    var word = String.UnicodeScalarView()
    let end = {
      if !word.isEmpty { words.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    for scalar in Self.withoutArticles(kept) {
      if scalar.properties.isWhitespace {
        end()
      } else if AnswerWords.isUnspaced(scalar) {
        end()
        words.append(String(scalar))
      } else {
        word.append(scalar)
      }
    }
    end()
    self.words = words
  }

  /// Whether both come down to the same words.
  static func exactMatch(_ prediction: String, _ answer: String) -> Double {
    SQuADText(prediction) == SQuADText(answer) ? 1 : 0
  }

  /// The harmonic mean of precision and recall of the answer's words; an answer without words wants
  /// a prediction without.
  static func f1(_ prediction: String, _ answer: String) -> Double {
    let (found, wanted) = (SQuADText(prediction).words, SQuADText(answer).words)
    guard !found.isEmpty, !wanted.isEmpty else { return found == wanted ? 1 : 0 }
    var counts: [String: Int] = [:]
    for word in wanted { counts[word, default: 0] += 1 }
    var same = 0
    for word in found where counts[word, default: 0] > 0 {
      counts[word]! -= 1
      same += 1
    }
    guard same > 0 else { return 0 }
    let precision = Double(same) / Double(found.count)
    let recall = Double(same) / Double(wanted.count)
    return 2 * precision * recall / (precision + recall)
  }

  /// A space for each article that is a word by itself; a word is a run of letters and digits.
  private static func withoutArticles(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      let start = index
      while index < scalars.count, isWord(scalars[index]) { index += 1 }
      let run = scalars[start..<index]
      if !run.isEmpty {
        let isArticle = run.count <= 3 && articles.contains(String(String.UnicodeScalarView(run)))
        result += isArticle ? [" "] : Array(run)
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return result
  }

  private static let articles: Set<String> = ["a", "an", "the"]

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar, beyondASCII: Bool) -> Bool {
    if scalar.isASCII {
      return (0x21...0x2f).contains(scalar.value) || (0x3a...0x40).contains(scalar.value)
        || (0x5b...0x60).contains(scalar.value) || (0x7b...0x7e).contains(scalar.value)
    }
    guard beyondASCII else { return false }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }
}
