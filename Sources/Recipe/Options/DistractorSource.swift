/// Where distractors come from; its raw value is the name in settings and rows.
public enum DistractorSource: String, Codable, Sendable, CaseIterable {
  /// The best hits of BM25 for the question.
  case bm25
  /// The nearest by vectors of the index.
  case dense
  /// The best of both rankings, fused.
  case hybrid
  /// Other passages of the oracle's document.
  case sameDocument = "same-document"
  /// The passages right before and after the oracle, the nearest first.
  case neighbour
  /// Any passage, each as likely as another.
  case random

  /// Whether it ranks passages by the question.
  var isRanking: Bool { self == .bm25 || self == .dense || self == .hybrid }
}
