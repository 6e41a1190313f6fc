import Artifacts

/// A file that an index was made from, or a member of an archive.
public struct SourceRecord: Sendable, Equatable {
  /// Relative to the corpus.
  public var path: String
  public var bytes: Int
  /// SHA-256 of the file, 64 hexadecimal digits.
  public var digest: String
  /// The name of the reader that read it.
  public var reader: String
  /// How many documents came out of it.
  public var documents: Int
  /// Bytes of text in the blocks of its documents, white space left out.
  public var textBytes: Int
  /// Those of them that lie in a passage.
  public var coveredBytes: Int
  /// The path of the archive that it lies in; nil for a file. An index finds it by itself.
  public var archive: String?
  /// What was dropped of it.
  public var drops: DropCounts

  public init(
    path: String, bytes: Int, digest: String, reader: String, documents: Int, textBytes: Int = 0,
    coveredBytes: Int = 0, archive: String? = nil, drops: DropCounts = DropCounts()
  ) {
    self.path = path
    self.bytes = bytes
    self.digest = digest
    self.reader = reader
    self.documents = documents
    self.textBytes = textBytes
    self.coveredBytes = coveredBytes
    self.archive = archive
    self.drops = drops
  }
}

/// How much an index holds.
public struct IndexCounts: Sendable, Hashable {
  public var sources: Int
  public var documents: Int
  public var passages: Int
  /// Different terms.
  public var terms: Int
  /// All terms of all passages, repetitions counted.
  public var length: Int

  public init(sources: Int, documents: Int, passages: Int, terms: Int, length: Int) {
    self.sources = sources
    self.documents = documents
    self.passages = passages
    self.terms = terms
    self.length = length
  }
}
