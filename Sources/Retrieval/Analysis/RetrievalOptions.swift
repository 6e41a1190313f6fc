/// How text is analysed and passages are scored; kept in the index, so that a search does the same.
public struct RetrievalOptions: Codable, Sendable, Equatable {
  /// How soon more occurrences of a term stop to count (Robertson and Zaragoza 2009, section 3.4).
  public var k1: Double
  /// How much a passage's length counts, from 0 (not at all) to 1.
  public var b: Double
  /// `auto` (each document by its language), `none`, `english` (Porter's algorithm of 1980) or
  /// another name that libstemmer knows, for all documents.
  public var stemmer: String
  /// Whether Lucene's 33 English stopwords are dropped, from text that is stemmed as English.
  public var stopwords: Bool
  /// How often a term of the title counts, and one of the headings above a passage; one in its text
  /// counts once. Weighted sums of frequencies and lengths stand for those of a single field
  /// (Robertson, Zaragoza and Taylor 2004, "Simple BM25 Extension to Multiple Weighted Fields").
  /// The defaults are the best of 1, 2 and 3 on SciFact, the one collection here with titles
  /// (nDCG@10 .6794, .6836, .6793 for the title's weight).
  public var titleWeight: Int
  public var headingWeight: Int

  /// Whether the index gets a full-text table of SQLite's own (FTS5), `chunk_fts`.
  public var fts5: Bool
  /// Where vectors come from.
  public var embedding: EmbeddingOptions
  /// How a search by words and one by vectors are fused.
  public var fusion: FusionOptions

  /// The value of `stemmer` that goes by the documents' languages.
  static let byLanguage = "auto"

  public init(
    k1: Double = 0.9, b: Double = 0.4, stemmer: String = "auto", stopwords: Bool = true,
    titleWeight: Int = 2, headingWeight: Int = 1, fts5: Bool = false,
    embedding: EmbeddingOptions = EmbeddingOptions(), fusion: FusionOptions = FusionOptions()
  ) {
    self.k1 = k1
    self.b = b
    self.stemmer = stemmer
    self.stopwords = stopwords
    self.titleWeight = titleWeight
    self.headingWeight = headingWeight
    self.fts5 = fts5
    self.embedding = embedding
    self.fusion = fusion
  }

  /// Absent keys keep their defaults.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let defaults = RetrievalOptions()
    k1 = try values.decodeIfPresent(Double.self, forKey: .k1) ?? defaults.k1
    b = try values.decodeIfPresent(Double.self, forKey: .b) ?? defaults.b
    stemmer = try values.decodeIfPresent(String.self, forKey: .stemmer) ?? defaults.stemmer
    stopwords = try values.decodeIfPresent(Bool.self, forKey: .stopwords) ?? defaults.stopwords
    titleWeight =
      try values.decodeIfPresent(Int.self, forKey: .titleWeight) ?? defaults.titleWeight
    headingWeight =
      try values.decodeIfPresent(Int.self, forKey: .headingWeight) ?? defaults.headingWeight
    fts5 = try values.decodeIfPresent(Bool.self, forKey: .fts5) ?? defaults.fts5
    embedding =
      try values.decodeIfPresent(EmbeddingOptions.self, forKey: .embedding) ?? defaults.embedding
    fusion = try values.decodeIfPresent(FusionOptions.self, forKey: .fusion) ?? defaults.fusion
  }
}
