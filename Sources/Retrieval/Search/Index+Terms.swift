extension Index {
  /// How much a term tells: its idf, ln(1 + (N − n + 0.5)/(n + 0.5)) for n of N passages.
  ///
  /// A term that no passage holds tells as much as one that a single passage holds.
  ///
  /// - Parameter term: as `Analyzer` gives it.
  public func weight(ofTerm term: String) throws(IndexError) -> Double {
    BM25.idf(passages: max(1, try passageCount(ofTerm: term)), of: passageCount)
  }

  /// How many passages hold a term.
  ///
  /// - Parameter term: as `Analyzer` gives it.
  public func passageCount(ofTerm term: String) throws(IndexError) -> Int {
    try lexical.passageCount(ofTerm: term)
  }

  /// The passages that hold a term, by number, in order.
  ///
  /// - Parameter term: as `Analyzer` gives it.
  public func passages(withTerm term: String) throws(IndexError) -> [Int] {
    try lexical.passages(withTerm: term)
  }

  /// What a term tells that only one passage holds: the most that any can.
  public var weightOfRarestTerm: Double { BM25.idf(passages: 1, of: passageCount) }
}
