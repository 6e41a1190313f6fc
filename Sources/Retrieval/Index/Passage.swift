import Documents

/// A chunk as the index keeps it, with what is needed to show it and to ask about it.
public struct Passage: Sendable {
  /// The chunk's id: 48 bits of the digest of its document's URI and its ordinal. It stays the same
  /// when other documents come and go, and fits a JSON number (below 2⁵³).
  public var id: Int
  /// Its dense number in this index, from 0 in order of (document URI, ordinal). Changes when the
  /// corpus does.
  public var number: Int
  public var documentID: Int
  public var ordinal: Int
  /// The UTF-8 offset of its text in its document's text.
  public var start: Int
  public var headingPath: [String]
  public var text: String
  public var tokenCount: Int
  /// SHA-256 of the text, 64 hexadecimal digits.
  public var digest: String
  public var spans: [ChunkSpan]

  public init(
    id: Int, number: Int, documentID: Int, ordinal: Int, start: Int, headingPath: [String],
    text: String, tokenCount: Int, digest: String, spans: [ChunkSpan]
  ) {
    self.id = id
    self.number = number
    self.documentID = documentID
    self.ordinal = ordinal
    self.start = start
    self.headingPath = headingPath
    self.text = text
    self.tokenCount = tokenCount
    self.digest = digest
    self.spans = spans
  }

  /// Whether two passages share a stretch of one document.
  public func overlaps(_ other: Passage) -> Bool {
    documentID == other.documentID && start < other.start + other.text.utf8.count
      && other.start < start + text.utf8.count
  }
}

/// A document as the index keeps it: all but its text, which is that of its passages.
public struct IndexedDocument: Sendable {
  /// 48 bits of the digest of the URI.
  public var id: Int
  public var uri: String
  public var docno: String
  public var title: String
  public var language: String?
  public var digest: String
  public var tables: [Document.Table]
  /// The numbers of its passages.
  public var passages: Range<Int>

  public init(
    id: Int, uri: String, docno: String, title: String, language: String?, digest: String,
    tables: [Document.Table], passages: Range<Int>
  ) {
    self.id = id
    self.uri = uri
    self.docno = docno
    self.title = title
    self.language = language
    self.digest = digest
    self.tables = tables
    self.passages = passages
  }
}

/// One passage found by a search.
public struct Hit: Sendable, Hashable {
  /// The passage's number in the index.
  public var number: Int
  /// The passage's id.
  public var id: Int
  public var score: Double

  public init(number: Int, id: Int, score: Double) {
    self.number = number
    self.id = id
    self.score = score
  }
}
