/// English sentences that decline to answer, told by how they are made: models word it in more ways
/// than a list of phrases holds.
///
///     EnglishDeclining.shows(in: "none of the passages mentions it.")            // true
///     EnglishDeclining.shows(in: "the view has no information on temporary tables.")  // false
///
/// A sentence declines where who speaks says no of knowing, where what was given is said not to hold
/// something, or where something is said to be missing. What is denied of other things (a view, a
/// function, the reader) is an answer.
enum EnglishDeclining {
  /// - Parameter text: in lower case, with straight apostrophes.
  static func shows(in text: String) -> Bool {
    let sentences = text.split { ".!?\n".contains($0) }.map(words).filter { !$0.isEmpty }
    guard let first = sentences.first else { return false }
    if sentences.count == 1, wholeAnswers.contains(first.joined(separator: " ")) { return true }
    return sentences.prefix(2).contains(where: declines)
  }

  /// Words, contractions taken apart: "can't" and "cannot" are "can not".
  private static func words(_ sentence: Substring) -> [String] {
    sentence.split { !($0.isLetter || $0.isNumber || $0 == "'") }.flatMap { word -> [String] in
      switch word {
      case "cannot", "can't": ["can", "not"]
      case "i'm": ["i", "am"]
      case _ where word.hasSuffix("n't"): [String(word.dropLast(3)), "not"]
      case _ where word.hasSuffix("'s"): [String(word.dropLast(2)), "is"]
      case _ where word.hasSuffix("'ve"): [String(word.dropLast(3)), "have"]
      default: [String(word)]
      }
    }
  }

  private static func declines(_ words: [String]) -> Bool {
    speakerDoesNotKnow(words) || sourcesDoNotSay(words) || somethingIsMissing(words)
      || nothingIsSaid(words)
  }

  /// "I could not find …", "unable to determine …", "cannot be answered …".
  private static func speakerDoesNotKnow(_ words: [String]) -> Bool {
    for (index, word) in words.enumerated() where word == "i" || word == "we" {
      let after = words[(index + 1)...].prefix(4)
      guard let no = after.firstIndex(where: denials.contains) else { continue }
      if words[no...].prefix(6).contains(where: knowing.contains) { return true }
    }
    if let unable = words.prefix(3).firstIndex(of: "unable"),
      words[unable...].prefix(4).contains(where: knowing.contains)
    {
      return true
    }
    let start = Array(words.prefix(4))
    guard start.count > 2, start[0] == "can" || start[0] == "could", start[1] == "not" else {
      return false
    }
    return knowing.contains(start[2]) || start[2] == "be" && found.contains(start.last ?? "")
  }

  /// "None of the passages mentions …", "the context does not contain …".
  private static func sourcesDoNotSay(_ words: [String]) -> Bool {
    for (index, word) in words.enumerated() where sources.contains(word) {
      let before = words[max(0, index - 5)..<index]
      if before.contains(where: { ["none", "neither", "nothing", "no"].contains($0) }),
        words.contains(where: { saying.contains($0) || matters.contains($0) })
      {
        return true
      }
      let after = words[(index + 1)...].prefix(6)
      if let no = after.firstIndex(where: { denials.contains($0) || $0 == "lack" || $0 == "lacks" }
      ),
        words[max(index, no - 2)...].prefix(7).contains(where: {
          saying.contains($0) || matters.contains($0) || $0 == "enough" || $0 == "sufficient"
        })
      {
        return true
      }
      if words[..<index].contains("unclear") || words[..<index].contains("unknown")
        || words[index...].contains("silent") || words[..<index].contains("missing")
      {
        return true
      }
    }
    return false
  }

  /// "There is no information on …", "not enough information".
  private static func somethingIsMissing(_ words: [String]) -> Bool {
    var rest = words[...]
    if let there = words.firstIndex(of: "there") {
      guard words[there...].dropFirst().first.map(being.contains) == true else { return false }
      rest = words[(there + 2)...]
      if rest.first == "nothing", words.contains(where: sources.contains) { return true }
    }
    var isDenied = false
    while let word = rest.first,
      ["no", "not", "insufficient", "enough", "sufficient", "any", "relevant", "specific"].contains(
        word)
    {
      isDenied = isDenied || ["no", "not", "insufficient"].contains(word)
      rest = rest.dropFirst()
    }
    guard isDenied, let what = rest.first, matters.contains(what) || what == "context" else {
      return false
    }
    // "There is no information loss" is about losses.
    guard let next = rest.dropFirst().first else { return true }
    return following.contains(next)
  }

