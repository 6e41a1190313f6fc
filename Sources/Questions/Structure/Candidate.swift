/// A question that a rule proposes; checks decide whether it is kept.
struct Candidate {
  var kind: QuestionKind
  /// The name of the wordings in `templates/questions`; nil where the document asks by itself.
  var form: String?
  /// The wordings that also say where the subject is from: taken where several passages would be
  /// asked the same.
  var placedForm: String?
  /// What the wordings are filled with, or `question` for what the document asks.
  var values: [String: String]
  /// Index of the passage among those of its document.
  var passage: Int
  /// Where the answer stands in the passage, UTF-8 offsets; the answer is the first of them.
  var evidence: Range<Int>
  /// Which of a passage's candidates are taken first, from 0.
  var rank: Int
}
