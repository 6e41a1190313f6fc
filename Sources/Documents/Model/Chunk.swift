import Artifacts

/// A piece of a block as it lies in a chunk: what the structural generators of questions read.
///
/// All ranges are UTF-8 offsets in the chunk's own text.
public struct ChunkSpan: Sendable, Hashable {
  public var kind: BlockKind
  public var range: Range<Int>
  /// For headings: how many headings of the document's path stand above it. For list items: how
  /// many lists it is nested in.
  public var depth: Int
  public var number: Int
  public var list: Int
  /// For table rows: index in the document's `tables`. For others -1.
  public var table: Int
  /// Index in the chunk's `spans` of the definition, list item or question-and-answer that this
  /// piece continues; -1 where it stands by itself or its owner lies in an earlier chunk.
  public var owner: Int
  /// True for every piece but the first of a block that was split because it exceeds the budget.
  public var isContinuation: Bool
  public var parts: [BlockPart]

  public init(
    kind: BlockKind, range: Range<Int>, depth: Int = 0, number: Int = 0, list: Int = -1,
    table: Int = -1, owner: Int = -1, isContinuation: Bool = false, parts: [BlockPart] = []
  ) {
    self.kind = kind
    self.range = range
    self.depth = depth
    self.number = number
    self.list = list
    self.table = table
    self.owner = owner
    self.isContinuation = isContinuation
    self.parts = parts
  }
}

/// A chunk (in a row: a passage): consecutive blocks of one document that fit the token budget.
public struct Chunk: Sendable {
  /// Its place among the document's chunks, from 0.
  public var ordinal: Int
  /// UTF-8 offsets in the document's text; the chunk's text is exactly these bytes.
  public var range: Range<Int>
  /// The blocks that lie in it, at least in part.
  public var blocks: Range<Int>
  /// The headings above the chunk's first block (a heading that begins the chunk is the last one),
  /// and the term under which the chunk begins where it begins inside a definition.
  public var headingPath: [String]
  /// The estimated number of tokens of the text.
  public var tokenCount: Int
  public var spans: [ChunkSpan]
  /// Indices in the document's `links` of those that begin in it.
  public var links: Range<Int>

  public init(
    ordinal: Int, range: Range<Int>, blocks: Range<Int>, headingPath: [String], tokenCount: Int,
    spans: [ChunkSpan], links: Range<Int> = 0..<0
  ) {
    self.ordinal = ordinal
    self.range = range
    self.blocks = blocks
    self.headingPath = headingPath
    self.tokenCount = tokenCount
    self.spans = spans
    self.links = links
  }
}