  /// "It is not specified", "the height is not mentioned in the text", "this cannot be determined".
  private static func nothingIsSaid(_ words: [String]) -> Bool {
    // "The information needed", "it", "the answer to this question".
    let subject = { (end: Int) in
      emptySubjects.contains(words[..<end].joined(separator: " "))
        || words[..<end].contains { $0 == "information" || $0 == "answer" }
    }
    let namesSource = words.contains(where: sources.contains)
    if words.first == "not", words.count > 1, stated.contains(words[1]), namesSource { return true }
    for (index, word) in words.enumerated() {
      let rest = words[index...]
      if word == "impossible", rest.prefix(4).contains(where: knowing.contains) {
        if namesSource || index > 0 && subject(index - 1) { return true }
      }
      if being.contains(word), let state = rest.dropFirst().first {
        if ["unknown", "unclear", "unanswerable"].contains(state), subject(index) { return true }
        guard state == "not", let said = rest.dropFirst(2).first else { continue }
        if said == "possible", rest.contains(where: knowing.contains), subject(index) || namesSource
        {
          return true
        }
        if ["in", "among", "part", "something"].contains(said), namesSource, subject(index) {
          return true
        }
        guard stated.contains(said) else { continue }
        if namesSource || rest.count == 3 && (subject(index) || mentioned.contains(said)) {
          return true
        }
      }
      if word == "can" || word == "could", rest.count > 3, rest[index + 1] == "not",
        rest[index + 2] == "be", found.contains(rest[index + 3]),
        namesSource || subject(index) || words[..<index].contains("question")
      {
        return true
      }
    }
    return false
  }

  private static let wholeAnswers: Set<String> = [
    "unknown", "n a", "na", "no answer", "unanswerable", "not answerable", "no idea", "not sure",
    "unsure", "not available", "not given", "not mentioned", "not specified", "not stated",
    "not provided", "no information", "no answer found",
  ]
  private static let denials: Set<String> = [
    "not", "no", "never", "nothing", "unable", "unsure", "insufficient", "without", "neither",
  ]
  private static let knowing: Set<String> = [
    "know", "answer", "find", "found", "determine", "say", "tell", "information", "sure", "certain",
    "see", "provide", "context", "help", "assist", "identify", "locate", "infer", "deduce",
    "enough",
    "conclude", "unsure", "access",
  ]
  /// What a model was given to answer from.
  private static let sources: Set<String> = [
    "passage", "passages", "context", "contexts", "document", "documents", "text", "texts",
    "excerpt",
    "excerpts", "sources", "snippet", "snippets", "material", "materials", "article", "articles",
    "paragraph", "paragraphs", "documentation", "references",
  ]
  private static let saying: Set<String> = [
    "contain", "contains", "mention", "mentions", "mentioned", "provide", "provides", "provided",
    "include", "includes", "included", "specify", "specifies", "specified", "state", "states",
    "stated",
    "answer", "answers", "answered", "say", "says", "said", "address", "addresses", "addressed",
    "describe", "describes", "described", "give", "gives", "given", "discuss", "discusses",
    "discussed",
    "tell", "tells", "told", "explain", "explains", "explained", "cover", "covers", "covered",
    "indicate", "indicates", "offer", "offers", "available", "clear",
  ]
  private static let matters: Set<String> = [
    "information", "answer", "mention", "data", "detail", "details", "indication", "reference",
  ]
  private static let being: Set<String> = ["is", "are", "was", "were"]
  private static let following: Set<String> = [
    "in", "about", "on", "regarding", "concerning", "provided", "given", "available", "of", "here",
    "that", "to", "as", "for", "found", "is", "was", "were",
  ]
  private static let mentioned: Set<String> = [
    "mentioned", "stated", "discussed", "addressed", "answered", "answerable", "given", "specified",
    "provided",
  ]
  private static let stated: Set<String> = mentioned.union([
    "contained", "included", "available", "known", "described", "covered",
    "indicated", "explained", "found", "clear", "listed", "detailed",
  ])
  private static let found: Set<String> = [
    "answered", "determined", "found", "inferred", "deduced", "derived", "known", "established",
  ]
  private static let emptySubjects: Set<String> = [
    "it", "this", "that", "the answer", "the information", "this information", "that information",
    "the requested information", "the answer to this question", "the question", "this question",
  ]
}
