import Questions

/// Whether an answer says that it gives none, told by the words that models decline with.
///
/// Only the answer is looked at, not the reasoning before it, and only its beginning: a long answer
/// that mentions what is not known is an answer.
enum Abstention {
  private static let phrases: [[UInt8]] = [
    // English
    "cannot answer", "can't answer", "can not answer", "unable to answer", "cannot be answered",
    "can't be answered", "do not answer", "does not answer", "don't answer", "doesn't answer",
    "not contain the answer", "not contain an answer", "not contain information",
    "not contain any information", "not contain enough", "not provide information",
    "not provide enough", "not provide the answer", "don't know", "do not know", "no answer",
    "not enough information", "insufficient information", "no information", "unanswerable",
    "not answerable", "is not mentioned", "not mentioned in", "not specified in", "not stated in",
    "cannot be determined", "can't be determined", "cannot determine", "i'm not sure",
    "n/a",
    // German
    "keine antwort", "nicht beantworten", "beantworten diese frage nicht", "nicht beantwortet",
    "die antwort nicht", "weiß ich nicht", "ich weiß es nicht", "keine information",
    "nicht genügend information", "nicht erwähnt",
    // French, Spanish
    "je ne sais pas", "ne contiennent pas", "ne répond", "pas de réponse", "no sé",
    "no se menciona",
    "no contienen", "no hay información", "no puedo responder", "no se puede responder",
    // Japanese, Chinese
    "答えられません", "答えることができません", "答えが含まれていません", "答えは含まれていません",
    "わかりません", "分かりません", "記載されていません", "情報がありません", "不明です",
    "无法回答", "無法回答", "没有答案", "不知道", "没有提到", "沒有提到", "未提及", "没有提供",
  ].map { NormalizedText($0).bytes }

  /// The bytes of an answer that are looked at.
  private static let beginning = 240

  static func shows(in answer: String) -> Bool {
    let text = NormalizedText(answer.replacing("’", with: "'")).bytes
    if text.isEmpty { return true }
    let start = Array(text.prefix(beginning))
    return phrases.contains { ByteSearch.first($0, in: start) != nil }
  }
}
