/// Words so common that they say nothing about a passage.
enum Stopwords {
  /// The 33 of Lucene's EnglishAnalyzer.
  static let english: Set<[UInt8]> = Set(
    """
    a an and are as at be but by for if in into is it no not of on or such that the their then \
    there these they this to was will with
    """.split(separator: " ").map { Array($0.utf8) })
}
