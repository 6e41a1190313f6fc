/// Whether a question names what it is about, or points at something that only the page shows.
enum StandAlone {
  /// Words that point at something outside of the question.
  private static let dangling: [String: Set<String>] = [
    "en": [
      "this", "these", "those", "it", "its", "itself", "they", "them", "their", "he", "she", "his",
      "her", "above", "below", "following", "previous", "latter", "former", "here", "there",
      "that's", "it's", "such", "aforementioned", "preceding", "we", "our", "us",
    ],
    "de": [
      "dies", "diese", "dieser", "dieses", "diesem", "diesen", "jene", "jener", "jenes", "er",
      "sie",
      "es", "ihn", "ihm", "ihr", "ihre", "ihren", "sein", "seine", "oben", "unten", "folgende",
      "folgenden", "hier", "dort", "damit", "dabei", "dadurch", "dazu", "davon", "daran", "wir",
    ],
  ]

  /// Words of somebody who tells of himself: a page's own question may ask so, a question about what
  /// it says may not. In capitals as written, for `-i` is an option.
  private static let firstPerson: [String: Set<String>] = [
    "en": ["I", "my", "me", "mine", "myself", "I'm", "I've", "I'd"],
    "de": ["ich", "Ich", "mein", "meine", "meinen", "meinem", "meiner", "mir", "mich"],
  ]

  private static let danglingJapanese = [
    "これ", "それ", "あれ", "この", "その", "あの", "ここ", "そこ", "上記", "下記", "次の", "以下の", "前述",
  ]

  /// Pronouns that are at home in a question of the document's own: "How do I clean it?" names its
  /// subject nowhere, but "If my chain slips, is it worn?" does.
  private static let forgivable: Set<String> = [
    "it", "its", "they", "them", "their", "there", "es", "sie",
  ]

  /// - Parameters:
  ///   - question: what stands in quotation marks names something and is not looked at.
  ///   - fewestOwnWords: shorter questions of a page's own live on what stands around them.
  static func isDangling(
    _ question: String, isOwn: Bool, language: String, fewestOwnWords: Int = 4
  ) -> Bool {
    let question = withoutQuotations(question)
    if language == "ja" { return danglingJapanese.contains { question.contains($0) } }
    guard let words = dangling[language] else { return false }
    let asked = question.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "_" }.map(
      String.init)
    if !isOwn, let words = firstPerson[language],
      question.split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "-" && $0 != "_" })
        .contains(where: { words.contains(String($0)) })
    {
      return true
    }
    // A question of the page's own may take up a subject that it has named itself.
    let namesSomething = isOwn && asked.count >= 7
    if isOwn && asked.count < fewestOwnWords { return true }
    return asked.indices.contains { place in
      let word = asked[place]
      if word == "above" || word == "below" { return pointsAlong(asked, place) }
      return words.contains(word) && !(namesSomething && forgivable.contains(word))
    }
  }

  /// Whether “above” or “below” points at the page, as in “the above list” and “as shown below”, and
  /// does not compare: “falls below 980 hPa”.
  private static func pointsAlong(_ words: [String], _ place: Int) -> Bool {
    guard place > 0, place + 1 < words.count else { return true }
    let before: Set<String> = [
      "the", "as", "shown", "described", "see", "listed", "mentioned", "given", "discussed", "from",
      "explained", "defined", "noted", "outlined", "and",
    ]
    return before.contains(words[place - 1])
  }

  private static func withoutQuotations(_ text: String) -> String {
    var result = ""
    var depth = 0
    for character in text {
      if "“„「『".contains(character), !(character == "“" && depth > 0 && text.contains("„")) {
        depth += 1
      } else if "”」』".contains(character) || character == "“" {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        result.append(character)
      }
    }
    return result
  }
}
