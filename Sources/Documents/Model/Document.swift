import Artifacts

/// One document: a title, a URI and its blocks, as values over one stretch of UTF-8.
public struct Document: Sendable {
  /// A section: what a heading opens.
  public struct Section: Sendable, Hashable {
    /// The heading's text.
    public var heading: String
    /// Index in `sections` of the section around this one; -1 at the top.
    public var parent: Int

    public init(heading: String, parent: Int) {
      self.heading = heading
      self.parent = parent
    }
  }

  /// A table's caption and the labels of its columns; its rows are blocks.
  public struct Table: Sendable, Hashable {
    public var caption: String
    /// One label a column; empty where the table has no header row.
    public var columns: [String]

    public init(caption: String = "", columns: [String] = []) {
      self.caption = caption
      self.columns = columns
    }
  }

  /// The path relative to the corpus, for a record of a container `path#id`; unique in an index.
  public var uri: String
  /// The record's own id, else the file's name without extension. TREC runs use it.
  public var docno: String
  public var title: String
  /// The primary language subtag (`en`, `de`, `ja`), declared or detected; nil where unknown.
  public var language: String?
  /// The text of all blocks, UTF-8: blocks stand in order, one or two newlines between them.
  public var text: [UInt8]
  public var blocks: [Block]
  public var sections: [Section]
  public var tables: [Table]
  /// The links of the text to other files, in the order of the text; navigation has none.
  public var links: [Link] = []
  /// What the source has for where they lead.
  var linkTargets: [UInt8] = []
  /// What the source says about itself.
  public var metadata = DocumentMetadata()

  public init(
    uri: String, docno: String, title: String = "", language: String? = nil, text: [UInt8] = [],
    blocks: [Block] = [], sections: [Section] = [], tables: [Table] = []
  ) {
    self.uri = uri
    self.docno = docno
    self.title = title
    self.language = language
    self.text = text
    self.blocks = blocks
    self.sections = sections
    self.tables = tables
  }

  /// The digest of title and text: two documents with the same content have the same one.
  public var digest: Digest {
    var digest = PiecewiseDigest()
    digest.update(title.utf8 + [0])
    digest.update(text)
    return digest.finish()
  }

  /// The text in a range of UTF-8 offsets.
  public func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }

  /// The headings from the outermost to that of `section`; one that repeats the title is left out
  /// at the front.
  public func headingPath(ofSection section: Int) -> [String] {
    var path: [String] = []
    var current = section
    while current >= 0 {
      if !sections[current].heading.isEmpty { path.append(sections[current].heading) }
      current = sections[current].parent
    }
    path.reverse()
    if path.first == title { path.removeFirst() }
    return path
  }

  /// How many headings `headingPath(ofSection:)` has.
  func headingDepth(ofSection section: Int) -> Int {
    var depth = 0
    var outermost = -1
    var current = section
    while current >= 0 {
      if !sections[current].heading.isEmpty {
        depth += 1
        outermost = current
      }
      current = sections[current].parent
    }
    return outermost >= 0 && sections[outermost].heading == title ? depth - 1 : depth
  }
}
