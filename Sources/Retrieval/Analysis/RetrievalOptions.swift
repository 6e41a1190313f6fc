/// How text is analysed and passages are scored; kept in the index, so that a search does the same.
public struct RetrievalOptions: Codable, Sendable, Equatable {
  /// How soon more occurrences of a term stop to count (Robertson and Zaragoza 2009, section 3.4).
  public var k1: Double
  /// How much a passage's length counts, from 0 (not at all) to 1.
  public var b: Double
  /// `english` (Porter's algorithm of 1980), `none`, or another name that libstemmer knows.
  public var stemmer: String
  /// Whether Lucene's 33 English stopwords are dropped.
  public var stopwords: Bool

  public init(
    k1: Double = 0.9, b: Double = 0.4, stemmer: String = "english", stopwords: Bool = true
  ) {
    self.k1 = k1
    self.b = b
    self.stemmer = stemmer
    self.stopwords = stopwords
  }

  /// Absent keys keep their defaults.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let defaults = RetrievalOptions()
    k1 = try values.decodeIfPresent(Double.self, forKey: .k1) ?? defaults.k1
    b = try values.decodeIfPresent(Double.self, forKey: .b) ?? defaults.b
    stemmer = try values.decodeIfPresent(String.self, forKey: .stemmer) ?? defaults.stemmer
    stopwords = try values.decodeIfPresent(Bool.self, forKey: .stopwords) ?? defaults.stopwords
  }
}
