/// The shape of what a model is to write; its raw value names the template `answers/STYLE.mustache`.
public enum AnswerStyle: String, Codable, Sendable, CaseIterable {
  /// `##Reason:` with quotes between `##begin_quote##` and `##end_quote##`, then `##Answer:`.
  case raft
  /// The same reasoning, then `<ANSWER>:`, as the Gorilla project's scripts ask for.
  case gorilla
  /// The reasoning between `<think>` and `</think>`, then the answer.
  case think
  /// Quotes with the number of their passage, `“…” [2]`, then the answer.
  case cited
  /// An object with `reasoning`, `quotes` (each with `passage` and `text`) and `answer`.
  case json
  /// The answer alone.
  case plain

  /// Whether quotes keep the paper's marks.
  var keepsMarks: Bool { self == .raft || self == .gorilla || self == .think }
}
