import Questions

/// The marks that give a row its shape. Text of a corpus or of a question that holds one would be
/// taken for the shape itself.
enum ReservedMarks {
  /// Around each passage in `instruction`.
  private static let ofPassages = ["<DOCUMENT>", "</DOCUMENT>"].map { Array($0.utf8) }
  /// In answers, beside the former.
  private static let ofAnswers = [
    "##begin_quote##", "##end_quote##", "##Reason:", "##Answer:", "<ANSWER>:", "<think>",
    "</think>",
  ].map { Array($0.utf8) }

  /// Whether a passage would end where it does not.
  static func areIn(passage text: String) -> Bool {
    holds(text, ofPassages)
  }

  /// Whether a question or a short answer would be taken for more than one.
  static func areIn(question text: String) -> Bool {
    holds(text, ofPassages) || holds(text, ofAnswers)
  }

  /// Whether a reasoning, which may quote, would be taken for more than one.
  static func areIn(reasoning text: String) -> Bool {
    holds(text, ofPassages) || holds(text, Array(ofAnswers.dropFirst(2)))
  }

  private static func holds(_ text: String, _ marks: [[UInt8]]) -> Bool {
    let bytes = Array(text.utf8)
    return marks.contains { ByteSearch.first($0, in: bytes) != nil }
  }
}
