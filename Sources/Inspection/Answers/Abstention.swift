import Questions

/// Whether an answer says that it gives none: in English by how its sentences are made, in other
/// languages by the words that models decline with.
///
/// Only the answer is looked at, not the reasoning before it, and only its beginning: a long answer
/// that mentions what is not known is an answer.
enum Abstention {
  private static let phrases: [[UInt8]] = [
    // German
    "keine antwort", "nicht beantworten", "beantworten diese frage nicht", "nicht beantwortet",
    "die antwort nicht", "weiß ich nicht", "ich weiß es nicht", "keine information",
    "nicht genügend information", "nicht erwähnt", "geht nicht hervor", "nicht hervor, ",
    "keine angabe", "steht nichts in", "steht nicht in den", "steht nicht im text",
    "sagen dazu nichts", "sagt dazu nichts",
    // French, Spanish
    "je ne sais pas", "ne contiennent pas", "ne répond", "pas de réponse", "no sé",
    "n'est pas mentionné", "ne mentionne", "ne précise", "aucune information", "no lo sé",
    "no se menciona", "no menciona",
    "no contienen", "no hay información", "no puedo responder", "no se puede responder",
    // Japanese, Chinese
    "答えられません", "答えることができません", "答えが含まれていません", "答えは含まれていません",
    "わかりません", "分かりません", "記載されていません", "情報がありません", "不明です",
    "无法回答", "無法回答", "没有答案", "不知道", "没有提到", "沒有提到", "未提及", "没有提供",
  ].map { NormalizedText($0).bytes }

  /// The bytes of an answer that are looked at.
  private static let beginning = 240

  /// Lines stay apart here, as they end sentences.
  private static func beginning(of answer: String) -> String {
    var text = Substring(answer.drop { $0.isWhitespace }.prefix(beginning))
    // What breaks off in a word would be another one.
    if text.endIndex < answer.endIndex, let space = text.lastIndex(of: " ") {
      text = text[..<space]
    }
    return text.lowercased().replacing("’", with: "'")
  }

  static func shows(in answer: String) -> Bool {
    let start = Array(NormalizedText(answer.replacing("’", with: "'")).bytes.prefix(beginning))
    return phrases.contains { ByteSearch.first($0, in: start) != nil }
      || EnglishDeclining.shows(in: beginning(of: answer))
  }
}
