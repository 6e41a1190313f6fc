import Documents

/// What a question must be, whatever its answer: the checks that are made before an answer is paid
/// for.
struct QuestionScreen: Sendable {
  let options: CheckOptions

  /// Why a question is no good; nil where nothing is wrong with it.
  func verdict(on question: String, about material: Material) -> Verdict? {
    let language = material.language
    if question.unicodeScalars.count < 6 {
      return Verdict("questionTooShort", "a question of \(question.count) characters")
    }
    if question.count > 400 {
      return Verdict("questionTooLong", "a question of \(question.count) characters")
    }
    if options.language, let verdict = material.otherLanguage(question) { return verdict }
    if options.form, let fault = QuestionShape.fault(of: question, language: language) {
      return Verdict("notAQuestion", fault)
    }
    if options.standAlone {
      if let word = SourceReference.inside(question, language: language) {
        return Verdict("danglingQuestion", "it speaks of “\(word)”, which a reader does not see")
      }
      if let noun = GenericSubject.inside(question, language: language) {
        return Verdict("danglingQuestion", "it does not say which \(noun) it is about")
      }
      if StandAlone.isDangling(question, isOwn: false, language: language) {
        return Verdict("danglingQuestion", "it points at something that it does not name")
      }
    }
    return nil
  }
}

/// Whether a sentence has the form of a question.
enum QuestionShape {
  /// What is wrong with it; nil where nothing is.
  static func fault(of question: String, language: String) -> String? {
    guard let last = question.last, "?？؟;⸮".contains(last) || language == "th" || language == "lo"
    else { return "it does not end in a question mark" }
    let marks = question.count { "?？؟".contains($0) }
    if marks > 1 { return "there are \(marks) questions in one" }
    if question.contains("{{") || question.contains("...") || question.contains("…") {
      return "a part of it is missing"
    }
    guard let starts = starts[language] else { return nil }
    let words = question.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
    // "In PostgreSQL, what does …?": the question may come behind an introduction.
    guard words.contains(where: { starts.contains(String($0)) }) else {
      return "there is no word in it that asks"
    }
    return nil
  }

  /// Words that ask, and verbs that stand first in questions.
  static let starts: [String: Set<String>] = [
    "en": [
      "what", "what's", "which", "who", "whom", "whose", "when", "where", "why", "how", "is", "are",
      "was", "were", "do", "does", "did", "can", "could", "should", "would", "will", "may", "must",
      "has", "have", "had", "am",
    ],
    "de": [
      "was", "welche", "welcher", "welches", "welchen", "welchem", "wer", "wen", "wem", "wessen",
      "wann", "wo", "woher", "wohin", "warum", "weshalb", "wieso", "wozu", "wie", "wieviel",
      "womit", "wodurch", "worin", "worauf", "wofür", "wovon", "woran", "worüber", "ist", "sind",
      "war", "waren", "kann", "können", "muss", "müssen", "soll", "sollte", "darf", "hat", "haben",
      "wird", "werden", "gibt", "gilt",
    ],
  ]
}

/// Words by which a question speaks of the text that it was made from.
enum SourceReference {
  /// The first of them; nil where there is none.
  static func inside(_ question: String, language: String) -> String? {
    let text = question.lowercased()
    return phrases[language]?.first { text.contains($0) }
  }

  private static let phrases: [String: [String]] = [
    "en": [
      "the passage", "this passage", "the sentence", "this sentence", "the text ", "the given ",
      "the provided ", "the excerpt", "the author", "according to the text", "the article",
      "this article", "mentioned in the", "the statement", "this section", "the paragraph",
      "this paragraph", "the quote", "the answer", "the question", "the list", "the reader",
    ],
    "de": [
      "der abschnitt", "dem abschnitt", "diesem abschnitt", "im abschnitt", "der satz", "dem satz",
      "diesem satz", "im text", "dem text", "der text ", "des textes", "der autor", "dem artikel",
      "im artikel", "die antwort", "die frage", "der liste",
    ],
    "ja": ["この文章", "文章によ", "本文", "この文", "一覧", "著者"],
  ]
}
