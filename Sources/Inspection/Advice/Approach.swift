/// A way to make a model answer from a corpus, the simplest first.
public enum Approach: String, Sendable, CaseIterable {
  /// The whole corpus in every prompt.
  case longContext = "long-context"
  /// Passages that a search finds, in the prompt of a model as it is.
  case retrieval
  /// A model that was trained on questions and answers, and is asked without passages.
  case fineTuning = "fine-tuning"
  /// RAFT: a model that was trained to answer from passages, and is given those that a search finds.
  case both

  public var name: String {
    switch self {
    case .longContext: "long context"
    case .retrieval: "retrieval"
    case .fineTuning: "fine-tuning"
    case .both: "retrieval and fine-tuning (RAFT)"
    }
  }
}
