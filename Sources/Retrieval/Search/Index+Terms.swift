extension Index {
  /// How much a term tells: its idf, ln(1 + (N − n + 0.5)/(n + 0.5)) for n of N passages.
  ///
  /// - Parameter term: as `Analyzer` gives it.
  public func weight(ofTerm term: String) throws(IndexError) -> Double {
    BM25.idf(passages: try lexical.passageCount(ofTerm: term), of: passageCount)
  }
}
