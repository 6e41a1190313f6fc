/// What a block is.
public enum BlockKind: String, Sendable, CaseIterable, Codable {
  case heading, paragraph, listItem, definition, tableRow, code, quotation
  /// A question with its answer, as the source marks it (DocBook `qandaentry`, FAQPage).
  case questionAnswer
}

/// A range of a block's text with a meaning of its own.
public struct BlockPart: Sendable, Hashable {
  /// What the part is to its block.
  public enum Role: String, Sendable, CaseIterable, Codable {
    case term, description, headerCell, cell, question, answer
  }

  public var role: Role
  /// UTF-8 offsets in the document's text.
  public var range: Range<Int>

  public init(role: Role, range: Range<Int>) {
    self.role = role
    self.range = range
  }
}

/// One block: a heading, a paragraph, a list item, a table row, … in the order of the source.
///
/// A block holds no text; `range` points into its document's `text`.
public struct Block: Sendable, Hashable {
  public var kind: BlockKind
  /// UTF-8 offsets in the document's text; never empty.
  public var range: Range<Int>
  /// The line of the source on which the block begins, from 1; 0 where it is unknown.
  public var line: Int
  /// Index in the document's `sections` of the section that holds the block (a heading belongs to
  /// the section that it opens); -1 before the first heading.
  public var section: Int
  /// For list items: how many lists it is nested in, from 1. For others 0.
  public var depth: Int
  /// For items of ordered lists: the item's number, from 1. For others 0.
  public var number: Int
  /// Tells lists apart: items of one list share it. For other blocks -1.
  public var list: Int
  /// For table rows: index in the document's `tables`. For others -1.
  public var table: Int
  /// Index of the definition, list item or question-and-answer that this block continues (the second
  /// paragraph of a `dd`, a listing inside an item); -1 where it stands by itself.
  public var owner: Int
  /// Term and description, cells, question and answer: in order, inside `range`.
  public var parts: [BlockPart]

  public init(
    kind: BlockKind, range: Range<Int>, line: Int = 0, section: Int = -1, depth: Int = 0,
    number: Int = 0, list: Int = -1, table: Int = -1, owner: Int = -1, parts: [BlockPart] = []
  ) {
    self.kind = kind
    self.range = range
    self.line = line
    self.section = section
    self.depth = depth
    self.number = number
    self.list = list
    self.table = table
    self.owner = owner
    self.parts = parts
  }
}
