import Artifacts

/// The file beside `questions.jsonl` that lists every pair that was dropped, and why.
///
/// It has the same name with `.drops.jsonl` in place of `.jsonl`. A line has `reason`, `detail`,
/// `question` and `answer` where there were some, and `passages` (ids).
public enum QuestionLedger {
  public static func path(besides questions: String) -> String {
    QuestionFile.path(besides: questions, ending: ".drops.jsonl")
  }

  /// Writes the ledger of a file of questions; true when the file changed.
  @discardableResult
  public static func write(
    _ ledger: [DroppedPair], besides questions: String
  ) throws(FileError) -> Bool {
    var file = try WholeFile(path(besides: questions))
    var json = JSONWriter()
    for dropped in ledger {
      json.removeAll()
      json.object {
        $0.field("reason", dropped.reason)
        $0.field("detail", dropped.detail)
        if let question = dropped.question { $0.field("question", question) }
        if let answer = dropped.answer { $0.field("answer", answer) }
        $0.field("passages", dropped.passages)
      }
      json.newline()
      try file.append(json.bytes)
    }
    return try file.commit()
  }
}
