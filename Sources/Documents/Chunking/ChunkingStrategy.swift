/// How documents are cut into chunks: the names of `documents.chunking`.
public enum ChunkingStrategy: String, Sendable, CaseIterable {
  /// Whole blocks under the budget; small sections are put together.
  case blocks
  /// Whole sentences under the budget, across blocks and headings; each chunk repeats the last
  /// sentences of the one before it, as many as fit the overlap.
  case sentences
  /// As many tokens as the budget holds, cut between words; each chunk repeats the last words of the
  /// one before it, as many as fit the overlap.
  case fixed
  /// A chunk for each section, without those below it; one over the budget is split as by `blocks`.
  case section
}
