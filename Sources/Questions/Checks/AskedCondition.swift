/// Whether the condition that a question asks about is one that its evidence names: “What happens if
/// the buffer is too short?” has no answer in “If the path is empty, …”. English only.
///
/// A condition is what stands between “if” or “when” (or a word like these) and the next comma, full
/// stop or bracket. All its words but the smallest must stand in one of the evidence, with another
/// ending perhaps.
enum AskedCondition {
  /// The first word of a condition that no condition of the evidence has, or “happens” where the
  /// question names no condition; nil where all is told, and for questions about something else than what happens.
  static func strangeWord(in question: String, evidence: String) -> String? {
    let asked = words(question).map(\.text)
    guard asked.contains("happens") || asked.contains("happen") else { return nil }
    let (told, wanted) = (conditions(of: evidence), conditions(of: question))
    // “What happens to old pages?” leaves open when.
    if wanted.isEmpty { return "happens" }
    for condition in wanted {
      guard
        let strange = told.map({ unmatched(condition, in: $0) }).min(by: { $0.count < $1.count })
      else { return condition.first }
      if let word = strange.first { return word }
    }
    return nil
  }

  private static func unmatched(_ asked: [String], in told: [String]) -> [String] {
    asked.filter { word in !told.contains { isAlike(word, $0) } }
  }

  /// The same word, or one with another short ending.
  private static func isAlike(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    let shared = zip(one, other).prefix { $0 == $1 }.count
    return shared >= 4 && max(one.count, other.count) - shared <= 3
  }

  private static func conditions(of text: String) -> [[String]] {
    var found: [[String]] = []
    var current: [String]?
    for word in words(text) {
      if let open = current, introductions.contains(word.text) {
        found.append(open)
        current = []
      } else if current == nil, introductions.contains(word.text) {
        current = []
      } else if !smallest.contains(word.text) {
        current?.append(word.text)
      }
      if word.endsClause, let open = current {
        found.append(open)
        current = nil
      }
    }
    if let current { found.append(current) }
    return found.filter { !$0.isEmpty }
  }

  private static func words(_ text: String) -> [(text: String, endsClause: Bool)] {
    text.lowercased().split(whereSeparator: \.isWhitespace).map { word in
      let endsClause = word.last.map { ",;:.?!)".contains($0) } ?? false
      let isOpening = word.first == "("
      let plain = word.drop { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }
      let end = plain.lastIndex { $0.isLetter || $0.isNumber || $0 == "_" }
      return (end.map { String(plain[...$0]) } ?? "", endsClause && !isOpening)
    }.filter { !$0.text.isEmpty || $0.endsClause }
  }

  private static let introductions: Set<String> = [
    "if", "when", "whenever", "once", "while", "unless", "after", "until", "before",
  ]

  private static let smallest: Set<String> = [
    "", "a", "an", "the", "is", "are", "was", "were", "be", "been", "being", "to", "of", "in", "on",
    "at", "by", "for", "with", "and", "or", "it", "its", "that", "this", "you", "your", "has",
    "have",
    "had", "does", "do", "did", "can", "then", "there",
  ]
}
